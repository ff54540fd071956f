package segment

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/gangmu/gangmu"
)

// buildPlan makes the plan of a draft and adds it to o, with its findings.
func buildPlan(s *source, v *view, d *draft, o *gangmu.Outline) {
	p := &gangmu.Plan{ID: fmt.Sprintf("p%d", len(o.Plans)+1)}
	tail := tailStart(v, d)
	describe(v, d, tail, p)
	if main := mainPlan(o.Plans); main != nil && d.title != nil && (d.attached || d.title.carried && d.cover == 0) {
		p.Attached = d.attached
		inherit(p, main)
		if d.attached && d.cover > 0 {
			p.CoverSpan = nil // 附件2 is no notice
		}
	}
	if tail < d.to {
		sp := v.span(tail, d.to)
		p.TailSpan = &sp
	}
	tree := buildTree(v, d.choices, tail)
	heads := tableHeads(s, v, d)
	for _, e := range tree {
		p.Sections = append(p.Sections, e.node)
		fillNode(s, v, e, heads, p.Year)
	}
	p.Span = v.span(d.from, d.to)
	p.Items = findItems(s, v, d.from, tail, p)
	p.Measures = measures(s, p.Sections)
	p.Truncated = truncated(v, d, tail)
	o.Plans = append(o.Plans, p)
	findings(s, tree, o)
	if p.Truncated {
		o.Findings = append(o.Findings, gangmu.Finding{
			Code: gangmu.PlanTruncated, Severity: gangmu.Warn, Span: gangmu.Span{max(p.Span[0], p.Span[1]-20), p.Span[1]},
			Message: "正文到此中断，后文可能缺失", Evidence: s.clipped(gangmu.Span{max(p.Span[0], p.Span[1]-20), p.Span[1]}),
		})
	}
}

// mainPlan is the last plan that is no attachment, nil if there is none.
func mainPlan(plans []*gangmu.Plan) *gangmu.Plan {
	for i := len(plans) - 1; i >= 0; i-- {
		if !plans[i].Attached {
			return plans[i]
		}
	}
	return nil
}

// fillNode fills in the span, heading, own text, place, confidence and ledger of e.node,
// and of its descendants.
func fillNode(s *source, v *view, e *entry, heads []tableHeadAt, year int) {
	n, c := e.node, e.choice
	n.Span = v.span(c.from, e.end)
	for _, child := range e.children {
		fillNode(s, v, child, heads, year)
	}
	if from, to := heading(v, e); to > from {
		h := v.span(from, to)
		n.Heading, n.HeadingSpan = v.raw(from, to), &h
	}
	own := ownSpans(n)
	var text strings.Builder
	for _, sp := range own {
		text.WriteString(s.clean(sp))
	}
	n.OwnText = strings.TrimSpace(text.String())
	n.Confidence = confidence(c)
	n.Page, n.Boxes = s.place(n.LabelSpan, own)
	n.Ledger = readLedger(ownPassage(v, e), year, columnsAt(heads, c.from), s, n.LabelSpan[0])
}

// ownSpans are the parts of a node that are in none of its children.
func ownSpans(n *gangmu.Node) []gangmu.Span {
	var out []gangmu.Span
	pos := n.Span[0]
	for _, c := range n.Children {
		if c.Span[0] > pos {
			out = append(out, gangmu.Span{pos, c.Span[0]})
		}
		pos = c.Span[1]
	}
	if pos < n.Span[1] {
		out = append(out, gangmu.Span{pos, n.Span[1]})
	}
	return out
}

// ownPassage is the own text of e without its label. It is good until the next one is made.
func ownPassage(v *view, e *entry) *passage {
	p := &v.passage
	p.reset()
	pos := e.choice.to
	for _, c := range e.children {
		p.add(v, pos, c.choice.from)
		pos = c.end
	}
	p.add(v, pos, e.end)
	return p
}

// confidence of a label: the logistic of the margin to the best other reading. .5 is as
// good as the other; an ordinary label has above .95.
func confidence(c *choice) float64 {
	x := 1 / (1 + math.Exp(-marginScale*c.margin))
	return math.Round(x*1000) / 1000
}

// marginScale turns costs into the logistic's logits.
const marginScale = 1.5

// measures lists every node of kind measure and every leaf, in the order of the text.
func measures(s *source, nodes []*gangmu.Node) []gangmu.Measure {
	var ms []gangmu.Measure
	p := gangmu.Plan{Sections: nodes}
	p.Walk(func(n *gangmu.Node) bool {
		leaf := len(n.Children) == 0
		if leaf || n.Kind == gangmu.KindMeasure {
			ms = append(ms, gangmu.Measure{
				Path: n.Path, Kind: n.Kind, Leaf: leaf, Label: n.Label,
				OrdinalPrinted: n.OrdinalPrinted, Ordinal: n.Ordinal, Heading: n.Heading,
				Span: n.Span, Text: strings.TrimSpace(s.clean(n.Span)), Page: n.Page, Boxes: n.Boxes, Confidence: n.Confidence,
				Ledger: n.Ledger,
			})
		}
		return true
	})
	return ms
}

// truncated reports whether a plan breaks off: it has no signature, and its last
// sentence has no end. A last line that is short may be a list's member without a stop.
func truncated(v *view, d *draft, tail int) bool {
	end := trimRight(v.runes, d.from, d.to)
	if tail < d.to || end == d.from {
		return false
	}
	switch v.runes[end-1] {
	case '，', ',', '、':
		return true
	}
	return false
}

// finish adds what concerns the whole outline, and orders it.
func finish(s *source, o *gangmu.Outline) {
	end := 0
	for _, p := range o.Plans {
		s.markGap(end, p.Span[0])
		end = p.Span[1]
	}
	s.markGap(end, len(s.text))
	o.Dropped = s.dropped()
	slices.SortStableFunc(o.Findings, func(a, b gangmu.Finding) int { return cmp.Compare(a.Span[0], b.Span[0]) })
}

// markGap drops what lies between two plans. Nothing but white space does.
func (s *source) markGap(from, to int) { s.mark(from, to, gangmu.DropBlank) }
