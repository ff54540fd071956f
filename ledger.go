package gangmu

// A Ledger is what a register of tasks (台账) asks of a node or an inline item: who, by
// when, how much. It is read from the own text alone, never from that of a child.
type Ledger struct {
	Units     []string            `json:"units"`      // responsible bodies as printed, in order, each once
	UnitRoles map[string][]string `json:"unit_roles"` // the same by role
	Deadlines []string            `json:"deadlines"`  // as printed

	Parties    []Party    `json:"parties"`    // Units, with place and usual name
	Due        []Due      `json:"due"`        // Deadlines and other dates of completion, as ranges
	Quantities []Quantity `json:"quantities"` // amounts that the text promises or tells
}

// The roles of units, the keys of UnitRoles.
const (
	RoleResponsible = "resp"
	RoleLead        = "lead"
	RoleCooperating = "coop"
	RoleGuide       = "guide"
)

// A Party is a body that a measure names as responsible.
type Party struct {
	Name   string `json:"name"`   // as printed: 市发改委
	Bureau string `json:"bureau"` // without region, abbreviations written out: 发展和改革委员会
	Role   string `json:"role"`
	Span   Span   `json:"span"`
}

// A Due is a time by which, or in which, something is to be done. From and To are ISO
// 8601 dates, both inclusive; From is empty where only the end is said. A date that
// names no year counts in the year of the plan; Assumed says so.
type Due struct {
	Text    string `json:"text"` // as printed: 2024年6月底前, 全年, 每季度末
	Span    Span   `json:"span"`
	From    string `json:"from,omitempty"`
	To      string `json:"to,omitempty"`
	Every   string `json:"every,omitempty"` // year, half, quarter, month, week or day, if it recurs
	Assumed bool   `json:"assumed,omitempty"`
}

// A Quantity is an amount with its unit. Value is in the unit without 万 and 亿: 1.5亿元
// is 150,000,000 元.
type Quantity struct {
	Text  string  `json:"text"` // as printed
	Span  Span    `json:"span"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"` // 元, %, 人, ...
}
