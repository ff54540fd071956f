package layout

import (
	"cmp"
	"math"
	"slices"
)

// Sheets of two pages. A sheet that is wider than high may hold two pages side by side,
// which are read one after the other, tables and page numbers too. They are told from the
// columns of one page by a white strip near the middle that nothing stands across from the
// top to the bottom: no text and no line of a table. A wide table leaves no such strip
// where it has lines; where it has none, neither of its halves is running text: lines that
// fill their half, or, where both halves are set evenly, line under line, some that do or one
// half with more lines than the other. Columns of cells have a cell beside each.

const (
	sheetShape = 1.15 // width to height of a sheet from which on it may hold two pages
	sheetFold  = 0.1  // of the sheet's width, from its middle to that of the strip
	proseShare = 0.25 // of the lines of a half are running text: plans have many short headings

	evenShare  = 0.9 // of the lines of a half that is set evenly: one stretch, one step below the last
	fewFilled  = 0.1 // least share of lines that fill such a half
	leastLines = 3   // and least number of them in both halves, of which each has one
	pageLines  = 8   // lines of the longer of two such halves of which none needs to be filled
)

// halves parts a sheet; ok is false if it is one page.
func (f *frame) halves(gs gutters) (left, right *frame, ok bool) {
	if f.width < sheetShape*f.height {
		return nil, nil, false
	}
	g, ok := f.fold()
	if !ok {
		return nil, nil, false
	}
	width := int(math.Round(f.width))
	left, right = f.half(0, g), f.half(1, g)
	if !gs.known(&g, width) && !left.reads() && !right.reads() && !evenlySet(left, right) {
		return nil, nil, false
	}
	gs.add(g, width)
	return left, right, true
}

// fold is the widest strip near the middle with text on both sides.
func (f *frame) fold() (g gutter, ok bool) {
	var stand []span
	for _, r := range rowsOf(f.glyphs) {
		for _, s := range r.segments {
			stand = append(stand, span{s.x0, s.x1})
		}
	}
	for _, r := range f.rules {
		if r.Horizontal() {
			stand = append(stand, span{r.X0, r.X1})
		}
	}
	slices.SortFunc(stand, func(a, b span) int { return cmp.Compare(a.x0, b.x0) })
	if len(stand) == 0 {
		return g, false
	}
	edge := stand[0].x1
	for _, s := range stand[1:] {
		x := (edge + s.x0) / 2
		if s.x0-edge >= max(twoUpGutter, g.right-g.left) && math.Abs(x-f.width/2) < sheetFold*f.width {
			g, ok = gutter{x: x, left: edge, right: s.x0}, true
		}
		edge = max(edge, s.x1)
	}
	return g, ok
}

// half is the frame with what stands left or right of a gutter alone.
func (f *frame) half(index int, g gutter) *frame {
	h := *f
	h.index, h.of = index, 2
	h.glyphs, h.rules = nil, nil
	for _, gl := range f.glyphs {
		if (gl.X < g.x) == (index == 0) {
			h.glyphs = append(h.glyphs, gl)
		}
	}
	for _, r := range f.rules {
		if ((r.X0+r.X1)/2 < g.x) == (index == 0) {
			h.rules = append(h.rules, r)
		}
	}
	return &h
}

// follows reports whether a page is the next one after another.
func (f *frame) follows(o *frame) bool {
	return f.page.Number == o.page.Number+1 || f.page == o.page && f.index == o.index+1
}

// reads reports whether a half has running text or a table with lines.
func (f *frame) reads() bool {
	tables, glyphs := ruledTables(f)
	if len(tables) > 0 {
		return true
	}
	rows := rowsOf(glyphs)
	return len(rows) >= minRows && measure(rows).prose >= proseShare
}

// evenlySet reports whether two halves are pages of short paragraphs.
func evenlySet(left, right *frame) bool {
	a, b := rowsOf(left.glyphs), rowsOf(right.glyphs)
	if len(a) < minRows || len(b) < minRows || !even(a) || !even(b) {
		return false
	}
	if len(a) != len(b) && max(len(a), len(b)) >= pageLines {
		return true
	}
	l, r := measure(a), measure(b)
	filled := l.prose*float64(len(a)) + r.prose*float64(len(b))
	return min(l.prose, r.prose) > 0 && filled >= leastLines && filled >= fewFilled*float64(len(a)+len(b))
}

// even reports whether nearly all rows are one stretch and stand one step below the row
// before.
func even(rows []row) bool {
	var steps []float64
	for i := 1; i < len(rows); i++ {
		steps = append(steps, rows[i].baseline-rows[i-1].baseline)
	}
	slices.Sort(steps)
	step, n := steps[len(steps)/2], 0
	for i := range rows {
		if len(rows[i].segments) == 1 && (i == 0 || math.Abs(rows[i].baseline-rows[i-1].baseline-step) < 0.1*step) {
			n++
		}
	}
	return float64(n) >= evenShare*float64(len(rows))
}
