package layout

import (
	"slices"

	"github.com/gangmu/gangmu"
)

// A tablePlace is where in the document's tables one printed table stands.
type tablePlace struct {
	number, firstRow int
}

// table makes a block of each paragraph of each cell, row by row. A table that goes on
// keeps its number and counts its rows on.
func (s *setter) table(t *table) {
	p := tablePlace{}
	if before, ok := s.slots[t.after]; ok && t.after != nil {
		p = tablePlace{number: before.number, firstRow: before.firstRow + t.after.rows}
	} else {
		s.count++
		p.number = s.count
	}
	s.slots[t] = p
	for _, lines := range t.head {
		if len(lines) > 0 {
			b := s.paragraph(lines)
			b.Kind = gangmu.Header
			s.out = append(s.out, b)
		}
	}
	slices.SortStableFunc(t.cells, func(a, b cell) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.column - b.column
	})
	for i := range t.cells {
		c := &t.cells[i]
		slot := &gangmu.Slot{Table: p.number, Row: p.firstRow + c.row, Column: c.column}
		if c.rowSpan > 1 {
			slot.RowSpan = c.rowSpan
		}
		if c.colSpan > 1 {
			slot.ColSpan = c.colSpan
		}
		if len(c.lines) == 0 {
			s.out = append(s.out, gangmu.Block{Kind: gangmu.Cell, Page: t.frame.page.Number, Box: t.frame.out(c.box), Table: slot, Source: gangmu.FromText})
			continue
		}
		for _, lines := range c.paragraphs() {
			b := s.paragraph(lines)
			b.Table = slot
			s.out = append(s.out, b)
		}
	}
}

// paragraphs parts the lines of a cell where a numbered item begins behind the end of a
// sentence, or a line ends short behind one.
func (c *cell) paragraphs() [][]*line {
	out := [][]*line{{c.lines[0]}}
	right := c.lines[0].right()
	for _, l := range c.lines {
		right = max(right, l.right())
	}
	for i, l := range c.lines[1:] {
		prev := c.lines[i]
		ended := endsWith(prev.text, stops)
		if ended && (label.MatchString(l.text) || prev.right() < right-shortEnd*prev.size) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], l)
	}
	return out
}
