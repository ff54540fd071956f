package gangmu_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gangmu/gangmu"
)

const module = "github.com/gangmu/gangmu"

// layerOf is the layer of a package, from the bottom up. A package imports those of lower
// layers; extract, segment and index are one layer and do not import one another.
func layerOf(pkg string) int {
	p := strings.TrimPrefix(strings.TrimPrefix(pkg, module), "/")
	switch {
	case p == "":
		return 0
	case strings.HasPrefix(p, "extract/"), strings.HasPrefix(p, "index/zh"):
		return 1
	case p == "extract", strings.HasPrefix(p, "segment"), strings.HasPrefix(p, "index"):
		return 2
	case strings.HasPrefix(p, "pipeline"):
		return 3
	case strings.HasPrefix(p, "cmd"):
		return 4
	}
	return -1
}

func TestImportsRunOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := 0
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		from := layerOf(f[0])
		if from < 0 {
			t.Errorf("%s is in no layer", f[0])
		}
		packages++
		for _, to := range f[1:] {
			if !strings.HasPrefix(to, module) {
				continue
			}
			family := func(p string) string { return strings.SplitN(strings.TrimPrefix(p, module+"/"), "/", 2)[0] }
			same := family(f[0]) == family(to)
			if layerOf(to) > from || layerOf(to) == from && !same || from == 2 && layerOf(to) == 1 && !same {
				t.Errorf("%s imports %s", f[0], to)
			}
		}
	}
	if packages < 10 {
		t.Errorf("only %d packages", packages)
	}
}

func span(a, b int) gangmu.Span { return gangmu.Span{a, b} }

