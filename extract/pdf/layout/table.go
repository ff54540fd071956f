package layout

import (
	"math"
	"slices"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A table is cells, row by row. Its places are those of its frame.
type table struct {
	frame   *frame
	box     gangmu.Box
	columns []float64 // their edges, or left edges if it has no lines
	spans   []span    // of one without lines
	cells   []cell
	rows    int
	after   *table    // the table that this one goes on, on a page before
	head    [][]*line // of the first part, repeated at the top of this one
}

// A cell is a field of the table's grid, or several that no line parts.
type cell struct {
	row, column      int
	rowSpan, colSpan int
	box              gangmu.Box
	lines            []*line
}

// Ruled tables: lines that cross make a grid, and what no line parts is one cell.

const (
	snap       = 3.0 // points within which lines meet
	maxGrid    = 1 << 14
	borderPart = 0.6 // of a field's side, from which on a line is its border
)

// ruledTables finds the tables of a page by their lines, from top to bottom, and returns
// the glyphs that stand in none.
func ruledTables(f *frame) ([]*table, []page.Glyph) {
	var tables []*table
	free := f.glyphs
	for _, g := range grids(f.rules) {
		var inside, outside []page.Glyph
		for _, gl := range free {
			if g.column(gl.X+gl.Width/2) >= 0 && g.row(gl.Y-0.35*gl.Size) >= 0 {
				inside = append(inside, gl)
			} else {
				outside = append(outside, gl)
			}
		}
		if len(inside) == 0 {
			continue
		}
		g.restore(inside)
		t := g.table(f)
		g.fill(t, inside)
		if t.filled() < 2 { // a frame around text
			continue
		}
		free = outside
		tables = append(tables, t)
	}
	slices.SortStableFunc(tables, func(a, b *table) int { return int(math.Round(a.box[1] - b.box[1])) })
	return tables, free
}

// filled is the number of cells with text.
func (t *table) filled() (n int) {
	for i := range t.cells {
		if len(t.cells[i].lines) > 0 {
			n++
		}
	}
	return n
}

// A grid is lines that meet, and the places of its rows and columns.
type grid struct {
	across, down []page.Rule // lines, joined
	xs, ys       []float64   // edges of columns and rows
}

// grids joins rules into lines, and lines that meet into grids of two columns or more.
func grids(rules []page.Rule) []*grid {
	var across, down []page.Rule
	for _, r := range rules {
		if r.Horizontal() {
			across = append(across, r)
		} else {
			down = append(down, r)
		}
	}
	across, down = joined(across, true), joined(down, false)
	if len(across)*len(down) > 1<<22 {
		return nil
	}
	parent := make([]int, len(across)+len(down))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, h := range across {
		for k, v := range down {
			if v.X0 >= h.X0-snap && v.X0 <= h.X1+snap && h.Y0 >= v.Y0-snap && h.Y0 <= v.Y1+snap {
				parent[find(i)] = find(len(across) + k)
			}
		}
	}
	byRoot := map[int]*grid{}
	var out []*grid
	at := func(i int) *grid {
		r := find(i)
		if byRoot[r] == nil {
			byRoot[r] = &grid{}
			out = append(out, byRoot[r])
		}
		return byRoot[r]
	}
	for i, h := range across {
		g := at(i)
		g.across = append(g.across, h)
	}
	for k, v := range down {
		g := at(len(across) + k)
		g.down = append(g.down, v)
	}
	return slices.DeleteFunc(out, func(g *grid) bool { return !g.place() })
}

// joined sorts lines of one direction and joins those that go on in another.
func joined(rules []page.Rule, horizontal bool) []page.Rule {
	flip := func(r page.Rule) page.Rule {
		if horizontal {
			return r
		}
		return page.Rule{X0: r.Y0, Y0: r.X0, X1: r.Y1, Y1: r.X1}
	}
	all := make([]page.Rule, len(rules))
	for i, r := range rules {
		all[i] = flip(r)
	}
	slices.SortFunc(all, func(a, b page.Rule) int {
		if a.Y0 != b.Y0 {
			return sign(a.Y0 - b.Y0)
		}
		return sign(a.X0 - b.X0)
	})
	var out []page.Rule
	for i := 0; i < len(all); {
		k := i + 1
		for k < len(all) && all[k].Y0-all[i].Y0 <= 1.5 {
			k++
		}
		same := slices.Clone(all[i:k])
		slices.SortFunc(same, func(a, b page.Rule) int { return sign(a.X0 - b.X0) })
		open := same[0]
		for _, r := range same[1:] {
			if r.X0 <= open.X1+snap {
				open.X1 = max(open.X1, r.X1)
				continue
			}
			out = append(out, open)
			open = r
		}
		out = append(out, open)
		i = k
	}
	for i, r := range out {
		out[i] = flip(r)
	}
	return out
}

func sign(d float64) int {
	switch {
	case d < 0:
		return -1
	case d > 0:
		return 1
	}
	return 0
}

// place finds the edges of rows and columns; false if it is no grid of cells. Where the
// outer lines at the sides are missing, the ends of the others stand for them.
func (g *grid) place() bool {
	if len(g.across) < 2 || len(g.down) == 0 {
		return false
	}
	var xs, ys []float64
	left, right := math.Inf(1), math.Inf(-1)
	for _, h := range g.across {
		ys = append(ys, h.Y0)
		left, right = min(left, h.X0), max(right, h.X1)
	}
	top, bottom := slices.Min(ys), slices.Max(ys)
	for _, v := range g.down {
		xs = append(xs, v.X0)
		top, bottom = min(top, v.Y0), max(bottom, v.Y1)
	}
	g.xs = edges(append(xs, left, right))
	g.ys = edges(append(ys, top, bottom))
	for _, y := range []float64{top, bottom} {
		g.across = append(g.across, page.Rule{X0: left, Y0: y, X1: right, Y1: y})
	}
	for _, x := range []float64{left, right} {
		g.down = append(g.down, page.Rule{X0: x, Y0: top, X1: x, Y1: bottom})
	}
	return len(g.xs) >= 3 && len(g.ys) >= 2 && (len(g.xs)-1)*(len(g.ys)-1) <= maxGrid
}

// edges sorts places and takes those that are close for one.
func edges(places []float64) []float64 {
	slices.Sort(places)
	var out []float64
	for _, p := range places {
		if n := len(out); n == 0 || p-out[n-1] > snap {
			out = append(out, p)
		}
	}
	return out
}

// column is the column at x, -1 outside.
func (g *grid) column(x float64) int { return between(g.xs, x) }

// row is the row at y, -1 outside.
func (g *grid) row(y float64) int { return between(g.ys, y) }

func between(edges []float64, p float64) int {
	i, found := slices.BinarySearch(edges, p)
	if found {
		i++
	}
	if i == 0 || i >= len(edges) {
		return -1
	}
	return i - 1
}

// table makes the cells: fields of the grid that no line parts are one.
func (g *grid) table(f *frame) *table {
	columns, rows := len(g.xs)-1, len(g.ys)-1
	t := &table{frame: f, columns: g.xs, rows: rows, box: gangmu.Box{g.xs[0], g.ys[0], g.xs[columns], g.ys[rows]}}
	right, below := g.borders()
	taken := make([]bool, columns*rows)
	for r := range rows {
		for c := range columns {
			if taken[r*columns+c] {
				continue
			}
			w, h := 1, 1
			for c+w < columns && !right[r*columns+c+w-1] && !taken[r*columns+c+w] {
				w++
			}
			for r+h < rows && g.open(below[(r+h-1)*columns+c:][:w]) {
				h++
			}
			for i := r; i < r+h; i++ {
				for k := c; k < c+w; k++ {
					taken[i*columns+k] = true
				}
			}
			t.cells = append(t.cells, cell{r, c, h, w, gangmu.Box{g.xs[c], g.ys[r], g.xs[c+w], g.ys[r+h]}, nil})
		}
	}
	return t
}

// open reports whether nothing is below a run of fields.
func (g *grid) open(below []bool) bool { return !slices.Contains(below, true) }

// borders says of each field whether a line is at its right, and below it.
func (g *grid) borders() (right, below []bool) {
	columns, rows := len(g.xs)-1, len(g.ys)-1
	right, below = make([]bool, columns*rows), make([]bool, columns*rows)
	for _, v := range g.down {
		c := nearest(g.xs, v.X0) - 1
		if c < 0 || c >= columns {
			continue
		}
		for r := range rows {
			if overlap(v.Y0, v.Y1, g.ys[r], g.ys[r+1]) {
				right[r*columns+c] = true
			}
		}
	}
	for _, h := range g.across {
		r := nearest(g.ys, h.Y0) - 1
		if r < 0 || r >= rows {
			continue
		}
		for c := range columns {
			if overlap(h.X0, h.X1, g.xs[c], g.xs[c+1]) {
				below[r*columns+c] = true
			}
		}
	}
	return right, below
}

// nearest is the edge that stands for p.
func nearest(edges []float64, p float64) int {
	i, _ := slices.BinarySearch(edges, p)
	if i > 0 && (i == len(edges) || p-edges[i-1] <= edges[i]-p) {
		i--
	}
	return i
}

// overlap reports whether a line from a to b covers most of the side from c to d.
func overlap(a, b, c, d float64) bool {
	return min(b, d)-max(a, c) >= borderPart*(d-c)
}

// fill writes the glyphs into the cells that they stand in.
func (g *grid) fill(t *table, glyphs []page.Glyph) {
	columns := len(g.xs) - 1
	owner := make([]int, columns*(len(g.ys)-1))
	for i, c := range t.cells {
		for r := c.row; r < c.row+c.rowSpan; r++ {
			for k := c.column; k < c.column+c.colSpan; k++ {
				owner[r*columns+k] = i
			}
		}
	}
	in := make([][]page.Glyph, len(t.cells))
	for _, gl := range glyphs {
		i := owner[g.row(gl.Y-0.35*gl.Size)*columns+g.column(gl.X+gl.Width/2)]
		in[i] = append(in[i], gl)
	}
	for i := range in {
		t.cells[i].lines = linesOf(t.frame, in[i])
	}
}

// linesOf makes lines of what stands in a cell.
func linesOf(f *frame, glyphs []page.Glyph) []*line {
	var out []*line
	for _, r := range rowsOf(glyphs) {
		var all []page.Glyph
		for _, s := range r.segments {
			all = append(all, s.glyphs...)
		}
		if l := lineOf(f, all); l.text != "" {
			l.kind = gangmu.Cell
			out = append(out, l)
		}
	}
	return out
}
