package gangmu

import "encoding/json"

// The JSON form of the types, where it differs from the Go form: what is unknown is
// null, and a list is never null. Reading needs nothing of the kind: null leaves the
// zero value.
//
// A type becomes its wire form and is encoded as that, once: json.Marshal reads again
// what a MarshalJSON has written, so that one in each node of a tree would have the
// leaves read as often as they are deep, which was half of the time of an encoding.

// MarshalJSON writes absent lists as [] so that readers need no null check.
func (r *Result) MarshalJSON() ([]byte, error) { return json.Marshal(r.wire()) }

// MarshalJSON writes what is unknown as null.
func (p *Plan) MarshalJSON() ([]byte, error) { return json.Marshal(p.wire()) }

// MarshalJSON writes what is unknown as null.
func (n *Node) MarshalJSON() ([]byte, error) { return json.Marshal(n.wire()) }

// MarshalJSON writes what is unknown as null.
func (m Measure) MarshalJSON() ([]byte, error) { return json.Marshal(m.wire()) }

// MarshalJSON writes absent lists as [].
func (i Item) MarshalJSON() ([]byte, error) { return json.Marshal(i.wire()) }

// The types without their methods.
type (
	plainPlan    Plan
	plainNode    Node
	plainMeasure Measure
	plainItem    Item
)

// The wire forms: a field takes the place of the one of its name in the type.
type (
	// A wireResult has the fields of Result one by one, for their order.
	wireResult struct {
		Schema   string      `json:"schema"`
		ID       string      `json:"id"`
		Name     string      `json:"name"`
		Format   Format      `json:"format"`
		Bytes    int64       `json:"bytes"`
		Pages    int         `json:"pages"`
		Text     string      `json:"text"`
		Plans    []*wirePlan `json:"plans"`
		Dropped  []Dropped   `json:"dropped"`
		Findings []Finding   `json:"findings"`
		Warnings []Warning   `json:"warnings"`
		NeedsOCR []int       `json:"needs_ocr"`
		Reader   []Reading   `json:"reader"`
		Aside    []Block     `json:"aside,omitempty"`
		Blocks   []Block     `json:"blocks,omitempty"`
	}
	wirePlan struct {
		plainPlan
		Sections  []*wireNode   `json:"sections"`
		Measures  []wireMeasure `json:"measures"`
		Items     []plainItem   `json:"items"`
		Issuer    *string       `json:"issuer"`
		Bureau    *string       `json:"bureau"`
		Region    *string       `json:"region"`
		Year      *int          `json:"year"`
		Issued    *int          `json:"issued"`
		DocNumber *string       `json:"doc_number"`
		Date      *string       `json:"date"`
		Genre     *string       `json:"genre"`
		Topic     *string       `json:"topic"`
		Secrecy   *string       `json:"secrecy"`
	}
	wireNode struct {
		plainNode
		Children       []*wireNode `json:"children"`
		OrdinalPrinted *int        `json:"ordinal_printed"`
		Heading        *string     `json:"heading"`
	}
	wireMeasure struct {
		plainMeasure
		OrdinalPrinted *int    `json:"ordinal_printed"`
		Heading        *string `json:"heading"`
	}
)

func (r *Result) wire() *wireResult {
	return &wireResult{
		Schema: r.Schema, ID: r.ID, Name: r.Name, Format: r.Format, Bytes: r.Bytes, Pages: r.Pages, Text: r.Text,
		Plans: wired(r.Plans, (*Plan).wire), Dropped: notNil(r.Dropped), Findings: notNil(r.Findings),
		Warnings: notNil(r.Warnings), NeedsOCR: notNil(r.NeedsOCR), Reader: notNil(r.Reader), Aside: r.Aside, Blocks: r.Blocks,
	}
}

func (p *Plan) wire() *wirePlan {
	w := &wirePlan{
		plainPlan: plainPlan(*p),
		Sections:  wired(p.Sections, (*Node).wire), Measures: wired(p.Measures, Measure.wire), Items: wired(p.Items, Item.wire),
		Issuer: orNull(p.Issuer), Bureau: orNull(p.Bureau), Region: orNull(p.Region), Year: orNull(p.Year), Issued: orNull(p.Issued),
		DocNumber: orNull(p.DocNumber), Date: orNull(p.Date), Genre: orNull(p.Genre), Topic: orNull(p.Topic), Secrecy: orNull(p.Secrecy),
	}
	w.Recipients, w.Copies, w.Attachments = notNil(p.Recipients), notNil(p.Copies), notNil(p.Attachments)
	return w
}

func (n *Node) wire() *wireNode {
	w := &wireNode{plainNode(*n), wired(n.Children, (*Node).wire), orNull(n.OrdinalPrinted), orNull(n.Heading)}
	w.Boxes, w.Ledger = notNil(n.Boxes), n.filled()
	return w
}

func (m Measure) wire() wireMeasure {
	w := wireMeasure{plainMeasure(m), orNull(m.OrdinalPrinted), orNull(m.Heading)}
	w.Boxes, w.Ledger = notNil(m.Boxes), m.filled()
	return w
}

func (i Item) wire() plainItem {
	w := plainItem(i)
	w.Ledger = i.filled()
	return w
}

// wired are the wire forms of a list, which is never nil.
func wired[T, W any](list []T, wire func(T) W) []W {
	out := make([]W, len(list))
	for i, v := range list {
		out[i] = wire(v)
	}
	return out
}

// filled is l with empty lists for those that are absent.
func (l Ledger) filled() Ledger {
	l.Units, l.Deadlines, l.UnitRoles = notNil(l.Units), notNil(l.Deadlines), notNilMap(l.UnitRoles)
	l.Parties, l.Due, l.Quantities = notNil(l.Parties), notNil(l.Due), notNil(l.Quantities)
	return l
}

func orNull[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func notNilMap(m map[string][]string) map[string][]string {
	if m == nil {
		return map[string][]string{}
	}
	return m
}
