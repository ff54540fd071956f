package highlight

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
)

func marked(text string, spans []gangmu.Span) []string {
	out := []string{}
	r := []rune(text)
	for _, s := range spans {
		out = append(out, string(r[s[0]:s[1]]))
	}
	return out
}

func TestMark(t *testing.T) {
	for _, c := range []struct {
		name           string
		texts, phrases []string
		synonyms       []string
		text           string
		want           []string
		clause         string
	}{
		{"words that touch are marked as one", []string{"随军家属就业"}, nil, nil, "做好随军家属就业工作。", []string{"随军家属就业"}, "做好随军家属就业工作。"},
		{"the original is marked, not what it folds to", []string{"随军家属就业"}, nil, nil, "做好隨軍 家屬\n就业工作", []string{"隨軍 家屬\n就业"}, "做好隨軍 家屬\n就业工作"},
		{"a part is marked where the whole is not there", []string{"随军家属就业"}, nil, nil, "促进就业；走访家属。", []string{"就业", "家属"}, "促进就业；"},
		{"the clause has most marks", []string{"随军家属就业"}, nil, nil, "促进就业；走访随军家属；其他。", []string{"就业", "随军家属"}, "走访随军家属；"},
		{"a phrase is marked whole", nil, []string{"双拥工作"}, nil, "双拥和双拥工作", []string{"双拥工作"}, "双拥和双拥工作"},
		{"a character alone", []string{"军"}, nil, nil, "驻军和军属", []string{"军", "军"}, "驻军和军属"},
		{"any of several texts", []string{"军车停放", "军用车辆停放"}, nil, nil, "军用车辆免费停放", []string{"军用车辆", "停放"}, "军用车辆免费停放"},
		{"a synonym is marked where all of it is there", []string{"就业"}, nil, []string{"找工作", "军用车辆"}, "做好就业工作，找工作；车辆。", []string{"就业", "找工作"}, "做好就业工作，找工作；"},
		{"nothing", []string{"双拥"}, nil, nil, "安全生产。其他。", []string{}, "安全生产。"},
		{"empty", []string{"双拥"}, nil, nil, "", []string{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			spans, clause := New(c.texts, c.synonyms, c.phrases).Mark(c.text)
			if diff := cmp.Diff(c.want, marked(c.text, spans)); diff != "" {
				t.Error(diff)
			}
			if got := marked(c.text, []gangmu.Span{clause})[0]; got != c.clause {
				t.Errorf("clause %q, want %q", got, c.clause)
			}
		})
	}
}

// Marks lie in the text, ascend and do not touch; the clause lies in the text.
func FuzzMark(f *testing.F) {
	f.Add("随军家属就业", "双拥工作", "做好隨軍 家屬\n就业工作。双拥工作；\x00\xff㎡")
	f.Fuzz(func(t *testing.T, words, phrase, text string) {
		spans, clause := New([]string{words}, []string{phrase + words}, []string{phrase}).Mark(text)
		n, last := utf8.RuneCountInString(text), -1
		for _, s := range spans {
			if s[0] <= last || s[1] <= s[0] || s[1] > n {
				t.Fatalf("%q: marks %v of %d", text, spans, n)
			}
			last = s[1]
		}
		if clause[0] < 0 || clause[1] < clause[0] || clause[1] > n {
			t.Fatalf("%q: clause %v of %d", text, clause, n)
		}
	})
}

func BenchmarkMark(b *testing.B) {
	terms := New([]string{"随军家属就业"}, nil, nil)
	text := "持续开展定向招聘随军家属和送岗位进军营工作，落实优抚对象普惠加优待政策，帮助解决就业、医疗、住房困难。"
	for b.Loop() {
		terms.Mark(text)
	}
}
