package segment

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gangmu/gangmu"
)

// findings reports what was repaired or is doubtful in the nodes of one parent.
func findings(s *source, es []*entry, o *gangmu.Outline) {
	for i, e := range es {
		f := gangmu.Finding{Span: e.node.LabelSpan, Severity: severityOf(e.node.Confidence), Evidence: evidence(s, es, i), Instead: instead(e.choice)}
		for _, report := range []func([]*entry, int, gangmu.Finding) (gangmu.Finding, bool){repaired, damaged, missingNumbers, secondList, doubtful} {
			if g, ok := report(es, i, f); ok {
				o.Findings = append(o.Findings, g)
			}
		}
		findings(s, e.children, o)
	}
}

// repaired reports a printed number that is not the one in force.
func repaired(es []*entry, i int, f gangmu.Finding) (gangmu.Finding, bool) {
	n := es[i].node
	f.Code = gangmu.OrdinalRepaired
	f.Message = fmt.Sprintf("编号印作 %d，按顺序应为 %d（%s）", n.OrdinalPrinted, n.Ordinal, n.Path)
	return f, n.Ordinal != n.OrdinalPrinted
}

// damaged reports a label that was read as something else than what is printed, or whose
// stop is lost.
func damaged(es []*entry, i int, f gangmu.Finding) (gangmu.Finding, bool) {
	n, c := es[i].node, es[i].choice
	if c.scheme == famBare {
		f.Code, f.Message = gangmu.LabelWeak, fmt.Sprintf("“%s”后面没有标点，按上下文认作编号", n.Label)
		return f, !c.ownCell
	}
	f.Code, f.Message = gangmu.LabelRepaired, fmt.Sprintf("编号“%s”读作 %d", strings.TrimSpace(n.Label), n.OrdinalPrinted)
	return f, c.damaged
}

// missingNumbers reports a gap in a list, or a list whose beginning is lost: it starts
// above 1 and goes on no other.
func missingNumbers(es []*entry, i int, f gangmu.Finding) (gangmu.Finding, bool) {
	n, c := es[i].node, es[i].choice
	f.Code, f.Severity = gangmu.OrdinalGap, gangmu.Warn
	switch {
	case c.move == moveOpen && c.ordinal > 1 && c.cost >= costNotOne:
		f.Message = fmt.Sprintf("这一组编号从 %d 开始，前面的可能丢失", n.OrdinalPrinted)
		return f, true
	case i > 0 && c.move == moveNext && n.Ordinal == n.OrdinalPrinted && n.OrdinalPrinted > es[i-1].node.OrdinalPrinted+1:
		f.Message = fmt.Sprintf("%d 与 %d 之间缺少编号", es[i-1].node.OrdinalPrinted, n.OrdinalPrinted)
		return f, true
	}
	return f, false
}

// secondList reports a second list under one parent that no paragraph announces.
func secondList(es []*entry, i int, f gangmu.Finding) (gangmu.Finding, bool) {
	c := es[i].choice
	f.Code, f.Message = gangmu.ListSecond, "同一标题下另起一组编号，前面没有引出的段落"
	return f, i > 0 && (c.move == moveSecond || c.move == moveRestart) && c.lead != leadAnnounced
}

// A choice whose best other reading costs no more than this is doubtful.
const doubtfulMargin = 0.6

// doubtful reports a label, or its level, to which another reading comes near.
func doubtful(es []*entry, i int, f gangmu.Finding) (gangmu.Finding, bool) {
	c := es[i].choice
	if c.margin > doubtfulMargin || f.Instead == "" || c.scheme == famBare && !c.rival.taken {
		return f, false
	}
	if c.rival.taken && i > 0 && c.move == moveNext {
		return f, false // the first of a list speaks for all
	}
	f.Severity = gangmu.Warn
	f.Code, f.Message = gangmu.LevelDoubtful, fmt.Sprintf("编号“%s”的层级存疑", strings.TrimSpace(es[i].node.Label))
	if !c.rival.taken {
		f.Code, f.Message = gangmu.LabelWeak, fmt.Sprintf("“%s”是不是编号存疑", strings.TrimSpace(es[i].node.Label))
	}
	return f, true
}

// How much of the text behind a label is shown as evidence, code points.
const shownText = 10

// evidence is what speaks for entry i among its siblings: the numbers around it as printed,
// its own in brackets, and how the text goes on.
func evidence(s *source, es []*entry, i int) string {
	const around = 4
	var run []string
	for k := max(0, i-around); k < min(len(es), i+around+1); k++ {
		n := fmt.Sprint(es[k].node.OrdinalPrinted)
		if k == i {
			n = "[" + n + "]"
		}
		run = append(run, n)
	}
	e := es[i]
	behind := strings.TrimSpace(s.clean(gangmu.Span{e.node.LabelSpan[1], min(e.node.Span[1], e.node.LabelSpan[1]+shownText)}))
	where := "行中"
	if e.choice.atLine {
		where = "行首"
	}
	out := fmt.Sprintf("同级编号依次印作 %s；%s“%s”，其后“%s”", strings.Join(run, " "), where, strings.TrimSpace(e.node.Label), strings.ReplaceAll(behind, "\n", " "))
	if e.choice.scheme == famBare {
		out += "，编号后无标点"
	}
	return out
}

