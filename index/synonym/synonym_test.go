package synonym

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parse(t *testing.T, s string) *Set {
	t.Helper()
	set, err := Parse(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestTheBuiltInSynonymsCanBeRead(t *testing.T) {
	s := parse(t, builtIn)
	if len(s.same) < 100 || BuiltIn() == nil {
		t.Errorf("%d words", len(s.same))
	}
}

func TestExpand(t *testing.T) {
	s := parse(t, "国动办 = 国防动员办公室\n军车＝军用车辆 # both are said\n双退办 = 双退服务中心\n转业军官 ~ 军转干部\n")
	for _, c := range []struct {
		text       string
		same, akin []string
	}{
		{"国动办", []string{"国防动员办公室"}, nil},
		{"國動辦", []string{"国防动员办公室"}, nil},
		{"国防动员办公室双拥工作", []string{"国动办双拥工作"}, nil},
		{"军车停放", []string{"军用车辆停放"}, nil},
		{"驻军车辆", nil, nil},                       // 军车 is no word of it
		{"爱卫双退办牵头", []string{"爱卫双退服务中心牵头"}, nil}, // a name that no dictionary has
		{"转业军官", nil, []string{"军转干部"}},
		{"双拥", nil, nil},
		{"", nil, nil},
	} {
		same, akin := s.Expand(c.text)
		if len(same)+len(c.same) > 0 && !cmp.Equal(c.same, same) || len(akin)+len(c.akin) > 0 && !cmp.Equal(c.akin, akin) {
			t.Errorf("%q: same %q, akin %q", c.text, same, akin)
		}
	}
}

func TestSeveralWordsAreReplacedTogetherWithinALimit(t *testing.T) {
	s := parse(t, "军车 = 军用车辆\n人防 = 人民防空\n")
	same, _ := s.Expand("军车人防")
	slices.Sort(same)
	if diff := cmp.Diff([]string{"军用车辆人民防空", "军用车辆人防", "军车人民防空"}, same); diff != "" {
		t.Error(diff)
	}
	same, _ = s.Expand(strings.Repeat("军车人防", 20))
	if len(same) > maxExpanded {
		t.Errorf("%d texts", len(same))
	}
}

func TestABadLineIsNamed(t *testing.T) {
	for _, text := range []string{"a = b\n孤零零\n", "a = b\na = b ~ ", "a = b\n= c"} {
		_, err := Parse(strings.NewReader(text))
		var bad *Error
		if !errors.As(err, &bad) || bad.Line != 2 {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestMerge(t *testing.T) {
	s := Merge(parse(t, "军车 = 军用车辆"), parse(t, "军车 = 部队车辆"))
	same, _ := s.Expand("军车")
	if diff := cmp.Diff([]string{"军用车辆", "部队车辆"}, same); diff != "" {
		t.Error(diff)
	}
	if same, _ := (*Set)(nil).Expand("军车"); same != nil {
		t.Errorf("%q", same)
	}
}
