package layout

import (
	"math"
	"slices"

	"github.com/gangmu/gangmu"
)

// Tables that go on from one page to the next: nothing but running heads stands between,
// and the columns are the same. A head that is repeated is a running head. A row that the
// end of the page cut, whose rest begins with an empty first field, is made whole.

// joinTables finds tables that go on.
func joinTables(flow []element) {
	var open *table
	for _, e := range flow {
		switch {
		case e.table == nil:
			if e.line.kind == gangmu.Paragraph {
				open = nil
			}
			continue
		case e.table.after != nil && e.table.after == open:
			e.table.mend()
		case open != nil && e.table.frame.follows(open.frame) && sameColumns(open.columns, e.table.columns):
			e.table.after = open
			e.table.takeHead()
			e.table.mend()
		}
		if e.table.after != open {
			e.table.after = nil // something stands between
		}
		open = e.table
	}
}

func sameColumns(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs((a[i]-a[0])-(b[i]-b[0])) > 2*snap {
			return false
		}
	}
	return true
}

// takeHead takes the first row out of the cells if it repeats that of the first part.
func (t *table) takeHead() {
	first := t.after
	for first.after != nil {
		first = first.after
	}
	head, here := first.row(0), t.row(0)
	if len(head) != len(here) || t.rows < 2 {
		return
	}
	for i := range head {
		if a, b := cellText(head[i]), cellText(here[i]); a != b {
			return
		}
	}
	for _, c := range here {
		t.head = append(t.head, c.lines)
	}
	t.dropRow()
}

// mend gives the rest of a row that was cut to the row before.
func (t *table) mend() {
	before := t.after
	for before.rows == 0 && before.after != nil {
		before = before.after
	}
	rest, cut := t.row(0), before.row(before.rows-1)
	if len(rest) != len(cut) || len(rest) < 2 || len(rest[0].lines) > 0 || len(cut[0].lines) == 0 {
		return
	}
	for i := range rest {
		if rest[i].column != cut[i].column || rest[i].rowSpan > 1 {
			return
		}
	}
	for i := range rest {
		cut[i].lines = append(cut[i].lines, rest[i].lines...)
	}
	t.dropRow()
}

// row are the cells that begin in row r, from left to right.
func (t *table) row(r int) (out []*cell) {
	for i := range t.cells {
		if t.cells[i].row == r {
			out = append(out, &t.cells[i])
		}
	}
	slices.SortFunc(out, func(a, b *cell) int { return a.column - b.column })
	return out
}

// dropRow removes row 0.
func (t *table) dropRow() {
	t.cells = slices.DeleteFunc(t.cells, func(c cell) bool { return c.row == 0 })
	for i := range t.cells {
		t.cells[i].row--
	}
	t.rows--
}

func cellText(c *cell) string {
	if len(c.lines) == 0 {
		return ""
	}
	return joinedLines(c.lines).Text
}