func TestCheckFindsWhatIsLostOrDoubled(t *testing.T) {
	node := func(s, label gangmu.Span, children ...*gangmu.Node) *gangmu.Node {
		return &gangmu.Node{Span: s, LabelSpan: label, Level: 1, Children: children}
	}
	child := func(s gangmu.Span) *gangmu.Node {
		return &gangmu.Node{Span: s, LabelSpan: span(s[0], s[0]+1), Level: 2}
	}
	plan := func(s gangmu.Span, nodes ...*gangmu.Node) *gangmu.Plan {
		return &gangmu.Plan{ID: "p", Span: s, Sections: nodes}
	}
	drop := func(s gangmu.Span) gangmu.Dropped { return gangmu.Dropped{Span: s, Kind: gangmu.DropBlank} }
	for name, c := range map[string]struct {
		o  gangmu.Outline
		ok bool
	}{
		"whole":               {gangmu.Outline{Plans: []*gangmu.Plan{plan(span(0, 6), node(span(1, 6), span(1, 2), child(span(3, 6)))), plan(span(7, 10))}, Dropped: []gangmu.Dropped{drop(span(6, 7))}}, true},
		"all dropped":         {gangmu.Outline{Dropped: []gangmu.Dropped{drop(span(0, 10))}}, true},
		"nothing":             {gangmu.Outline{}, false},
		"a gap":               {gangmu.Outline{Plans: []*gangmu.Plan{plan(span(0, 6)), plan(span(7, 10))}}, false},
		"plans overlap":       {gangmu.Outline{Plans: []*gangmu.Plan{plan(span(0, 6)), plan(span(5, 10))}}, false},
		"beyond the end":      {gangmu.Outline{Plans: []*gangmu.Plan{plan(span(0, 11))}}, false},
		"drops overlap":       {gangmu.Outline{Dropped: []gangmu.Dropped{drop(span(0, 6)), drop(span(5, 10))}}, false},
		"node outside plan":   {gangmu.Outline{Plans: []*gangmu.Plan{plan(span(0, 10), node(span(8, 12), span(8, 9)))}}, false},
		"siblings overlap":    {gangmu.Outline{Plans: []*gangmu.Plan{plan(span(0, 10), node(span(1, 5), span(1, 2)), node(span(4, 8), span(4, 5)))}}, false},
		"child outside node":  {gangmu.Outline{Plans: []*gangmu.Plan{plan(span(0, 10), node(span(1, 5), span(1, 2), child(span(3, 7))))}}, false},
		"child in the label":  {gangmu.Outline{Plans: []*gangmu.Plan{plan(span(0, 10), node(span(1, 5), span(1, 4), child(span(2, 5))))}}, false},
		"title outside plan":  {gangmu.Outline{Plans: []*gangmu.Plan{{Span: span(0, 10), TitleSpan: &gangmu.Span{9, 12}}}}, false},
		"an empty plan":       {gangmu.Outline{Plans: []*gangmu.Plan{plan(span(0, 0)), plan(span(0, 10))}}, false},
		"a drop without text": {gangmu.Outline{Plans: []*gangmu.Plan{plan(span(0, 10))}, Dropped: []gangmu.Dropped{drop(span(3, 3))}}, false},
	} {
		err := c.o.Check(10)
		if c.ok != (err == nil) || err != nil && !errors.Is(err, gangmu.ErrOutline) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTextIsTheBlocksAsShown(t *testing.T) {
	cell := func(row, column int, text string) gangmu.Block {
		return gangmu.Block{Kind: gangmu.Cell, Text: text, Table: &gangmu.Slot{Table: 1, Row: row, Column: column}}
	}
	d := &gangmu.Document{Blocks: []gangmu.Block{
		{Text: "标题"}, {Label: "一、", Text: "甲"}, {Label: "1", Text: "2024年"},
		cell(0, 0, "子"), cell(0, 1, ""), cell(0, 1, "丑"), cell(1, 0, "寅"), {Text: "𠮷"},
	}}
	const want = "标题\n一、甲\n1 2024年\n子\t\n丑\n寅\n𠮷"
	if d.Text() != want {
		t.Fatalf("%q", d.Text())
	}
	r := []rune(want)
	var got []string
	for _, s := range d.BlockSpans() {
		got = append(got, string(r[s[0]:s[1]]))
	}
	if diff := cmp.Diff([]string{"标题", "一、甲", "1 2024年", "子", "", "丑", "寅", "𠮷"}, got); diff != "" {
		t.Error(diff)
	}
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(gangmu.Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("document.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("document.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func valid(t *testing.T, s *jsonschema.Schema, v any) error {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

func result() *gangmu.Result {
	return &gangmu.Result{
		Schema: gangmu.SchemaID, ID: strings.Repeat("0", 64), Name: "a.txt", Format: gangmu.PlainText, Text: "甲",
		Outline: gangmu.Outline{
			Plans: []*gangmu.Plan{{ID: "p1", Span: span(0, 1), Title: "甲", TitleSpan: &gangmu.Span{0, 1}, Year: 2024,
				Sections: []*gangmu.Node{{Label: "一、", Scheme: gangmu.Han, Kind: gangmu.KindSection, Ordinal: 1, OrdinalPrinted: 1, Path: "1", Level: 1}}}},
			Findings: []gangmu.Finding{{Code: gangmu.OrdinalRepaired, Severity: gangmu.Info}},
		},
	}
}

func TestJSONKeepsEverything(t *testing.T) {
	want := result()
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got gangmu.Result
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(&got)
	if err != nil || string(again) != string(b) {
		t.Errorf("%v\n%s\n%s", err, b, again)
	}
}

func TestSchemaTakesResultsAndFailuresAndNothingElse(t *testing.T) {
	s := schema(t)
	if err := valid(t, s, result()); err != nil {
		t.Error(err)
	}
	failure := gangmu.Failure{Schema: gangmu.SchemaID, Name: "a", Error: gangmu.Problem{Code: gangmu.ErrCorrupt, Message: "坏", Hint: "重要"}}
	if err := valid(t, s, failure); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*gangmu.Result){
		"schema":   func(r *gangmu.Result) { r.Schema = "gangmu.document/9" },
		"id":       func(r *gangmu.Result) { r.ID = "x" },
		"format":   func(r *gangmu.Result) { r.Format = "exe" },
		"scheme":   func(r *gangmu.Result) { r.Plans[0].Sections[0].Scheme = "x" },
		"severity": func(r *gangmu.Result) { r.Findings[0].Severity = "x" },
	} {
		r := result()
		spoil(r)
		if valid(t, s, r) == nil {
			t.Errorf("a wrong %s is taken", name)
		}
	}
}

// What go generate writes is what is there.
func TestFixturesAreThoseThatTheProgramMakes(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("go", "run", "./testdata/make", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, folder := range []string{"plans", "bad"} {
		list, err := os.ReadDir(filepath.Join(dir, folder))
		if err != nil || len(list) == 0 {
			t.Fatal(err)
		}
		for _, f := range list {
			want, err := os.ReadFile(filepath.Join(dir, folder, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join("testdata", folder, f.Name()))
			if err != nil || !bytes.Equal(want, got) {
				t.Errorf("%s/%s differs; run go generate (%v)", folder, f.Name(), err)
			}
		}
	}
}

// A field that is added to a result reaches its JSON.
func TestTheWireFormHasEveryField(t *testing.T) {
	b, err := json.Marshal(&gangmu.Result{Aside: []gangmu.Block{{}}, Blocks: []gangmu.Block{{}}})
	if err != nil {
		t.Fatal(err)
	}
	type plain gangmu.Result // without MarshalJSON
	p, err := json.Marshal(plain{Aside: []gangmu.Block{{}}, Blocks: []gangmu.Block{{}}})
	if err != nil {
		t.Fatal(err)
	}
	var got, want map[string]json.RawMessage
	if err := errors.Join(json.Unmarshal(b, &got), json.Unmarshal(p, &want)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))); diff != "" {
		t.Error(diff)
	}
}
