package doc

import (
	"slices"

	"github.com/gangmu/gangmu"
)

// Tables (2.4.3). Paragraphs say how deep they lie in tables; a mark ends each cell, and a
// mark of its own, with the properties of the row, each row. A table ends where a
// paragraph lies less deep.

// A table being read.
type table struct {
	number int
	first  int // of the story's blocks
	rows   [][]*cell
	row    []*cell // being read
	cell   *cell   // being read
}

type cell struct {
	place       *gangmu.Slot
	blocks      int  // of the story when it was begun
	left, right int  // edges in twips; equal if unknown
	horizontal  int  // horzMerge; 0 is none
	below       bool // it goes on from the cell above
}

// place puts a finished paragraph where it belongs.
func (b *body) place(s *story, p *paragraph, mark bool) error {
	depth := p.props.depth
	for len(s.tables) > depth {
		b.closeTable(s)
	}
	for len(s.tables) < depth {
		b.tables++
		s.tables = append(s.tables, &table{number: b.tables, first: len(s.blocks)})
	}
	if depth == 0 {
		return b.emit(s, p)
	}
	t := s.tables[depth-1]
	if p.props.rowEnd {
		t.endRow(p.props.rowList)
		return nil
	}
	if t.cell == nil {
		t.begin(len(s.blocks))
	}
	if err := b.emit(s, p); err != nil {
		return err
	}
	if mark && depth == 1 || p.props.cellEnd {
		b.endCell(s, t)
	}
	return nil
}

func (t *table) begin(blocks int) {
	t.cell = &cell{place: &gangmu.Slot{Table: t.number, Row: len(t.rows), Column: len(t.row)}, blocks: blocks}
}

func (t *table) slot() *gangmu.Slot {
	if t.cell == nil {
		return nil
	}
	return t.cell.place
}

// endCell ends a cell; an empty one keeps an empty block.
func (b *body) endCell(s *story, t *table) {
	if t.cell == nil {
		t.begin(len(s.blocks))
	}
	if len(s.blocks) == t.cell.blocks {
		x := gangmu.Block{Kind: gangmu.Cell, Table: t.cell.place, Source: gangmu.FromText}
		if s.kind != gangmu.Paragraph {
			x.Kind = s.kind
		}
		s.blocks = append(s.blocks, x)
	}
	t.row = append(t.row, t.cell)
	t.cell = nil
}

// endRow ends a row and reads what its mark says of the cells: TDefTableOperand (2.9.307) with edges
// and merging.
func (t *table) endRow(list []byte) {
	each(list, func(code int, x []byte) {
		switch code {
		case sprmTDefTable:
			n := u8(x, 0)
			for i, c := range t.row[:min(n, len(t.row))] {
				c.left, c.right = i16(x, 1+2*i), i16(x, 3+2*i)
				flags := u16(x, 1+2*(n+1)+20*i)
				c.horizontal, c.below = flags&3, flags>>5&3 == 1
			}
		case sprmTVertMerge:
			if i := u8(x, 0); i < len(t.row) {
				t.row[i].below = u8(x, 1) == 1
			}
		case sprmTMerge:
			for i := u8(x, 0); i < min(u8(x, 1), len(t.row)); i++ {
				t.row[i].horizontal = 2
				if i == u8(x, 0) {
					t.row[i].horizontal = 1
				}
			}
		}
	})
	if len(t.row) > 0 {
		t.rows = append(t.rows, t.row)
	}
	t.row = nil
}

// closeTable ends the innermost table: now that all edges are known, cells get their
// columns and spans.
func (b *body) closeTable(s *story) {
	t := s.tables[len(s.tables)-1]
	s.tables = s.tables[:len(s.tables)-1]
	if t.cell != nil {
		s.tables = append(s.tables, t)
		b.endCell(s, t)
		s.tables = s.tables[:len(s.tables)-1]
	}
	t.endRow(nil)
	t.settle()
	gone := map[*gangmu.Slot]bool{}
	above := map[int]*cell{} // the cell that may grow down, by column
	for _, row := range t.rows {
		var head *cell
		for _, c := range row {
			from := above[c.place.Column]
			switch {
			case head != nil && c.horizontal != 0 && c.horizontal != head.horizontal:
				head.place.ColSpan = c.place.Column + max(c.place.ColSpan, 1) - head.place.Column
				gone[c.place] = true
				continue
			case c.below && from != nil:
				from.place.RowSpan = c.place.Row - from.place.Row + 1
				gone[c.place] = true
			default:
				above[c.place.Column] = c
			}
			head = nil
			if c.horizontal != 0 {
				head = c
			}
		}
	}
	kept := slices.DeleteFunc(s.blocks[t.first:], func(x gangmu.Block) bool {
		return x.Table != nil && gone[x.Table] && x.Text == "" && x.Label == ""
	})
	s.blocks = s.blocks[:t.first+len(kept)]
}

// nearby is how far edges of different rows may lie apart and still be one, in twips.
const nearby = 30

// settle finds the columns of a table, the edges of all its rows together, and gives
// cells their place among them.
func (t *table) settle() {
	var edges []int
	for _, row := range t.rows {
		for _, c := range row {
			if c.left >= c.right { // not all edges are known: columns are counted
				return
			}
			edges = append(edges, c.left, c.right)
		}
	}
	slices.Sort(edges)
	edges = slices.CompactFunc(edges, func(a, b int) bool { return max(a, b)-min(a, b) <= nearby })
	column := func(x int) int {
		i, _ := slices.BinarySearch(edges, x-nearby)
		return i
	}
	for _, row := range t.rows {
		for _, c := range row {
			c.place.Column = column(c.left)
			if n := column(c.right) - c.place.Column; n > 1 {
				c.place.ColSpan = n
			}
		}
	}
}
