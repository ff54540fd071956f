// Package indextest holds the tests that every implementation of index.Index passes.
package indextest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
)

// Run runs the suite. open returns an empty index; the suite closes it.
func Run(t *testing.T, open func(t *testing.T) index.Index) {
	tests := map[string]func(*testing.T, index.Index){
		"finds by any word and knows exact hits":  findsByAnyWord,
		"traditional and broken text is found":    findsWhatReadsTheSame,
		"marks the words on the stored text":      marks,
		"a phrase is in a row":                    phrases,
		"filters by bureau, year and plan":        filters,
		"counts by bureau and year":               facets,
		"put replaces a document whole":           putReplaces,
		"delete removes a document":               deletes,
		"pages do not overlap and end":            pages,
		"refuses what it cannot understand":       refuses,
		"no measure, no hit":                      empty,
		"every word finds its measure":            everyWord,
		"one character finds its measures":        oneCharacter,
		"fields, joining and not":                 language,
		"a tree asks what its text asks":          trees,
		"all that was asked for, or a part":       matches,
		"headings of sections are found":          headings,
		"sections are counted depth by depth":     sections,
		"by responsible body, deadline, topic":    ledger,
		"orders":                                  orders,
		"pages do not overlap in any order":       pagesInOrder,
		"bureaus that have no hit":                absent,
		"synonyms are asked for together":         synonyms,
		"another spelling where nothing is exact": spelling,
		"bureaus by their beginning or initials":  suggestions,
		"counts":                                  counts,
		"many readers while one writes":           concurrent,
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			x := open(t)
			defer func() {
				if err := errors.Join(x.Check(context.Background()), x.Close()); err != nil {
					t.Error(err)
				}
			}()
			test(t, x)
		})
	}
}

// Document makes a result of one plan with a measure a text.
func Document(id, bureau string, year int, texts ...string) *gangmu.Result {
	p := &gangmu.Plan{ID: "p1", Title: fmt.Sprintf("%s%d年工作计划", bureau, year), Issuer: "临江市" + bureau, Bureau: bureau, Year: year}
	for i, s := range texts {
		p.Sections = append(p.Sections, &gangmu.Node{Label: fmt.Sprintf("%d.", i+1), Path: fmt.Sprint(i + 1), Kind: gangmu.KindMeasure, OwnText: s})
	}
	return &gangmu.Result{Schema: gangmu.SchemaID, ID: strings.Repeat(id, 64)[:64], Name: id + ".docx", Outline: gangmu.Outline{Plans: []*gangmu.Plan{p}}}
}

func put(t *testing.T, x index.Index, docs ...*gangmu.Result) {
	t.Helper()
	if err := x.Put(context.Background(), docs...); err != nil {
		t.Fatal(err)
	}
}

func search(t *testing.T, x index.Index, q index.Query) *index.Answer {
	t.Helper()
	a, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func texts(a *index.Answer) []string {
	out := []string{}
	for _, h := range a.Hits {
		out = append(out, h.Text)
	}
	return out
}

func same(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func findsByAnyWord(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "定向招聘随军家属，促进就业。", "做好随军家属就业工作。", "维护国防通信线路。"))
	a := search(t, x, index.Query{Text: "随军家属就业"})
	same(t, []string{"做好随军家属就业工作。", "定向招聘随军家属，促进就业。"}, texts(a))
	if a.Total != 2 || a.Exact != 1 || !a.Hits[0].Exact || a.Hits[1].Exact {
		t.Errorf("total %d, exact %d, hits %+v", a.Total, a.Exact, a.Hits)
	}
}

func findsWhatReadsTheSame(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "做好隨軍家屬\n就業工作。"))
	a := search(t, x, index.Query{Text: "随军家属就业"})
	if a.Exact != 1 {
		t.Errorf("exact %d", a.Exact)
	}
}

func marks(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "一是做好隨軍 家属就业；二是随军家属走访。"))
	a := search(t, x, index.Query{Text: "随军家属就业"})
	if len(a.Hits) != 1 {
		t.Fatalf("%d hits", len(a.Hits))
	}
	r := []rune(a.Hits[0].Text)
	var got []string
	for _, s := range a.Hits[0].Highlights {
		got = append(got, string(r[s[0]:s[1]]))
	}
	same(t, []string{"隨軍 家属就业", "随军家属"}, got)
}

