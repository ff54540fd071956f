package segment

import (
	"math"

	"github.com/gangmu/gangmu"
)

// A look is the typography of a numbered paragraph, as far as the format tells. Looks are
// score terms, never rules: members of one list look alike, a list inside looks lesser.
// A number that the word processor generates tells its list and level beyond doubt; an
// outline level nearly so; font, size, weight and indent a little. Text without styles has no
// looks and costs nothing.
type look struct {
	list    string
	level   int
	outline int
	font    string
	size    float64
	bold    bool
	indent  int // where the first line begins, points
}

// looks are the looks of a document, each once. They are named by their place; 0 is none.
type looks struct {
	list  []look
	place map[look]int16
}

// of is the place of the look of a block, 0 if the format tells nothing.
func (ls *looks) of(b *gangmu.Block) int16 {
	s := b.Style
	l := look{s.List, s.Level, s.Outline, s.Font, s.Size, s.Bold, int(math.Round(s.Indent + s.FirstLine))}
	if s.Align == "center" || s.Align == "right" {
		l.indent = 0
	}
	if l.list == "" {
		l.level = 0
	}
	if (l == look{}) || len(ls.list) == math.MaxInt16 {
		return 0
	}
	if ls.place == nil {
		ls.place, ls.list = map[look]int16{}, []look{{}}
	}
	if ls.place[l] == 0 {
		ls.place[l] = int16(len(ls.list))
		ls.list = append(ls.list, l)
	}
	return ls.place[l]
}

// at is the look at a place, nil for none.
func (ls *looks) at(place int16) *look {
	if place == 0 {
		return nil
	}
	return &ls.list[place]
}

// The costs of looks.
const (
	gainSameLevel   = -0.6 // siblings of one level of one automatic list
	costOtherLevel  = 1.5  // siblings of two levels of one list
	costOtherList   = 0.3  // siblings of two lists, or only one of them automatic
	gainSameOutline = -0.4
	costOutline     = 1.2 // siblings of two outline levels
	gainSameType    = -0.2
	costOtherType   = 0.4 // siblings in two fonts, sizes or weights
	costOtherIndent = 0.6 // siblings that begin at different places

	gainDeeper       = -0.6 // a child one level deeper in its parent's list
	costNotDeeper    = 2.0  // a child of its parent's own level
	gainLowerOutline = -0.4
	costHigher       = 1.5 // a child of its parent's outline level or above
	costLarger       = 0.6 // a child in larger type
	gainOtherType    = -0.1
	gainIndented     = -0.4 // a child that begins further right than its parent
	costOutdented    = 0.8  // ... further left
)

// Indents that differ by less are the same, points: half a character of the body's size.
const sameIndent = 8

// siblingCost is what it costs that a list goes on from a to b.
func siblingCost(a, b *look) float64 {
	if a == nil || b == nil {
		return 0
	}
	cost := 0.0
	switch {
	case a.list == "" && b.list == "":
	case a.list == b.list && a.level == b.level:
		cost += gainSameLevel
	case a.list == b.list:
		cost += costOtherLevel
	default:
		cost += costOtherList
	}
	switch {
	case a.outline == 0 && b.outline == 0:
	case a.outline == b.outline:
		cost += gainSameOutline
	default:
		cost += costOutline
	}
	if max(a.indent-b.indent, b.indent-a.indent) >= sameIndent {
		cost += costOtherIndent
	}
	if a.sameType(b) {
		return cost + gainSameType
	}
	return cost + costOtherType
}

// childCost is what it costs that a list of the look c opens under a node of the look p.
func childCost(p, c *look) float64 {
	if p == nil || c == nil {
		return 0
	}
	cost := 0.0
	if p.list != "" && p.list == c.list {
		if c.level > p.level {
			cost += gainDeeper
		} else {
			cost += costNotDeeper
		}
	}
	switch {
	case c.outline == 0:
	case c.outline > p.outline && p.outline > 0:
		cost += gainLowerOutline
	default:
		cost += costHigher
	}
	switch {
	case c.indent >= p.indent+sameIndent:
		cost += gainIndented
	case p.indent >= c.indent+sameIndent:
		cost += costOutdented
	}
	switch {
	case c.size > p.size && p.size > 0:
		cost += costLarger
	case !p.sameType(c):
		cost += gainOtherType
	}
	return cost
}

func (l *look) sameType(m *look) bool {
	return l.font == m.font && l.size == m.size && l.bold == m.bold
}
