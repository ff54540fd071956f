package odt

import (
	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
)

// maxRepeated is how often a row or a cell that is written once and repeated is given; the
// rest of them is empty in all that programs write.
const maxRepeated = 64

// table reads a table:table (9.1): one block a paragraph of each cell; an empty cell keeps an empty block.
func (b *body) table(s *xmlscan.Scanner) error {
	outer, list := b.slot, b.list
	b.list = nil
	b.tables++
	number, row := b.tables, 0
	var rows func(name string) error
	rows = func(name string) error {
		switch name {
		case "table-row":
			err := b.row(s, number, row)
			row++
			return err
		case "table-header-rows", "table-rows", "table-row-group":
			return s.Each(rows)
		case "table-column", "table-columns", "table-header-columns", "table-column-group", "table-source", "forms", "shapes":
			return s.Skip()
		}
		return b.element(s, name)
	}
	err := s.Each(rows)
	b.slot, b.list = outer, list
	return err
}

func (b *body) row(s *xmlscan.Scanner, number, row int) error {
	column := 0
	return s.Each(func(name string) error {
		repeated := max(1, min(s.Int("number-columns-repeated", 1), maxRepeated))
		if name != "table-cell" {
			column += repeated // covered
			return s.Skip()
		}
		slot := &gangmu.Slot{Table: number, Row: row, Column: column}
		if n := s.Int("number-columns-spanned", 1); n > 1 {
			slot.ColSpan = min(n, 1000)
		}
		if n := s.Int("number-rows-spanned", 1); n > 1 {
			slot.RowSpan = min(n, 1_000_000)
		}
		column += repeated
		first := len(b.blocks)
		b.slot = slot
		if err := b.story(s); err != nil {
			return err
		}
		b.slot = nil
		if len(b.blocks) == first {
			kind := b.kind
			if kind == gangmu.Paragraph {
				kind = gangmu.Cell
			}
			b.blocks = append(b.blocks, gangmu.Block{Kind: kind, Table: slot, Source: gangmu.FromText})
		}
		return nil
	})
}
