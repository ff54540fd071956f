package docx

import (
	"github.com/gangmu/gangmu"
)

// A table (17.4) gives one block a paragraph of each cell, row by row, with the cell's
// place; an empty cell keeps one empty block. A nested table stands where it stands in
// its cell, as a table of its own.
func (b *body) table(s *scanner) error {
	outer := b.slot
	b.tables++
	t := &table{number: b.tables, growing: map[int]*gangmu.Slot{}}
	err := s.Each(func(name string) error { return b.tableChild(s, t, name) })
	b.open -= len(t.growing)
	b.slot = outer
	return err
}

// A table is a w:tbl being read.
type table struct {
	number  int
	row     int
	growing map[int]*gangmu.Slot // cells that may still grow down, by column
}

func (b *body) tableChild(s *scanner, t *table, name string) error {
	again := func(name string) error { return b.tableChild(s, t, name) }
	switch name {
	case "tr":
		return b.row(s, t)
	case "sdt":
		return b.control(s, again)
	case "AlternateContent":
		return b.alternate(s, again)
	case "tblPr", "tblGrid", "del", "moveFrom":
		return s.Skip()
	}
	return s.Each(again)
}

// A row is a w:tr being read.
type row struct {
	column  int
	deleted bool
	goesOn  map[int]bool // columns whose cell goes on in the next row
}

func (b *body) row(s *scanner, t *table) error {
	outer, first := b.slot, len(b.out)
	r := &row{goesOn: map[int]bool{}}
	if err := s.Each(func(name string) error { return b.rowChild(s, t, r, name) }); err != nil {
		return err
	}
	b.slot = outer
	if r.deleted {
		b.out = b.out[:first]
		return nil
	}
	t.row++
	for column := range t.growing {
		if !r.goesOn[column] {
			delete(t.growing, column)
			b.open--
		}
	}
	if b.slot == nil {
		b.out, b.after = append(b.out, b.after...), nil
	}
	return b.flush()
}

func (b *body) rowChild(s *scanner, t *table, r *row, name string) error {
	again := func(name string) error { return b.rowChild(s, t, r, name) }
	switch name {
	case "tc":
		return b.cell(s, t, r)
	case "trPr":
		return s.Each(func(name string) error {
			switch name {
			case "gridBefore":
				r.column += max(0, min(s.Int("val", 0), maxColumn))
			case "del":
				r.deleted = true
			}
			return s.Skip()
		})
	case "sdt":
		return b.control(s, again)
	case "AlternateContent":
		return b.alternate(s, again)
	case "tblPrEx", "del", "moveFrom":
		return s.Skip()
	}
	return s.Each(again)
}

// cellProps are the properties of a cell (17.4.69) that are kept.
type cellProps struct {
	span    int
	restart bool // a cell that may grow down begins
	goesOn  bool // it is the cell above, which grows down
	left    bool // it is the cell to the left, which grows right
	deleted bool
}

func (c *cellProps) read(s *scanner) error {
	return s.Each(func(name string) error {
		switch name {
		case "gridSpan":
			c.span = max(1, min(s.Int("val", 1), maxColumn))
		case "vMerge":
			c.restart = val(s) == "restart"
			c.goesOn = !c.restart
		case "hMerge":
			c.left = val(s) != "restart"
		case "cellDel":
			c.deleted = true
		}
		return s.Skip()
	})
}

func (b *body) cell(s *scanner, t *table, r *row) error {
	if err := b.count(); err != nil {
		return err
	}
	outer, first := b.slot, len(b.out)
	slot := &gangmu.Slot{Table: t.number, Row: t.row, Column: min(r.column, maxColumn)}
	b.slot = slot
	c := cellProps{span: 1}
	err := s.Each(func(name string) error {
		if name == "tcPr" {
			return c.read(s)
		}
		err := b.block(s, name)
		b.slot = slot
		return err
	})
	if err == nil {
		err = b.endStory() // a cell's last mark cannot be deleted
	}
	b.slot = outer
	if err != nil {
		return err
	}
	if c.deleted {
		b.out = b.out[:first]
		return nil
	}
	return b.place(t, r, slot, c, len(b.out) == first)
}

// place settles how far a cell reaches.
func (b *body) place(t *table, r *row, slot *gangmu.Slot, c cellProps, empty bool) error {
	column := slot.Column
	if c.span > 1 {
		slot.ColSpan = c.span
	}
	above := t.growing[column]
	r.column += c.span
	switch {
	case c.goesOn && above != nil:
		above.RowSpan = t.row - above.Row + 1
		r.goesOn[column] = true
		return nil
	case c.left && column > 0 && empty:
		return nil
	case c.restart || c.goesOn:
		if above == nil {
			b.open++
		}
		t.growing[column] = slot
		r.goesOn[column] = true
	}
	if !empty {
		return nil
	}
	return b.add(gangmu.Block{Kind: cellKind(b.kind), Table: slot, Source: gangmu.FromText})
}

func cellKind(story gangmu.BlockKind) gangmu.BlockKind {
	if story == gangmu.Paragraph {
		return gangmu.Cell
	}
	return story
}
