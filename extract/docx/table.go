package docx

import (
	"github.com/gangmu/gangmu"
)

// A table (17.4) gives one block a paragraph of each cell, row by row, with the cell's
// place; an empty cell keeps one empty block. A nested table stands where it stands in
// its cell, as a table of its own.
func (b *body) table(s *scanner) error {
	outer := b.slot
	defer func() { b.slot = outer }()
	b.tables++
	t := &table{number: b.tables, open: map[int]*gangmu.Slot{}}
	return s.each(func(name string) error { return b.tableChild(s, t, name) })
}

// A table is a w:tbl being read.
type table struct {
	number int
	row    int
	open   map[int]*gangmu.Slot // the cell that may grow down, by column
}

func (b *body) tableChild(s *scanner, t *table, name string) error {
	again := func(name string) error { return b.tableChild(s, t, name) }
	switch name {
	case "tr":
		return b.row(s, t)
	case "sdt":
		return b.control(s, again)
	case "AlternateContent":
		return alternate(s, again)
	case "tblPr", "tblGrid", "del", "moveFrom":
		return s.skip()
	}
	return s.each(again)
}

func (b *body) row(s *scanner, t *table) error {
	column, deleted, first := 0, false, len(b.blocks)
	var child func(name string) error
	child = func(name string) error {
		switch name {
		case "tc":
			return b.cell(s, t, &column)
		case "trPr":
			return s.each(func(name string) error {
				switch name {
				case "gridBefore":
					column += max(0, min(s.number("val", 0), 1000))
				case "del":
					deleted = true
				}
				return s.skip()
			})
		case "sdt":
			return b.control(s, child)
		case "AlternateContent":
			return alternate(s, child)
		case "tblPrEx", "del", "moveFrom":
			return s.skip()
		}
		return s.each(child)
	}
	if err := s.each(child); err != nil {
		return err
	}
	if deleted {
		b.blocks = b.blocks[:first]
		return nil
	}
	t.row++
	return nil
}

func (b *body) cell(s *scanner, t *table, column *int) error {
	slot := &gangmu.Slot{Table: t.number, Row: t.row, Column: *column}
	b.slot = slot
	span, merged := 1, false
	first, count := len(b.blocks), 0
	err := s.each(func(name string) error {
		if name != "tcPr" {
			count++
			err := b.block(s, name)
			b.slot = slot
			return err
		}
		return s.each(func(name string) error {
			switch name {
			case "gridSpan":
				span = max(1, min(s.number("val", 1), 1000))
			case "vMerge":
				merged = s.val() != "restart"
			}
			return s.skip()
		})
	})
	if err != nil {
		return err
	}
	if b.joined != nil { // a cell's last mark cannot be deleted
		b.emit(b.joined)
		b.joined = nil
	}
	if span > 1 {
		slot.ColSpan = span
	}
	above := t.open[*column]
	empty := len(b.blocks) == first
	switch {
	case merged && above != nil:
		above.RowSpan = t.row - above.Row + 1
	case empty:
		t.open[*column] = slot
		b.blocks = append(b.blocks, gangmu.Block{Kind: cellKind(b.kind), Table: slot, Source: gangmu.FromText})
	default:
		t.open[*column] = slot
	}
	*column += span
	return nil
}

func cellKind(story gangmu.BlockKind) gangmu.BlockKind {
	if story == gangmu.Paragraph {
		return gangmu.Cell
	}
	return story
}
