package ledger

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/gangmu/gangmu"
)

// An Outline writes plans as Markdown: a heading a plan, a nested list of its nodes.
type Outline struct{ out *bufio.Writer }

// NewOutline makes one.
func NewOutline(w io.Writer) *Outline { return &Outline{bufio.NewWriter(w)} }

// Write writes the plans of a result that have a node that is kept.
func (o *Outline) Write(r *gangmu.Result, source string, keep Keep) error {
	for _, p := range r.Plans {
		wanted := map[*gangmu.Node]bool{}
		for _, n := range p.Sections {
			mark(p, n, keep, wanted)
		}
		if len(wanted) == 0 && keep != nil {
			continue
		}
		fmt.Fprintf(o.out, "# %s\n\n", escape(first(p.Title, source)))
		var facts []string
		for _, f := range []string{first(p.Issuer, p.Bureau), p.DocNumber, p.Date, source} {
			if f != "" {
				facts = append(facts, escape(f))
			}
		}
		fmt.Fprintf(o.out, "%s\n\n", strings.Join(facts, "，"))
		p.Walk(func(n *gangmu.Node) bool {
			if wanted[n] {
				page := ""
				if n.Page > 0 {
					page = fmt.Sprintf("（第%d页）", n.Page)
				}
				fmt.Fprintf(o.out, "%s- %s%s\n", strings.Repeat("  ", n.Level-1), escape(n.OwnText), page)
			}
			return true
		})
		fmt.Fprintln(o.out)
	}
	return o.out.Flush()
}

// mark marks the nodes that are kept, and those above them.
func mark(p *gangmu.Plan, n *gangmu.Node, keep Keep, wanted map[*gangmu.Node]bool) bool {
	w := keep == nil || keep(p, n)
	for _, c := range n.Children {
		w = mark(p, c, keep, wanted) || w
	}
	if w {
		wanted[n] = true
	}
	return w
}

// escape keeps text from being taken for Markdown (CommonMark 2.4, 5.2): on one line,
// with its marks escaped where they could mean something.
func escape(s string) string {
	s = oneLine(s)
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>|~", r), i == 0 && strings.ContainsRune("#+-", r), i == digits && i > 0 && (r == '.' || r == ')'):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