func phrases(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "双拥工作计划", "工作计划与双拥工作", "双拥"))
	same(t, []string{"双拥工作计划"}, texts(search(t, x, index.Query{Text: `"双拥工作计划"`})))
	a := search(t, x, index.Query{Text: "“工作计划”", Limit: 1})
	if a.Total != 2 || len(a.Hits) != 1 || a.Next == "" {
		t.Fatalf("total %d, %d hits, next %q", a.Total, len(a.Hits), a.Next)
	}
	b := search(t, x, index.Query{Text: "“工作计划”", Limit: 1, After: a.Next})
	if len(b.Hits) != 1 || b.Hits[0].ID == a.Hits[0].ID {
		t.Errorf("second page %v", texts(b))
	}
}

func filters(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "安排经费"), Document("b", "教育局", 2024, "安排经费"), Document("c", "财政局", 2023, "安排经费"))
	for _, c := range []struct {
		q    index.Query
		want int
	}{
		{index.Query{Bureau: []string{"财政局"}}, 2},
		{index.Query{Bureau: []string{"临江市财政局"}}, 2},
		{index.Query{Bureau: []string{"财政", "教育"}}, 3},
		{index.Query{Year: []int{2023}}, 1},
		{index.Query{Year: []int{2023, 2024}}, 3},
		{index.Query{Bureau: []string{"财政局"}, Year: []int{2024}}, 1},
		{index.Query{Plan: "教育局2024"}, 1},
		{index.Query{Bureau: []string{"*"}}, 0},
		{index.Query{Bureau: []string{"税务局"}}, 0},
	} {
		for _, text := range []string{"", "经费", "“安排经费”"} {
			c.q.Text = text
			if a := search(t, x, c.q); a.Total != c.want || len(a.Hits) != c.want {
				t.Errorf("%+v: total %d, %d hits, want %d", c.q, a.Total, len(a.Hits), c.want)
			} else if _, err := json.Marshal(a); err != nil {
				t.Errorf("%+v: %v", c.q, err)
			}
		}
	}
}

func facets(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "安排经费", "拨付经费"), Document("b", "教育局", 2023, "安排经费"))
	for _, text := range []string{"经费", "“经费”"} {
		a := search(t, x, index.Query{Text: text, Limit: 1})
		same(t, map[index.FacetName][]index.Facet{
			"bureau": {{Value: "财政局", Count: 2}, {Value: "教育局", Count: 1}},
			"year":   {{Value: "2024", Count: 2}, {Value: "2023", Count: 1}},
		}, a.Facets)
	}
}

func putReplaces(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "安排经费", "拨付经费"))
	put(t, x, Document("a", "财政局", 2024, "安排经费"))
	put(t, x, Document("a", "财政局", 2024, "安排经费"))
	same(t, []string{"安排经费"}, texts(search(t, x, index.Query{Text: "经费"})))
}

func deletes(t *testing.T, x index.Index) {
	a, b := Document("a", "财政局", 2024, "安排经费"), Document("b", "教育局", 2024, "教育经费")
	put(t, x, a, b)
	if err := x.Delete(context.Background(), a.ID, strings.Repeat("f", 64)); err != nil {
		t.Fatal(err)
	}
	same(t, []string{"教育经费"}, texts(search(t, x, index.Query{Text: "经费"})))
}

func pages(t *testing.T, x index.Index) {
	var all []string
	for i := range 25 {
		all = append(all, fmt.Sprintf("第%d项经费", i))
	}
	put(t, x, Document("a", "财政局", 2024, all...))
	for _, text := range []string{"", "经费", "“经费”"} {
		var got []string
		q := index.Query{Text: text, Limit: 10}
		for range 10 {
			a := search(t, x, q)
			got = append(got, texts(a)...)
			if q.After = a.Next; a.Next == "" {
				break
			}
		}
		slices.Sort(got)
		want := slices.Sorted(slices.Values(all))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func refuses(t *testing.T, x index.Index) {
	for _, q := range []index.Query{{Text: `"没有关`}, {Text: "，。！"}, {Text: "经费", After: "???"}, {Text: "经费", After: "e30"}} {
		_, err := x.Search(context.Background(), q)
		var bad *index.QueryError
		if !errors.As(err, &bad) {
			t.Errorf("%+v: error %v", q, err)
		}
	}
}

func empty(t *testing.T, x index.Index) {
	a := search(t, x, index.Query{Text: "经费"})
	if a.Total != 0 || a.Hits == nil || a.Facets[index.FacetBureau] == nil {
		t.Errorf("%+v", a)
	}
}
