package layout

import (
	"cmp"
	"math"
	"slices"

	"github.com/gangmu/gangmu/extract/pdf/page"
)

// Columns. A gutter is a white strip that parts rows that follow each other, with running
// text on both sides: lines that fill their column, or paragraphs, indented and gone on at the
// margin. What a gutter parts without filling
// is a table, or words set wide, and is read across.
//
// On a page that is wider than high, two pages may stand side by side (see halves), each with
// a title or little text; there a wide gutter near the middle is enough. And where the pages before
// have a gutter, one at the same place is enough, as on a last page with little text.

const (
	gutterWidth  = 1.2 // of the font size
	minRows      = 4   // on each side of a gutter
	filledShare  = 0.4 // of the lines of a column
	columnEms    = 9   // least width of a column in font sizes
	maxColumns   = 6
	maxGutters   = 64
	twoUpGutter  = 36.0 // points
	twoUpMinRows = 2
	sameGutter   = 6.0 // points between the gutters of two pages
)

// A column says which of how many columns, on a page of what width: lines of the same
// column stand between the same margins.
type column struct{ index, of, width int }

// A region is a part of a page that is read from top to bottom.
type region struct {
	rows  []row
	of    int // columns side by side, this one included
	index int
}

// Gutters are those of the pages so far, by the width of the page.
type gutters map[int][]gutter

// regions parts a page's rows, in reading order.
func (gs gutters) regions(rows []row, width int) []*region {
	return gs.cut(rows, width, maxColumns)
}

func (gs gutters) cut(rows []row, width, columns int) []*region {
	if len(rows) == 0 {
		return nil
	}
	g, ok := gs.widest(rows, width)
	if !ok || columns < 2 {
		return []*region{{rows: rows, of: 1}}
	}
	gs.add(g, width)
	out := gs.cut(rows[:g.from], width, columns)
	left, right := g.sides(rows)
	inner := append(gs.cut(left, width, columns-1), gs.cut(right, width, columns-1)...)
	for i, r := range inner {
		if r.of == 1 {
			r.of, r.index = len(inner), i
		}
	}
	return append(append(out, inner...), gs.cut(rows[g.to:], width, columns)...)
}

// A gutter parts the rows from from to before to at x. It is white from left to right.
type gutter struct {
	x           float64
	from, to    int
	left, right float64
}

// add remembers the gutter of a page.
func (gs gutters) add(g gutter, width int) {
	if len(gs[width]) < maxGutters {
		gs[width] = append(gs[width], g)
	}
}

// known reports whether a page before has a gutter in the same place.
func (gs gutters) known(g *gutter, width int) bool {
	for _, k := range gs[width] {
		if math.Abs(k.right-g.right) < sameGutter && g.left < k.right && k.left < g.right {
			return true
		}
	}
	return false
}

// widest finds the gutter that parts most rows.
func (gs gutters) widest(rows []row, width int) (best gutter, ok bool) {
	for _, x := range gutterPlaces(rows) {
		for from := 0; from < len(rows); {
			if crossed(&rows[from], x) {
				from++
				continue
			}
			to := from + 1
			for to < len(rows) && !crossed(&rows[to], x) {
				to++
			}
			g := gutter{x: x, from: from, to: to}
			if to-from > best.to-best.from && g.measure(rows) && (g.parts(rows) || gs.known(&g, width)) {
				best, ok = g, true
			}
			from = to
		}
	}
	return best, ok
}

