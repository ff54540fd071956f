package bleve

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/zh"
)

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
func records(d *gangmu.Result) ([]*document, error) {
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
	out  []*document
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
	d := &document{id: key}
	d.add(
		storedField(planHead, b.stored(storedPlan{b.doc.ID, b.doc.Name, p.ID, p.Title, p.Bureau, p.Year, p.Topic})),
		keyword(planTitle, folded(p.Title)), keyword(planKey, key), keyword(fieldDoc, b.doc.ID), keyword(fieldEntry, entryPlan),
		keyword(planBureau, p.Bureau), keyword(planIssuer, folded(p.Bureau), folded(p.Issuer)), keyword(planYear, year(p.Year)), keyword(planTopic, p.Topic),
	)
	b.out = append(b.out, d)
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
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
	d := &document{id: id}
	at := keyword(fieldAt, fmt.Sprintf("%06d", len(b.out)))
	at.options |= bleveindex.StoreField
	at.value = []byte(at.terms[0])
	d.add(
		at, storedField(fieldText, n.OwnText),
		storedField(fieldHit, b.stored(storedHit{
			Plan: p.ID, Path: n.Path, Label: n.Label, Heading: n.Heading, Section: strings.Join(above, "/"), Kind: n.Kind,
			Page: n.Page, Boxes: n.Boxes, Units: n.Units, Due: n.Deadlines,
		})),
		textField(fieldTerms, n.OwnText), keyword(fieldLength, strconv.Itoa(length(n.OwnText))),
		keyword(fieldEntry, entryOf(n)), keyword(fieldDoc, b.doc.ID), keyword(fieldPlan, plan),
		keyword(fieldTitle, folded(p.Title)), keyword(fieldBureau, p.Bureau), keyword(fieldIssuer, folded(p.Bureau), folded(p.Issuer)),
		keyword(fieldYear, year(p.Year)), keyword(fieldTopic, p.Topic),
		keyword(fieldSection, paths(within)...), keyword(fieldHeading, foldedAll(within)...),
	)
	b.ledger(d, n)
	b.out = append(b.out, d)
	for _, c := range n.Children {
		b.node(p, c, within)
	}
}

// ledger sets who is responsible and by when.
func (b *recorder) ledger(d *document, n *gangmu.Node) {
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
	for _, x := range n.Due {
		due = append(due, orElse(x.To, x.From))
	}
	d.add(keyword(fieldUnit, units...), keyword(fieldParty, names...), keyword(fieldDue, due...))
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
	entryPlan    = "plan"    // the head of a plan, which is no entry but has the field, to be found by
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
