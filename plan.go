package gangmu

// A Plan is one plan of a document: a file may bundle several.
type Plan struct {
	ID        string `json:"id"` // p1, p2, ... in the order of the document
	Span      Span   `json:"span"`
	Title     string `json:"title"`
	TitleSpan *Span  `json:"title_span"`
	CoverSpan *Span  `json:"cover_span"` // the 通知 that carries the plan
	TailSpan  *Span  `json:"tail_span"`  // signature, date, list of copies

	Issuer    string `json:"issuer"`     // as printed, region and all; empty if unknown
	Bureau    string `json:"bureau"`     // the issuer without its region; empty if none
	Year      int    `json:"year"`       // the year planned for, 0 if unknown
	DocNumber string `json:"doc_number"` // 文号
	Date      string `json:"date"`       // 成文日期, ISO 8601
	Genre     string `json:"genre"`      // attachment, or empty
	Truncated bool   `json:"truncated"`  // the text breaks off

	Sections []*Node   `json:"sections"`
	Measures []Measure `json:"measures"`
	Items    []Item    `json:"items"`
}

// Walk calls visit for every node of p, parents before children, in the order of
// the text, until visit returns false.
func (p *Plan) Walk(visit func(n *Node) bool) { walk(p.Sections, visit) }

func walk(nodes []*Node, visit func(*Node) bool) bool {
	for _, n := range nodes {
		if !visit(n) || !walk(n.Children, visit) {
			return false
		}
	}
	return true
}

// An Item is a member of an enumeration inside a node's text: 一是, 首先, 第一，.
type Item struct {
	Span  Span   `json:"span"` // of the label
	Label string `json:"label"`
}
