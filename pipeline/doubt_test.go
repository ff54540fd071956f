package pipeline

import (
	"testing"

	"github.com/gangmu/gangmu"
)

func TestDoubtsOfRecognitionAreShown(t *testing.T) {
	d := &gangmu.Document{Blocks: []gangmu.Block{
		{Kind: gangmu.Paragraph, Text: "工作计划", Source: gangmu.FromText},
		{Kind: gangmu.Paragraph, Text: "（一）强化组织", Source: gangmu.FromOCR, Confidence: 0.9, Doubts: []gangmu.Span{{2, 3}, {5, 7}}},
	}}
	n := &gangmu.Node{Label: "（一）", LabelSpan: gangmu.Span{5, 8}, Span: gangmu.Span{5, 12}, Level: 1, Confidence: 1}
	o := &gangmu.Outline{
		Plans:    []*gangmu.Plan{{Sections: []*gangmu.Node{n}, Measures: []gangmu.Measure{{Span: gangmu.Span{5, 12}, Confidence: 1}}}},
		Findings: []gangmu.Finding{{Code: gangmu.PlanBoundary, Span: gangmu.Span{8, 9}}},
	}
	addDoubts(d, o)
	if n.Confidence != 0.9 || o.Plans[0].Measures[0].Confidence != 0.9 {
		t.Errorf("confidence %v, %v", n.Confidence, o.Plans[0].Measures[0].Confidence)
	}
	want := []struct {
		code gangmu.FindingCode
		span gangmu.Span
	}{{gangmu.OCRLabelRepaired, gangmu.Span{7, 8}}, {gangmu.PlanBoundary, gangmu.Span{8, 9}}, {gangmu.OCRLowConfidence, gangmu.Span{10, 12}}}
	if len(o.Findings) != len(want) {
		t.Fatalf("findings %+v", o.Findings)
	}
	for i, w := range want {
		if f := o.Findings[i]; f.Code != w.code || f.Span != w.span {
			t.Errorf("finding %d: %s at %v", i, f.Code, f.Span)
		}
	}
}
