package indextest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
)

// Grouping asserts that answers do not depend on how documents came into an index: one by
// one or together, in what order, once or again after others. open returns an empty index.
func Grouping(t *testing.T, open func(t *testing.T) index.Index) {
	docs := mixed()
	queries := []index.Query{
		{Text: "随军家属就业"}, {Text: "随军家属就业", Limit: 7}, {Text: "就业 培训"}, {Text: "军"}, {Text: "“家属就业”"}, {Text: "就业 OR 经费"},
		{Text: "随军家薯就业"}, {Text: "经费 年份:2023.."}, {Text: "经费", Sort: index.SortYear}, {Text: "经费", Sort: index.SortBureau}, {},
		{Text: "双拥", Absent: true},
	}
	var want [][]*index.Answer
	for round, size := range []int{len(docs), 1, 3, 7} {
		x := open(t)
		order := rand.New(rand.NewPCG(1, uint64(round))).Perm(len(docs))
		if round > 1 { // what is replaced later must leave nothing behind
			put(t, x, Document(docs[0].ID[:8], "财政局", 2020, "随军家属就业", "就业", "军"), Document(docs[1].ID[:8], "教育局", 2020, "家属就业培训"))
		}
		for len(order) > 0 {
			var group []*gangmu.Result
			for _, i := range order[:min(size, len(order))] {
				group = append(group, docs[i])
			}
			put(t, x, group...)
			order = order[len(group):]
		}
		for i, q := range queries {
			got := allPages(t, x, q)
			if round == 0 {
				want = append(want, got)
				continue
			}
			t.Run(fmt.Sprintf("%d at once, %s", size, q.Text), func(t *testing.T) { same(t, want[i], got) })
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
}

// mixed are documents whose measures share words, and some of which read the same.
func mixed() []*gangmu.Result {
	parts := []string{"随军家属", "就业", "经费", "培训", "双拥工作", "走访慰问", "军人子女", "招聘", "家属就业", "考核"}
	r := rand.New(rand.NewPCG(7, 7))
	var docs []*gangmu.Result
	for n := range 24 {
		var texts []string
		for range 1 + r.IntN(9) {
			s := ""
			for range 1 + r.IntN(5) {
				s += parts[r.IntN(len(parts))] + []string{"", "，", "和"}[r.IntN(3)]
			}
			texts = append(texts, s)
		}
		docs = append(docs, Document(fmt.Sprintf("%08x", n*0x9E3779B1&0xFFFFFFFF), []string{"财政局", "教育局", "民政局"}[n%3], 2021+n%4, texts...))
	}
	return docs
}

// allPages are the answers of all pages.
func allPages(t *testing.T, x index.Index, q index.Query) []*index.Answer {
	t.Helper()
	var out []*index.Answer
	for range 100 {
		a := search(t, x, q)
		out = append(out, a)
		if q.After = a.Next; a.Next == "" {
			return out
		}
	}
	t.Fatalf("%q has no last page", q.Text)
	return nil
}
