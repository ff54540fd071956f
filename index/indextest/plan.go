package indextest

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
)

// outlined is a plan with sections, bodies and deadlines.
func outlined() *gangmu.Result {
	d := Document("a", "财政局", 2024)
	p := d.Plans[0]
	p.Topic = "双拥"
	p.Sections = []*gangmu.Node{
		{Kind: gangmu.KindSection, Path: "1", Heading: "指导思想", OwnText: "一、指导思想 以新思想为指导"},
		{Kind: gangmu.KindSection, Path: "2", Heading: "具体措施", OwnText: "二、具体措施", Children: []*gangmu.Node{
			{Kind: gangmu.KindSection, Path: "2.1", Heading: "强化宣传/教育", OwnText: "（一）强化宣传/教育", Children: []*gangmu.Node{
				{Kind: gangmu.KindMeasure, Path: "2.1.1", OwnText: "开展国防教育", Ledger: gangmu.Ledger{
					Units: []string{"市人社局"}, Parties: []gangmu.Party{{Name: "市人社局", Bureau: "人力资源和社会保障局"}},
					Deadlines: []string{"2024年6月底前"}, Due: []gangmu.Due{{Text: "2024年6月底前", To: "2024-06-30"}},
				}},
				{Kind: gangmu.KindMeasure, Path: "2.1.2", OwnText: "组织国防宣讲", Ledger: gangmu.Ledger{Units: []string{"教育局"}}},
			}},
			{Kind: gangmu.KindSection, Path: "2.2", Heading: "落实政策", OwnText: "（二）落实政策", Children: []*gangmu.Node{
				{Kind: gangmu.KindMeasure, Path: "2.2.1", OwnText: "落实优抚政策", Ledger: gangmu.Ledger{Due: []gangmu.Due{{To: "2024-12-31"}}}},
			}},
		}},
	}
	return d
}

func headings(t *testing.T, x index.Index) {
	put(t, x, outlined())
	a := search(t, x, index.Query{Text: "具体措施", Match: index.MatchAll})
	if a.Total != 1 || a.Hits[0].Path != "2" || a.Hits[0].Kind != gangmu.KindSection {
		t.Errorf("%+v", a.Hits)
	}
	a = search(t, x, index.Query{Text: "国防宣讲"})
	if a.Hits[0].Section != "具体措施/强化宣传／教育" || !cmp.Equal(a.Hits[0].Units, []string{"教育局"}) {
		t.Errorf("%+v", a.Hits[0])
	}
}

func sections(t *testing.T, x index.Index) {
	put(t, x, outlined())
	of := func(q index.Query) []index.Facet {
		q.Facets = []index.FacetName{index.FacetSection}
		return search(t, x, q).Facets[index.FacetSection]
	}
	same(t, []index.Facet{{Value: "具体措施", Count: 6}, {Value: "指导思想", Count: 1}}, of(index.Query{}))
	same(t, []index.Facet{{Value: "具体措施/强化宣传／教育", Count: 3}, {Value: "具体措施/落实政策", Count: 2}}, of(index.Query{Under: "具体措施"}))
	same(t, []index.Facet{{Value: "具体措施", Count: 2}}, of(index.Query{Text: "国防", Match: index.MatchAll}))
	if a := search(t, x, index.Query{Section: "具体措施/落实政策"}); a.Total != 2 {
		t.Errorf("%d under a heading", a.Total)
	}
	if a := search(t, x, index.Query{Text: "章节:宣传"}); a.Total != 3 {
		t.Errorf("%d under 宣传", a.Total)
	}
}

func ledger(t *testing.T, x index.Index) {
	put(t, x, outlined(), Document("b", "教育局", 2024, "开展国防教育"))
	for q, want := range map[string]int{
		"责任单位:人社局": 1, "责任单位:人力资源": 1, "责任单位:教育局": 1, "责任单位:税务局": 0, "主题:双拥 国防": 2,
		"期限:<2024-07": 1, "期限:<2024-06": 0, "期限:2024-06": 1, "期限:2024": 2, "期限:>=2024-07-01": 1, "-期限:2024 国防": 2,
	} {
		if a := search(t, x, index.Query{Text: q, Match: index.MatchAll}); a.Total != want {
			t.Errorf("%s: %d, want %d: %v", q, a.Total, want, texts(a))
		}
	}
	a := search(t, x, index.Query{Facets: []index.FacetName{index.FacetUnit, index.FacetTopic, index.FacetPlan}})
	same(t, []index.Facet{{Value: "人力资源和社会保障局", Count: 1}, {Value: "教育局", Count: 1}}, a.Facets[index.FacetUnit])
	same(t, []index.Facet{{Value: "双拥", Count: 7}}, a.Facets[index.FacetTopic])
	if len(a.Facets[index.FacetPlan]) != 2 {
		t.Errorf("plans %v", a.Facets[index.FacetPlan])
	}
	if a := search(t, x, index.Query{Topic: []string{"双拥"}, Unit: []string{"教育"}}); a.Total != 1 {
		t.Errorf("%d", a.Total)
	}
}

