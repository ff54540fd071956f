package segment

import (
	"fmt"
	"strings"

	"github.com/gangmu/gangmu"
)

// findings reports what was repaired or is doubtful in the nodes of one list or more,
// siblings of one parent.
func findings(es []*entry, o *gangmu.Outline) {
	var printed []string
	for _, e := range es {
		printed = append(printed, fmt.Sprint(e.node.OrdinalPrinted))
	}
	run := strings.Join(printed, " ")
	for i, e := range es {
		n := e.node
		if n.Ordinal != n.OrdinalPrinted {
			o.Findings = append(o.Findings, gangmu.Finding{
				Code: gangmu.OrdinalRepaired, Severity: gangmu.Info, Span: n.LabelSpan,
				Message:  fmt.Sprintf("编号印作 %d，按顺序应为 %d（%s）", n.OrdinalPrinted, n.Ordinal, n.Path),
				Evidence: fmt.Sprintf("同级编号依次印作 %s", run),
			})
		}
		if e.choice.damaged && !(e.choice.scheme == famBare && e.choice.ownCell) {
			code, message := gangmu.LabelRepaired, fmt.Sprintf("编号“%s”读作 %d", strings.TrimSpace(n.Label), n.OrdinalPrinted)
			if e.choice.scheme == famBare {
				code, message = gangmu.LabelWeak, fmt.Sprintf("“%s”后面没有标点，按上下文认作编号", n.Label)
			}
			o.Findings = append(o.Findings, gangmu.Finding{
				Code: code, Severity: severityOf(n.Confidence), Span: n.LabelSpan,
				Message: message, Evidence: fmt.Sprintf("同级编号依次印作 %s", run),
			})
		}
		if i > 0 && e.choice.move == moveNext && n.OrdinalPrinted > es[i-1].node.OrdinalPrinted+1 && n.Ordinal == n.OrdinalPrinted {
			o.Findings = append(o.Findings, gangmu.Finding{
				Code: gangmu.OrdinalGap, Severity: gangmu.Warn, Span: n.LabelSpan,
				Message:  fmt.Sprintf("%d 与 %d 之间缺少编号", es[i-1].node.OrdinalPrinted, n.OrdinalPrinted),
				Evidence: fmt.Sprintf("同级编号依次印作 %s", run),
			})
		}
		findings(e.children, o)
	}
}

func severityOf(confidence float64) gangmu.Severity {
	if confidence < 0.5 {
		return gangmu.Warn
	}
	return gangmu.Info
}

// missingPlans reports the titles that a table of contents names and the text does not
// hold.
func missingPlans(s *source, toc contents, o *gangmu.Outline) {
	for _, t := range toc.titles {
		found := false
		for _, p := range o.Plans {
			found = found || strings.ReplaceAll(fold2(p.Title), " ", "") == string(t)
		}
		if !found {
			o.Findings = append(o.Findings, gangmu.Finding{
				Code: gangmu.PlanMissing, Severity: gangmu.Serious, Span: toc.span,
				Message:  fmt.Sprintf("目录列有“%s”，正文中没有找到", string(t)),
				Evidence: s.clipped(toc.span),
			})
		}
	}
}

// clipped is the beginning of a span, for evidence.
func (s *source) clipped(span gangmu.Span) string {
	const most = 80
	r := s.text[span[0]:span[1]]
	if len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return strings.TrimSpace(string(r))
}
