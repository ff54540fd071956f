package pipeline

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/gangmu/gangmu"
)

// maxDoubts is the most doubts of a document that become findings.
const maxDoubts = 10_000

// addDoubts makes findings of what was recognised with little confidence, and lowers the
// confidence of nodes to that of the recognition of their labels. The text stays as it
// was read.
func addDoubts(d *gangmu.Document, o *gangmu.Outline) {
	var found []gangmu.Finding
	spans := d.BlockSpans()
	labels := labelsOf(o)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Source != gangmu.FromOCR || b.Confidence == 0 {
			continue
		}
		for k := labels.from(spans[i][0]); k < len(labels) && labels[k].span[0] < spans[i][1]; k++ {
			for _, c := range labels[k].confidence {
				*c = math.Round(*c*b.Confidence*1000) / 1000
			}
		}
		text := []rune(b.Text)
		for _, x := range b.Doubts {
			if b.Label == "" && x[0] >= 0 && x[0] < x[1] && x[1] <= len(text) && len(found) < maxDoubts {
				found = append(found, labels.finding(gangmu.Span{spans[i][0] + x[0], spans[i][0] + x[1]}, text, x))
			}
		}
	}
	if len(found) > 0 {
		o.Findings = append(o.Findings, found...)
		slices.SortStableFunc(o.Findings, func(a, b gangmu.Finding) int { return cmp.Compare(a.Span[0], b.Span[0]) })
	}
}

// A label is where the label of a node stands, and the confidences of the node and of the
// measure made of it.
type label struct {
	span       gangmu.Span
	text       string
	confidence []*float64
}

// labels are those of an outline in the order of the text.
type labels []label

func labelsOf(o *gangmu.Outline) (out labels) {
	for _, p := range o.Plans {
		measures := map[int]*float64{} // by where they begin
		for i := range p.Measures {
			measures[p.Measures[i].Span[0]] = &p.Measures[i].Confidence
		}
		var down func(nodes []*gangmu.Node)
		down = func(nodes []*gangmu.Node) {
			for _, n := range nodes {
				l := label{n.LabelSpan, n.Label, []*float64{&n.Confidence}}
				if c := measures[n.Span[0]]; c != nil {
					l.confidence = append(l.confidence, c)
				}
				out = append(out, l)
				down(n.Children)
			}
		}
		down(p.Sections)
	}
	slices.SortStableFunc(out, func(a, b label) int { return cmp.Compare(a.span[0], b.span[0]) })
	return out
}

// from is the first label that begins at a place or after it.
func (l labels) from(at int) int {
	i, _ := slices.BinarySearchFunc(l, at, func(x label, at int) int { return cmp.Compare(x.span[0], at) })
	return i
}

// around is how many code points of the text beside a doubt are its evidence.
const around = 6

func (l labels) finding(at gangmu.Span, text []rune, doubt gangmu.Span) gangmu.Finding {
	f := gangmu.Finding{
		Code: gangmu.OCRLowConfidence, Severity: gangmu.Warn, Span: at,
		Message:  fmt.Sprintf("“%s”识别把握不大，请对照原件", string(text[doubt[0]:doubt[1]])),
		Evidence: string(text[max(0, doubt[0]-around):min(len(text), doubt[1]+around)]),
	}
	if k := l.from(at[1]) - 1; k >= 0 && at[0] < l[k].span[1] {
		f.Code = gangmu.OCRLabelRepaired
		f.Message = fmt.Sprintf("编号“%s”识别不清或经过校正，请对照原件", l[k].text)
	}
	return f
}
