package layout

import (
	"slices"

	"github.com/gangmu/gangmu/extract/pdf/page"
)

// Thin lines of a table vanish in scans and copies. Where recognised lines stand in a row of
// the grid at the same heights in the same columns, two or more, farther from each other than lines of
// one cell are, the line between them is put back: cells that really go on over several
// lines have not the same number of them side by side, or stand closer.

const lostStep = 1.7 // least distance of such lines, in font sizes

// restore puts back lines across that are lost.
func (g *grid) restore(glyphs []page.Glyph) {
	if len(glyphs) == 0 || !glyphs[0].Recognized {
		return
	}
	rows := rowsOf(glyphs)
	ys := slices.Clone(g.ys)
	left, right := g.xs[0], g.xs[len(g.xs)-1]
	for i := 1; i < len(rows); i++ {
		a, b := &rows[i-1], &rows[i]
		size := max(a.segments[0].size, b.segments[0].size)
		columns := g.columnsOf(a)
		if g.row(a.baseline-0.35*size) != g.row(b.baseline-0.35*size) || b.baseline-a.baseline < lostStep*size ||
			len(columns) < 2 || !slices.Equal(columns, g.columnsOf(b)) {
			continue
		}
		y := (a.baseline+b.baseline)/2 - 0.38*size // between the middles of the lines
		ys = append(ys, y)
		g.across = append(g.across, page.Rule{X0: left, Y0: y, X1: right, Y1: y})
	}
	if rows := len(ys) - 1; (len(g.xs)-1)*rows <= maxGrid {
		g.ys = edges(ys)
	}
}

// columnsOf are the columns that a row has glyphs in, in order.
func (g *grid) columnsOf(r *row) (out []int) {
	for _, s := range r.segments {
		for _, gl := range s.glyphs {
			if c := g.column(gl.X + gl.Width/2); len(out) == 0 || out[len(out)-1] != c {
				out = append(out, c)
			}
		}
	}
	return out
}
