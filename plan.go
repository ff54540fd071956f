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
	Region    string `json:"region"`     // what Issuer has before Bureau: 安平市
	Year      int    `json:"year"`       // the year planned for, 0 if unknown
	Issued    int    `json:"issued"`     // the year of issue, 0 if unknown
	DocNumber string `json:"doc_number"` // 文号
	Date      string `json:"date"`       // 成文日期, ISO 8601
	Genre     string `json:"genre"`      // 文种: 计划, 方案, 要点, 通知, 意见, 总结, ...
	Topic     string `json:"topic"`      // field of work: 双拥, 安全生产, ...; empty if the title tells none
	Attached  bool   `json:"attached"`   // attached to the plan before it
	Truncated bool   `json:"truncated"`  // the text breaks off

	Secrecy     string   `json:"secrecy"`     // 密级 as printed: 秘密★1年
	Recipients  []string `json:"recipients"`  // 主送
	Copies      []string `json:"copies"`      // 抄送
	Attachments []string `json:"attachments"` // the titles that 附件： lists

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

// An Item is a member of an enumeration inside a node's text: 一是, 首先, 第一，. It runs
// to the next member, or to the end of the paragraph.
type Item struct {
	Span  Span   `json:"span"` // of the label
	Label string `json:"label"`

	Path     string `json:"path"`      // of the node it stands in; empty in the plan's own text
	List     int    `json:"list"`      // which enumeration of the node, from 1
	Ordinal  int    `json:"ordinal"`   // in the enumeration, from 1
	TextSpan Span   `json:"text_span"` // label and text
	Text     string `json:"text"`      // without the label, dropped text cut out

	Ledger
}