func orders(t *testing.T, x index.Index) {
	put(t, x, Document("c", "财政局", 2022, "经费一"), Document("a", "教育局", 2024, "经费二", "别的"), Document("b", "财政局", 2023, "经费三"))
	for sort, want := range map[index.Sort][]string{
		index.SortYear:   {"经费二", "经费三", "经费一"},
		index.SortPlace:  {"经费二", "经费三", "经费一"},
		index.SortBureau: {"经费二", "经费三", "经费一"},
	} {
		got := texts(search(t, x, index.Query{Text: "经费", Sort: sort}))
		if sort == index.SortBureau { // 教育局 and 财政局, by their code points
			want = []string{"经费二", "经费三", "经费一"}
		}
		same(t, want, got)
	}
}

func absent(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "双拥经费"), Document("b", "教育局", 2024, "军人子女入学"), Document("c", "民政局", 2023, "双拥工作"), Document("d", "税务局", 2024))
	same(t, []string{"教育局", "税务局"}, search(t, x, index.Query{Text: "双拥", Absent: true}).Absent)
	same(t, []string{"教育局", "税务局"}, search(t, x, index.Query{Text: "双拥 年份:2024", Absent: true}).Absent)
	same(t, []string{}, search(t, x, index.Query{Text: "双拥", Bureau: []string{"财政"}, Absent: true}).Absent)
	same(t, []string{"民政局"}, search(t, x, index.Query{Text: "经费", Year: []int{2023}, Absent: true}).Absent)
}

func synonyms(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "军用车辆免费停放", "国防动员办公室牵头", "驻军车辆"), Document("b", "国防动员办公室", 2024, "别的"))
	a := search(t, x, index.Query{Text: "军车 停放"})
	if a.Exact != 1 || a.Hits[0].Text != "军用车辆免费停放" || len(a.Hits[0].Highlights) == 0 {
		t.Errorf("%+v", a.Hits)
	}
	same(t, []string{"国防动员办公室牵头"}, texts(search(t, x, index.Query{Text: "国动办", Match: index.MatchAll})))
	same(t, []string{"别的"}, texts(search(t, x, index.Query{Text: "单位:国动办"})))
}

func spelling(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "随军家属就业", "双拥工作"))
	for q, want := range map[string]string{"随军家薯就业": "随军家属就业", "双涌工作": "双拥工作", "霜拥工作": "双拥工作", "双拥工作": "", "随军": "", "毫无关系": "", "“家薯”": ""} {
		if a := search(t, x, index.Query{Text: q}); a.Suggestion != want {
			t.Errorf("%s: %q, want %q", q, a.Suggestion, want)
		}
	}
}

func suggestions(t *testing.T, x index.Index) {
	put(t, x, Document("a", "财政局", 2024, "一"), Document("b", "财政局", 2023, "二"), Document("c", "残疾人联合会", 2023, "三"), Document("d", "市财政所", 2023, "四"))
	for typed, want := range map[string][]index.Suggestion{
		"财": {{Bureau: "财政局", Plans: 2}, {Bureau: "市财政所", Plans: 1}}, "czj": {{Bureau: "财政局", Plans: 2}},
		"C": {{Bureau: "财政局", Plans: 2}, {Bureau: "残疾人联合会", Plans: 1}}, "x": nil, "財政": {{Bureau: "财政局", Plans: 2}, {Bureau: "市财政所", Plans: 1}},
	} {
		got, err := x.Suggest(context.Background(), typed, 5)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", typed, diff)
		}
	}
	if got, err := x.Suggest(context.Background(), "", 2); err != nil || len(got) != 2 {
		t.Errorf("%v, %v", got, err)
	}
}

func counts(t *testing.T, x index.Index) {
	put(t, x, outlined(), Document("b", "教育局", 2024, "一", "二"))
	put(t, x, outlined())
	got, err := x.Count(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	same(t, index.Count{Plans: 2, Measures: 6, Sections: 3}, got)
}

func pagesInOrder(t *testing.T, x index.Index) {
	var docs []*gangmu.Result
	var all []string
	for i := range 3 {
		var some []string
		for k := range 40 {
			some = append(some, string(rune('一'+40*i+k))+[]string{"随军家属就业", "家属就业", "随军", "就业"}[k%4])
		}
		all = append(all, some...)
		docs = append(docs, Document(string(rune('a'+i)), []string{"财政局", "教育局", "民政局"}[i], 2022+i, some...))
	}
	put(t, x, docs...)
	slices.Sort(all)
	for _, sort := range []index.Sort{index.SortRelevance, index.SortYear, index.SortBureau, index.SortPlace} {
		for _, limit := range []int{7, 30, 31, 500} {
			var got []string
			q := index.Query{Text: "随军家属就业", Sort: sort, Limit: limit}
			exact := true
			for range 50 {
				a := search(t, x, q)
				for _, h := range a.Hits {
					if h.Exact && !exact {
						t.Errorf("%s %d: an exact hit behind a related one", sort, limit)
					}
					exact = h.Exact
				}
				got = append(got, texts(a)...)
				if q.After = a.Next; a.Next == "" {
					break
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, all) {
				t.Errorf("%q, %d a page: %d hits of %d", sort, limit, len(got), len(all))
			}
		}
	}
}
