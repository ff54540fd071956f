package gangmu

import (
	"errors"
	"fmt"
)

// An Outline is the structure found in one document.
type Outline struct {
	Plans    []*Plan   `json:"plans"`
	Dropped  []Dropped `json:"dropped"`
	Findings []Finding `json:"findings"`
}

// ErrOutline is wrapped by every error of [Outline.Check].
var ErrOutline = errors.New("outline loses or doubles text")

// Check reports the first place where o breaks the rule that every one of the n
// code points of the canonical text is in exactly one place: a plan's own text, a
// node's own text, or dropped.
//
// It holds when the dropped spans and the plans each ascend without overlap, what
// lies outside the plans is dropped, and every node lies in its parent after the
// parent's label and after its elder siblings.
func (o *Outline) Check(n int) error {
	if err := o.checkDropped(n); err != nil {
		return err
	}
	pos := 0
	for _, p := range o.Plans {
		if p.Span[0] < pos || p.Span[1] <= p.Span[0] || p.Span[1] > n {
			return fmt.Errorf("%w: plan %s at %v", ErrOutline, p.ID, p.Span)
		}
		if gap := (Span{pos, p.Span[0]}); !o.drops(gap) {
			return fmt.Errorf("%w: %v before plan %s is nowhere", ErrOutline, gap, p.ID)
		}
		for _, s := range []*Span{p.TitleSpan, p.CoverSpan, p.TailSpan} {
			if s != nil && !p.Span.Encloses(*s) {
				return fmt.Errorf("%w: %v is outside plan %s", ErrOutline, *s, p.ID)
			}
		}
		if err := checkNodes(p.Sections, p.Span, 1); err != nil {
			return fmt.Errorf("plan %s: %w", p.ID, err)
		}
		pos = p.Span[1]
	}
	if gap := (Span{pos, n}); !o.drops(gap) {
		return fmt.Errorf("%w: %v after the last plan is nowhere", ErrOutline, gap)
	}
	return nil
}

func (o *Outline) checkDropped(n int) error {
	pos := 0
	for _, d := range o.Dropped {
		if d.Span[0] < pos || d.Span[1] <= d.Span[0] || d.Span[1] > n {
			return fmt.Errorf("%w: dropped %s at %v", ErrOutline, d.Kind, d.Span)
		}
		pos = d.Span[1]
	}
	return nil
}

// drops reports whether every code point of s is dropped. The dropped spans ascend.
func (o *Outline) drops(s Span) bool {
	pos := s[0]
	for _, d := range o.Dropped {
		if pos < s[1] && d.Span[0] <= pos && pos < d.Span[1] {
			pos = d.Span[1]
		}
	}
	return pos >= s[1]
}

func checkNodes(nodes []*Node, in Span, level int) error {
	pos := in[0]
	for _, n := range nodes {
		switch {
		case n.Level != level:
			return fmt.Errorf("%w: node %s has level %d at depth %d", ErrOutline, n.Path, n.Level, level)
		case n.Span[0] < pos || n.Span[1] <= n.Span[0] || n.Span[1] > in[1]:
			return fmt.Errorf("%w: node %s at %v, its place is [%d,%d)", ErrOutline, n.Path, n.Span, pos, in[1])
		case n.LabelSpan[0] != n.Span[0] || !n.Span.Encloses(n.LabelSpan):
			return fmt.Errorf("%w: node %s at %v has its label at %v", ErrOutline, n.Path, n.Span, n.LabelSpan)
		case n.HeadingSpan != nil && (n.HeadingSpan[0] < n.LabelSpan[1] || n.HeadingSpan[1] > n.Span[1]):
			return fmt.Errorf("%w: node %s at %v has its heading at %v", ErrOutline, n.Path, n.Span, *n.HeadingSpan)
		}
		if err := checkNodes(n.Children, Span{n.LabelSpan[1], n.Span[1]}, level+1); err != nil {
			return err
		}
		pos = n.Span[1]
	}
	return nil
}
