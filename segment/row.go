package segment

import (
	"strings"

	"github.com/gangmu/gangmu"
)

// A row of a table is a measure: its number stands in the column 序号, its units and dates in
// theirs. Word and PDF give each cell's place; in plain text tabs part the cells. A cell that
// is merged over several rows belongs to each of them.

// readHeads notes what the columns of a table hold that the reader gives cell by cell, from
// the row of heads at offset at.
func (s *source) readHeads(at int) {
	b := s.blockAt(at)
	if b < 0 || s.blocks[b].Table == nil {
		return
	}
	slot := s.blocks[b].Table
	if s.columns == nil {
		s.columns = map[int]map[int]column{}
	}
	cols := map[int]column{}
	for k := b; k < len(s.blocks) && sameRow(s.blocks[k].Table, slot); k++ {
		cols[s.blocks[k].Table.Column], _ = columnOf(fold2(s.blocks[k].Text))
	}
	s.columns[slot.Table] = cols
}

func sameRow(a, b *gangmu.Slot) bool {
	return a != nil && a.Table == b.Table && a.Row == b.Row
}

// columnAt is what the cell that holds the view's i holds; known is false outside tables
// with heads.
func (v *view) columnAt(i int) (col column, known bool) {
	s, pos := v.src, v.pos(i)
	if b := s.blockAt(pos); b >= 0 && s.blocks[b].Table != nil {
		cols := s.columns[s.blocks[b].Table.Table]
		return cols[s.blocks[b].Table.Column], cols != nil
	}
	h := s.headOver(pos)
	if h == nil {
		return colNone, false
	}
	from, cell := s.lineStart(pos), 0
	if h.blanks {
		cell = len(strings.Fields(string(s.folded[from:pos])))
	} else {
		for _, r := range s.text[from:pos] {
			cell += btoi(r == '\t')
		}
	}
	if cell >= len(h.cols) {
		return colNone, false
	}
	return h.cols[cell], true
}

// lineStart is where the line that holds offset i starts, or a place not far before i.
func (s *source) lineStart(i int) int {
	from := i
	for from > 0 && s.text[from-1] != '\n' && i-from < maxFurnitureLine {
		from--
	}
	return from
}

// blankRow reports whether offset i stands in a row under heads that blanks part, with as
// many cells as there are heads.
func (s *source) blankRow(i int) bool {
	h := s.headOver(i)
	if h == nil || !h.blanks {
		return false
	}
	end := i
	for end < len(s.text) && s.text[end] != '\n' && end-i < maxFurnitureLine {
		end++
	}
	return len(strings.Fields(string(s.folded[s.lineStart(i):end]))) == len(h.cols)
}

// The scores of a number that fills a cell: in the column of numbers, or in another.
const (
	inOrdinals = 4
	inAmounts  = -5
)

// cellScore is what its column tells of a number that fills a cell.
func cellScore(v *view, l label) float64 {
	starts := l.from == 0 || v.get(l.from-1) == '\n' || v.src.text[v.pos(l.from-1)] == '\t'
	if !starts || v.get(l.to) != '\n' && !cellEnds(v, l.to) {
		return 0
	}
	col, known := v.columnAt(l.from)
	switch {
	case !known:
		return 0
	case col == colOrdinal:
		return inOrdinals
	}
	return inAmounts
}

// readSlots reads the cells of the row that holds offset at from the places that the reader
// gives; false if it gives none.
func (l *ledger) readSlots(s *source, at int) bool {
	b := s.blockAt(at)
	if b < 0 || s.blocks[b].Table == nil || s.columns[s.blocks[b].Table.Table] == nil {
		return false
	}
	slot := s.blocks[b].Table
	cols := s.columns[slot.Table]
	for k := b; k < len(s.blocks) && sameRow(s.blocks[k].Table, slot); k++ {
		from, to := l.index(s.spans[k][0]), l.index(s.spans[k][1])
		l.readCell(from, to, cols[s.blocks[k].Table.Column])
	}
	for k := b - 1; k >= 0 && s.blocks[k].Table != nil && s.blocks[k].Table.Table == slot.Table; k-- {
		if above := s.blocks[k].Table; above.Row+above.RowSpan > slot.Row && above.Row < slot.Row {
			l.readAbove(s, k, cols[above.Column])
		}
	}
	return true
}

// readAbove reads a cell of a row above that is merged down to this one.
func (l *ledger) readAbove(s *source, block int, col column) {
	p := &passage{}
	for i := s.spans[block][0]; i < s.spans[block][1]; i++ {
		p.runes, p.at, p.printed = append(p.runes, s.folded[i]), append(p.at, int32(i)), append(p.printed, s.text[i])
	}
	other := &ledger{passage: p, year: l.year, taken: make([]bool, len(p.runes))}
	other.readCell(0, len(p.runes), col)
	l.out.Parties = append(l.out.Parties, other.out.Parties...)
	l.out.Due = append(l.out.Due, other.out.Due...)
}

// readCell reads [from, to) as a cell of a column.
func (l *ledger) readCell(from, to int, col column) {
	from, to = l.trim(from, to)
	switch {
	case from >= to:
		return
	case col.unit():
		l.addUnits(from, to, string(col), false)
	case col == colDue:
		l.addDue(from, to)
	default:
		return
	}
	for i := from; i < to; i++ {
		l.taken[i] = true
	}
}