// gutterPlaces are where gutters may be, to 4 points, those of most rows first: in gaps of
// rows, and left of where segments of many rows begin, as the lines of two columns need
// not stand on the same height.
func gutterPlaces(rows []row) []float64 {
	count := map[int]int{}
	for i := range rows {
		s := rows[i].segments
		for k := range s {
			count[int((s[k].x0-3)/4)]++
			if k > 0 {
				count[int((s[k-1].x1+s[k].x0)/2/4)]++
			}
		}
	}
	keys := make([]int, 0, len(count))
	for k, n := range count {
		if n >= 2 {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b int) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	var out []float64
	for _, k := range keys[:min(len(keys), maxGutters)] {
		out = append(out, float64(k)*4+2)
	}
	return out
}

func crossed(r *row, x float64) bool {
	for i := range r.segments {
		if s := &r.segments[i]; s.x0 < x && s.x1 > x {
			return true
		}
	}
	return false
}

// sides are the rows left and right of the gutter.
func (g gutter) sides(rows []row) (left, right []row) {
	for _, r := range rows[g.from:g.to] {
		k := 0
		for k < len(r.segments) && r.segments[k].x1 <= g.x {
			k++
		}
		if k > 0 {
			left = append(left, row{r.baseline, r.segments[:k]})
		}
		if k < len(r.segments) {
			right = append(right, row{r.baseline, r.segments[k:]})
		}
	}
	return left, right
}

// measure finds how wide the gutter is; false if nothing stands on a side.
func (g *gutter) measure(rows []row) bool {
	g.left, g.right = math.Inf(-1), math.Inf(1)
	for i := range rows[g.from:g.to] {
		for _, s := range rows[g.from+i].segments {
			if s.x1 <= g.x {
				g.left = max(g.left, s.x1)
			} else {
				g.right = min(g.right, s.x0)
			}
		}
	}
	return !math.IsInf(g.left, 0) && !math.IsInf(g.right, 0)
}

// parts reports whether running text stands on both sides.
func (g gutter) parts(rows []row) bool {
	left, right := g.sides(rows)
	if len(left) < twoUpMinRows || len(right) < twoUpMinRows {
		return false
	}
	a, b := measure(left), measure(right)
	size := max(a.size, b.size)
	width := b.left - a.right
	if width < gutterWidth*size || a.right-a.left < columnEms*a.size || b.right-b.left < columnEms*b.size {
		return false
	}
	if len(left) >= minRows && len(right) >= minRows && a.filled >= filledShare && b.filled >= filledShare {
		return true
	}
	if paragraphed(left, a) && paragraphed(right, b) {
		return true
	}
	// Two pages side by side.
	middle := (a.left + b.right) / 2
	return width >= twoUpGutter && math.Abs(g.x-middle) < 0.1*(b.right-a.left) && b.right-a.left > 560 &&
		(a.prose >= filledShare || b.prose >= filledShare)
}

// paragraphed reports whether rows are evenly set paragraphs, however short: some begin
// indented by two characters, and one that is full goes on at the margin. Cells all begin at
// one place.
func paragraphed(rows []row, m measured) bool {
	if len(rows) < minRows || !even(rows) {
		return false
	}
	indents, goesOn := 0, false
	for i := range rows {
		switch d := (rows[i].segments[0].x0 - m.left) / m.size; {
		case d > 1.5 && d < 2.5:
			indents++
		case d < 0.5 && i > 0:
			s := rows[i-1].segments
			goesOn = goesOn || s[len(s)-1].x1 > m.right-2*m.size
		}
	}
	return indents >= 2 && goesOn
}

// A measured side: where it stands, which share of its lines fills it, and which is running
// text for certain: such a line has no wide gap, and words enough.
type measured struct{ left, right, size, filled, prose float64 }

func measure(rows []row) measured {
	m := measured{left: math.Inf(1), right: math.Inf(-1)}
	var sizes []float64
	for i := range rows {
		s := rows[i].segments
		m.left, m.right = min(m.left, s[0].x0), max(m.right, s[len(s)-1].x1)
		sizes = append(sizes, s[0].size)
	}
	slices.Sort(sizes)
	m.size = sizes[len(sizes)/2]
	n, whole := 0, 0
	for i := range rows {
		s := rows[i].segments
		if len(s) > 2 || s[len(s)-1].x1 <= m.right-2*m.size || s[0].x0 >= m.left+3*m.size {
			continue
		}
		n++
		if len(s) == 1 && s[0].x1-s[0].x0 >= columnEms*m.size {
			whole++
		}
	}
	m.filled, m.prose = float64(n)/float64(len(rows)), float64(whole)/float64(len(rows))
	return m
}

// elements makes lines of the region's rows.
func (r *region) elements(f *frame) []element {
	var out []element
	c := column{f.index*r.of + r.index, max(1, f.of) * r.of, int(math.Round(f.width / 10))}
	for i := range r.rows {
		var glyphs []page.Glyph
		for _, s := range r.rows[i].segments {
			glyphs = append(glyphs, s.glyphs...)
		}
		if l := lineOf(f, glyphs); l.text != "" {
			l.column = c
			out = append(out, element{line: l})
		}
	}
	return out
}