// instead is the reading that was not taken, "" if none came near.
func instead(c *choice) string {
	switch {
	case c.margin >= certain/2:
		return ""
	case !c.rival.taken:
		return "不作编号，并入上文"
	case c.rival.depth != c.depth:
		return fmt.Sprintf("作第 %d 级编号", c.rival.depth+1)
	case c.rival.move == movePlan:
		return "另起一篇"
	case c.rival.move == moveSecond || c.rival.move == moveRestart:
		return "另起一组编号"
	case c.move == moveSecond || c.move == moveRestart || c.move == movePlan:
		return "接着上一组编号"
	case c.rival.repaired != c.repaired:
		return fmt.Sprintf("顺序号作 %d", c.rival.repaired)
	}
	return ""
}

func severityOf(confidence float64) gangmu.Severity {
	if confidence < 0.6 {
		return gangmu.Warn
	}
	return gangmu.Info
}

// planFindings reports what is doubtful in the plans themselves: a cut that nothing but a
// title and a 1 speak for, titles that the table of contents has and the text has not, and
// the other way round.
func planFindings(s *source, toc contents, ds []draft, o *gangmu.Outline) {
	matched := align(o.Plans, toc.titles)
	for i, p := range o.Plans {
		d := &ds[i]
		if i > 0 && !d.separated && !d.attached && len(d.choices) > 0 && d.choices[0].margin < certain/2 {
			c := d.choices[0]
			o.Findings = append(o.Findings, gangmu.Finding{
				Code: gangmu.PlanBoundary, Severity: severityOf(confidence(c)), Span: *orSpan(p.TitleSpan, p.Span),
				Message:  fmt.Sprintf("从“%s”起作为另一篇，依据是标题和重新开始的编号", p.Title),
				Evidence: s.clipped(gangmu.Span{p.Span[0], min(p.Span[1], p.Span[0]+clipLength)}), Instead: "并入上一篇",
			})
		}
		if len(toc.titles) > 0 && matched[i] < 0 && !p.Attached {
			o.Findings = append(o.Findings, gangmu.Finding{
				Code: gangmu.PlanUnlisted, Severity: gangmu.Warn, Span: *orSpan(p.TitleSpan, p.Span),
				Message: fmt.Sprintf("目录没有列出“%s”", p.Title), Evidence: s.clipped(toc.span),
			})
		}
	}
	for k, t := range toc.titles {
		if !slices.Contains(matched, k) {
			o.Findings = append(o.Findings, gangmu.Finding{
				Code: gangmu.PlanMissing, Severity: gangmu.Serious, Span: toc.span,
				Message:  fmt.Sprintf("目录列有“%s”，正文中没有找到", string(t)),
				Evidence: s.clipped(toc.span),
			})
		}
	}
}

// align gives each plan the index of the title that the table of contents has for it, -1 if
// it has none. Titles that agree come first; of those left, one character in six may be
// misread.
func align(plans []*gangmu.Plan, titles [][]rune) []int {
	matched := make([]int, len(plans))
	for i := range matched {
		matched[i] = -1
	}
	for _, allowed := range []int{0, misread} {
		for i, p := range plans {
			title := []rune(strings.ReplaceAll(fold2(p.Title), " ", ""))
			for k, t := range titles {
				if matched[i] >= 0 || slices.Contains(matched, k) {
					continue
				}
				if allowed == 0 && string(title) == string(t) || allowed > 0 && distance(title, t) <= len(t)/allowed {
					matched[i] = k
				}
			}
		}
	}
	return matched
}

const misread = 6

// distance is the number of characters to change, add or take out between a and b
// (Levenshtein).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			above := row[j+1]
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, above+1, row[j]+1)
			diagonal = above
		}
	}
	return row[len(b)]
}

func orSpan(s *gangmu.Span, other gangmu.Span) *gangmu.Span {
	if s != nil {
		return s
	}
	return &other
}

// clipLength is how much of the text is shown as evidence, code points.
const clipLength = 80

// clipped is the beginning of a span, for evidence.
func (s *source) clipped(span gangmu.Span) string {
	r := s.text[span[0]:span[1]]
	if len(r) > clipLength {
		return strings.TrimSpace(string(r[:clipLength])) + "…"
	}
	return strings.TrimSpace(string(r))
}
