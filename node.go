package gangmu

// A Kind tells sections from measures.
type Kind string

// The kinds of nodes.
const (
	KindSection Kind = "section"
	KindMeasure Kind = "measure"
)

// A Scheme is a way of numbering.
type Scheme string

// The schemes, with an example of each.
const (
	Chapter    Scheme = "zhang" // 第一章, 第一节, 第一篇
	Part       Scheme = "bufen" // 第一部分
	Article    Scheme = "tiao"  // 第一条
	Han        Scheme = "cn"    // 一、
	HanParen   Scheme = "pcn"   // （一）
	Arabic     Scheme = "ar"    // 1. 1、 1
	ArabParen  Scheme = "par"   // （1）
	ArabHalf   Scheme = "arp"   // 1）
	Circled    Scheme = "circ"  // ①
	Decimal    Scheme = "dec"   // 1.1.1
	Unnumbered Scheme = "none"
)

// A Node is a section or a measure with its place in the plan.
//
// Its own text is its span less the spans of its children and less what was
// dropped; every code point of a plan is in the own text of exactly one node, in
// the plan's own text, or in a [Dropped].
type Node struct {
	Label     string `json:"label"` // as printed, dropped text cut out
	LabelSpan Span   `json:"label_span"`
	Scheme    Scheme `json:"scheme"`
	Kind      Kind   `json:"kind"`

	OrdinalPrinted int    `json:"ordinal_printed"` // the number that is printed
	Ordinal        int    `json:"ordinal"`         // the number in force, after repair
	Path           string `json:"path"`            // ordinals from the top, "3.2.4"; a second list under one parent is "3.b1"
	Level          int    `json:"level"`           // depth, 1 is the top

	Heading     string  `json:"heading"` // empty if the node has none
	HeadingSpan *Span   `json:"heading_span"`
	Span        Span    `json:"span"` // label to the end of the last descendant
	OwnText     string  `json:"own_text"`
	Confidence  float64 `json:"confidence"` // 0..1; how clearly the label is one, at this place

	Page  int      `json:"page"`  // page of the label, 0 if unknown
	Boxes []Region `json:"boxes"` // where the own text stands

	Ledger // who, by when, how much

	Children []*Node `json:"children"`
}

// A Measure is the flat record of a numbered measure or of a section without
// children: the unit of search, export and comparison.
type Measure struct {
	Path           string   `json:"path"`
	Kind           Kind     `json:"kind"`
	Leaf           bool     `json:"leaf"`
	Label          string   `json:"label"`
	OrdinalPrinted int      `json:"ordinal_printed"`
	Ordinal        int      `json:"ordinal"`
	Heading        string   `json:"heading"`
	Span           Span     `json:"span"`
	Text           string   `json:"text"` // the whole span, dropped text cut out
	Page           int      `json:"page"`
	Boxes          []Region `json:"boxes"`
	Confidence     float64  `json:"confidence"`
	Ledger
}
