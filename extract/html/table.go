package html

import (
	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gangmu/gangmu"
)

// table reads a table. One that holds a table, or that has one cell a row, or that says so,
// arranges the page: its cells are read as what they hold.
func (w *walker) table(n *dom.Node, s style) error {
	rows := rowsOf(n)
	if arranges(n, rows) {
		return w.children(n, s)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			if err := w.element(c, s); err != nil {
				return err
			}
		}
	}
	outer := w.slot
	w.tables++
	g := grid{number: w.tables, down: map[int]int{}}
	for _, r := range rows {
		if err := w.row(r, s, &g); err != nil {
			return err
		}
	}
	w.slot = outer
	return nil
}

// A grid is the places of a table that are taken.
type grid struct {
	number int
	row    int
	down   map[int]int // by column, how many rows from here on a cell above takes
}

func (w *walker) row(n *dom.Node, s style, g *grid) error {
	own := s.within(n)
	if own.hidden {
		return nil
	}
	column := 0
	taken := map[int]int{}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		for g.down[column] > 0 {
			column++
		}
		across := max(1, min(integer(c, "colspan", 1), maxColumn))
		down := max(1, min(integer(c, "rowspan", 1), maxRows))
		w.slot = &gangmu.Slot{Table: g.number, Row: g.row, Column: min(column, maxColumn)}
		if across > 1 {
			w.slot.ColSpan = across
		}
		if down > 1 {
			w.slot.RowSpan = down
		}
		if err := w.cell(c, own); err != nil {
			return err
		}
		for k := range across {
			if down > 1 && column+k <= maxColumn {
				taken[column+k] = down
			}
		}
		column += across
	}
	for k, left := range g.down {
		if g.down[k] = left - 1; left <= 1 {
			delete(g.down, k)
		}
	}
	for k, down := range taken {
		g.down[k] = down - 1
	}
	g.row++
	return nil
}

// cell reads a cell; an empty one keeps one empty block.
func (w *walker) cell(n *dom.Node, s style) error {
	before := len(w.blocks)
	slot := w.slot
	if err := w.element(n, s); err != nil {
		return err
	}
	if len(w.blocks) == before && w.margin == "" && before < maxBlocks {
		w.blocks = append(w.blocks, gangmu.Block{Kind: gangmu.Cell, Table: slot, Source: gangmu.FromText})
	}
	return nil
}

// rowsOf gives the rows of a table, those of its parts included.
func rowsOf(n *dom.Node) []*dom.Node {
	var rows []*dom.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			rows = append(rows, rowsOf(c)...)
		}
	}
	return rows
}

func arranges(n *dom.Node, rows []*dom.Node) bool {
	if role := attribute(n, "role"); role == "presentation" || role == "none" {
		return true
	}
	wide := false
	for _, r := range rows {
		cells := 0
		for c := r.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			cells++
			if holdsTable(c) {
				return true
			}
		}
		wide = wide || cells > 1
	}
	return !wide
}

func holdsTable(n *dom.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.Table {
			return true
		}
	}
	return false
}
