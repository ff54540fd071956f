package indextest

import (
	"slices"
	"strings"
	"testing"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// everyWord asks for every two and three neighbouring characters of a text.
func everyWord(t *testing.T, x index.Index) {
	text := "待处理随军家属5G基站2023年85%以上，“报微网端屏”；县"
	put(t, x, Document("a", "财政局", 2024, text, "别的事"))
	runes := []rune(text)
	for n := 1; n <= 3; n++ {
		for i := 0; i+n <= len(runes); i++ {
			part := string(runes[i : i+n])
			if strings.ContainsAny(part, "，“”；%0123456789G") {
				continue
			}
			if a := search(t, x, index.Query{Text: part}); len(a.Hits) == 0 || a.Hits[0].Text != text || !a.Hits[0].Exact {
				t.Errorf("%q does not find it: %v", part, texts(a))
			}
		}
	}
	for _, part := range []string{"5G", "5g基站", "2023年", "85", "８５％", "報微網端屏"} {
		if a := search(t, x, index.Query{Text: part}); a.Exact != 1 {
			t.Errorf("%q: %d exact", part, a.Exact)
		}
	}
}

func oneCharacter(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "军属", "拥军", "军", "a军b", "车辆"))
	for _, q := range []string{"军", "軍", "“军”"} {
		if a := search(t, x, index.Query{Text: q}); a.Total != 4 || a.Exact != 4 {
			t.Errorf("%s: total %d, exact %d", q, a.Total, a.Exact)
		}
	}
}

func language(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "安排双拥经费", "军车免费停放"), Document("b", "教育局", 2022, "军人子女入学", "客车停放"))
	for q, want := range map[string][]string{
		"双拥 单位:财政":             {"安排双拥经费"},
		"单位:教育局":               {"军人子女入学", "客车停放"},
		"标题:财政局2024":           {"安排双拥经费", "军车免费停放"},
		"年份:2022":              {"军人子女入学", "客车停放"},
		"年份:2021..2023 入学":     {"军人子女入学"},
		"年份:>2022 -双拥":         {"军车免费停放"},
		"军车 OR 入学":             {"军人子女入学", "军车免费停放"},
		"(军车 OR 入学) 年份:2024":   {"军车免费停放"},
		"停放 -单位:教育":            {"军车免费停放"},
		"-停放 -双拥":              {"军人子女入学"},
		"“车免费” 停放":             {"军车免费停放"},
		"“费免车”":                {},
		"计划:aaaa/p1 停放":        {"军车免费停放"},
		"计划:bbbb":              {"军人子女入学", "客车停放"},
		"单位:财政 OR 年份:2022 -停放": {"军人子女入学", "安排双拥经费", "军车免费停放"},
	} {
		got := texts(search(t, x, index.Query{Text: q, Match: index.MatchAll}))
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", q, got, want)
		}
	}
}

func trees(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "安排双拥经费", "军车免费停放"))
	text := "(双拥 OR 军车) -停放"
	n, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	same(t, search(t, x, index.Query{Text: text}).Hits, search(t, x, index.Query{Tree: n}).Hits)
	both := search(t, x, index.Query{Text: "经费", Tree: n, Match: index.MatchAll})
	same(t, []string{"安排双拥经费"}, texts(both))
}

func matches(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "促进家属就业", "随军家属就业", "家属走访", "安全生产"))
	a := search(t, x, index.Query{Text: "随军家属就业"})
	if a.Exact != 1 || a.Total != 3 || !a.Hits[0].Exact || a.Hits[1].Text != "促进家属就业" {
		t.Errorf("total %d, exact %d, %v", a.Total, a.Exact, texts(a))
	}
	a = search(t, x, index.Query{Text: "随军家属就业", Match: index.MatchAll})
	if a.Exact != 1 || a.Total != 1 {
		t.Errorf("all: total %d, exact %d", a.Total, a.Exact)
	}
}
