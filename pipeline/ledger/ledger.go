// Package ledger writes the measures of plans as a register of tasks (台账): one row a
// measure, in the columns that supervision offices paste into theirs, as .xlsx or .csv;
// and plans as outlines in Markdown.
//
// It knows results and rows, and nothing of stores, of search and of commands. Writers
// take one result after the other and hold none, so that a ledger may be of any length.
package ledger

import (
	"slices"
	"strings"

	"github.com/gangmu/gangmu"
)

// A Column is a column of the ledger.
type Column int

// The columns, from left to right. Progress and Remark are empty, for the office to fill.
const (
	Number Column = iota
	Bureau
	Year
	Plan
	Section
	Measure
	Lead
	Cooperating
	Deadline
	Quantities
	Source
	Page
	Confidence
	Progress
	Remark
	columns
)

// Titles are the heads of the columns.
var Titles = [columns]string{
	"序号", "单位", "年度", "计划", "章节路径", "措施", "牵头单位", "配合单位", "完成时限", "量化指标", "来源文件", "页码", "置信度", "进展", "备注",
}

// A Row is one measure. Cells are text but for Number, Year, Page (int, 0 for unknown)
// and Confidence.
type Row struct {
	Cells [columns]any

	// Inferred are the cells whose content the measure does not say itself: it is that
	// of a heading above it, of the plan, or a date whose year was not printed.
	Inferred [columns]bool
}

// Keep says whether a node of a plan is wanted; nil wants all.
type Keep func(p *gangmu.Plan, n *gangmu.Node) bool

// Rows gives the measures of a result in the order of the text: nodes without children,
// and those with children that say more than a heading.
func Rows(r *gangmu.Result, source string, keep Keep) []Row {
	var out []Row
	for _, p := range r.Plans {
		w := rower{plan: p, source: source, keep: keep}
		w.nodes(p.Sections, nil)
		out = append(out, w.rows...)
	}
	return out
}

type rower struct {
	plan   *gangmu.Plan
	source string
	keep   Keep
	rows   []Row
}

// nodes makes rows of nodes; above are those they are in, from the top.
func (w *rower) nodes(nodes []*gangmu.Node, above []*gangmu.Node) {
	for _, n := range nodes {
		task := len(n.Children) == 0 || n.Kind == gangmu.KindMeasure && n.Heading == ""
		if task && (w.keep == nil || w.keep(w.plan, n)) {
			w.rows = append(w.rows, w.row(n, above))
		}
		w.nodes(n.Children, append(above[:len(above):len(above)], n))
	}
}

func (w *rower) row(n *gangmu.Node, above []*gangmu.Node) (r Row) {
	p := w.plan
	r.Cells = [columns]any{
		Bureau: first(p.Bureau, p.Issuer), Year: p.Year, Plan: oneLine(p.Title), Section: path(above), Measure: strings.TrimSpace(n.OwnText),
		Source: w.source, Page: n.Page, Confidence: n.Confidence, Lead: "", Cooperating: "", Deadline: "", Quantities: quantities(n), Progress: "", Remark: "",
	}
	chain := append(slices.Clone(above), n)
	lead := func(l *gangmu.Ledger) string { return parties(l, gangmu.RoleLead, gangmu.RoleResponsible) }
	coop := func(l *gangmu.Ledger) string { return parties(l, gangmu.RoleCooperating) }
	r.inherit(Lead, chain, lead)
	r.inherit(Cooperating, chain, coop)
	r.inherit(Deadline, chain, func(l *gangmu.Ledger) string { return deadlines(l) })
	if r.Cells[Lead] == "" && first(p.Bureau, p.Issuer) != "" { // its own plan is its own task
		r.Cells[Lead], r.Inferred[Lead] = first(p.Bureau, p.Issuer), true
	}
	if slices.ContainsFunc(n.Due, func(d gangmu.Due) bool { return d.Assumed }) {
		r.Inferred[Deadline] = true
	}
	return r
}

// inherit fills a cell from the nearest node of a chain that says something, the last
// being the measure itself.
func (r *Row) inherit(c Column, chain []*gangmu.Node, say func(*gangmu.Ledger) string) {
	for i := len(chain) - 1; i >= 0; i-- {
		if s := say(&chain[i].Ledger); s != "" {
			r.Cells[c], r.Inferred[c] = s, i < len(chain)-1
			return
		}
	}
}

// parties joins the bodies in the first of roles that has any.
func parties(l *gangmu.Ledger, roles ...string) string {
	for _, role := range roles {
		if u := l.UnitRoles[role]; len(u) > 0 {
			return oneLine(strings.Join(u, "、"))
		}
	}
	return ""
}

// deadlines gives dates where they are known, else the words.
func deadlines(l *gangmu.Ledger) string {
	var out []string
	add := func(s string) {
		if s = oneLine(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, d := range l.Due {
		if d.To == "" || d.Every != "" {
			add(d.Text)
		} else {
			add(d.Text + "（" + d.To + "）")
		}
	}
	if len(l.Due) == 0 {
		for _, d := range l.Deadlines {
			add(d)
		}
	}
	return strings.Join(out, "；")
}

func quantities(n *gangmu.Node) string {
	var out []string
	for _, q := range n.Quantities {
		out = append(out, oneLine(q.Text))
	}
	return strings.Join(out, "；")
}

// path is the headings above a measure.
func path(above []*gangmu.Node) string {
	var out []string
	for _, n := range above {
		out = append(out, oneLine(n.Label+first(n.Heading, shorten(n.OwnText))))
	}
	return strings.Join(out, " / ")
}

// headingRunes is how much of a node without heading stands for it in a path.
const headingRunes = 20

func shorten(s string) string {
	r := []rune(s)
	if len(r) <= headingRunes {
		return s
	}
	return string(r[:headingRunes]) + "…"
}

func first(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
