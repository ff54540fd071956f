package bleve

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/zh"
)

// A record is an entry or a plan as it is indexed.
type record struct {
	id     string
	fields map[string]any
}

// A storedHit is what a hit shows of its entry beside the text, a storedPlan what it shows
// of its plan. Empty values are left out, since there is one of them an entry.
type storedHit struct {
	Plan    string          `json:"p"`
	Path    string          `json:"n"`
	Label   string          `json:"l,omitempty"`
	Heading string          `json:"h,omitempty"`
	Section string          `json:"s,omitempty"`
	Kind    gangmu.Kind     `json:"k"`
	Page    int             `json:"g,omitempty"`
	Boxes   []gangmu.Region `json:"b,omitempty"`
	Units   []string        `json:"u,omitempty"`
	Due     []string        `json:"d,omitempty"`
}

type storedPlan struct {
	Document string `json:"document"`
	Name     string `json:"name"`
	Plan     string `json:"plan"`
	Title    string `json:"title"`
	Bureau   string `json:"bureau"`
	Year     int    `json:"year"`
	Topic    string `json:"topic"`
}

func folded(s string) string { return strings.TrimSpace(zh.Fold(s).String()) }

// records are the plans of a document and all their nodes. A section that has children is
// found by its heading and by what stands under it before the first child.
func records(d *gangmu.Result) ([]record, error) {
	b := &recorder{doc: d, seen: map[string]int{}}
	for _, p := range d.Plans {
		b.plan(p)
		for _, n := range p.Sections {
			b.node(p, n, nil)
		}
	}
	return b.out, b.err
}

// A recorder makes the records of one document.
type recorder struct {
	doc  *gangmu.Result
	seen map[string]int
	out  []record
	err  error
}

func (b *recorder) stored(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		b.err = err
	}
	return string(data)
}

func (b *recorder) plan(p *gangmu.Plan) {
	key := b.doc.ID + "/" + p.ID
	f := map[string]any{
		planHead:  b.stored(storedPlan{b.doc.ID, b.doc.Name, p.ID, p.Title, p.Bureau, p.Year, p.Topic}),
		planTitle: folded(p.Title), planKey: key, fieldDoc: b.doc.ID,
	}
	set(f, planBureau, p.Bureau)
	set(f, planIssuer, folded(p.Bureau), folded(p.Issuer))
	set(f, planYear, year(p.Year))
	set(f, planTopic, p.Topic)
	b.out = append(b.out, record{key, f})
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

// set sets a field to its values that are not empty, each once.
func set(f map[string]any, name string, values ...string) {
	var some []string
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" && !slices.Contains(some, v) {
			some = append(some, v)
		}
	}
	switch len(some) {
	case 0:
	case 1:
		f[name] = some[0]
	default:
		f[name] = some
	}
}

// node records n and what is under it; above are the headings above n.
func (b *recorder) node(p *gangmu.Plan, n *gangmu.Node, above []string) {
	plan := b.doc.ID + "/" + p.ID
	id := plan + "/" + n.Path
	if b.seen[id]++; b.seen[id] > 1 {
		id = fmt.Sprintf("%s~%d", id, b.seen[id])
	}
	within := above
	if h := heading(n); h != "" {
		within = append(slices.Clip(above), h)
	}
	if n.Kind == gangmu.KindMeasure {
		within = above
	}
	f := map[string]any{
		fieldTerms: n.OwnText, fieldText: n.OwnText,
		fieldHit: b.stored(storedHit{
			Plan: p.ID, Path: n.Path, Label: n.Label, Heading: n.Heading, Section: strings.Join(above, "/"), Kind: n.Kind,
			Page: n.Page, Boxes: n.Boxes, Units: n.Units, Due: n.Deadlines,
		}),
		fieldEntry: entryOf(n), fieldDoc: b.doc.ID, fieldPlan: plan,
		fieldOrder: fmt.Sprintf("%.16s/%06d", b.doc.ID, len(b.out)),
	}
	set(f, fieldTitle, folded(p.Title))
	set(f, fieldBureau, p.Bureau)
	set(f, fieldIssuer, folded(p.Bureau), folded(p.Issuer))
	set(f, fieldYear, year(p.Year))
	set(f, fieldTopic, p.Topic)
	set(f, fieldSection, paths(within)...)
	set(f, fieldHeading, foldedAll(within)...)
	b.ledger(f, n)
	b.out = append(b.out, record{id, f})
	for _, c := range n.Children {
		b.node(p, c, within)
	}
}

// ledger sets who is responsible and by when.
func (b *recorder) ledger(f map[string]any, n *gangmu.Node) {
	var units, names, due []string
	for _, p := range n.Parties {
		units = append(units, orElse(p.Bureau, p.Name))
		names = append(names, folded(p.Bureau), folded(p.Name))
	}
	if len(n.Parties) == 0 {
		units = n.Units
	}
	for _, u := range n.Units {
		names = append(names, folded(u))
	}
	for _, d := range n.Due {
		due = append(due, orElse(d.To, d.From))
	}
	set(f, fieldUnit, units...)
	set(f, fieldParty, names...)
	set(f, fieldDue, due...)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func foldedAll(s []string) []string {
	out := make([]string, len(s))
	for i := range s {
		out[i] = folded(s[i])
	}
	return out
}

// heading is the heading of n on one line. A stroke in it is written wide: strokes part
// the headings of a path.
func heading(n *gangmu.Node) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(n.Heading), " "), "/", "／")
}

// paths are the ways from the top heading to each of them.
func paths(headings []string) []string {
	var out []string
	for i := range headings {
		out = append(out, strings.Join(headings[:i+1], "/"))
	}
	return out
}

// The values of fieldEntry.
const (
	entryMeasure = "measure" // a measure or a section without children: the unit of export
	entrySection = "section" // a section with children
)

func entryOf(n *gangmu.Node) string {
	if n.Kind == gangmu.KindMeasure || len(n.Children) == 0 {
		return entryMeasure
	}
	return entrySection
}

// hit is the hit that was stored.
func (s *storedHit) hit(id, text string, p storedPlan) index.Hit {
	h := index.Hit{
		ID: id, Document: p.Document, Name: p.Name, Plan: s.Plan, Title: p.Title, Bureau: p.Bureau, Year: p.Year,
		Path: s.Path, Label: s.Label, Heading: s.Heading, Section: s.Section, Kind: s.Kind, Text: text, Page: s.Page, Boxes: s.Boxes,
		Units: s.Units, Deadlines: s.Due,
	}
	if h.Boxes == nil {
		h.Boxes = []gangmu.Region{}
	}
	return h
}
