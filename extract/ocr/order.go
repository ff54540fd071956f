package ocr

import (
	"cmp"
	"math"
	"slices"
)

// Order puts the lines of a page into reading order and finds its skew: rows from top to
// bottom, cells of a row from left to right; of a sheet with two pages side by side, the
// left one first.
func (p *Page) Order() {
	p.Skew = skew(p.Lines)
	sin, cos := math.Sincos(-p.Skew * math.Pi / 180)
	items := make([]item, len(p.Lines))
	for i, l := range p.Lines {
		it := item{line: l, x0: math.Inf(1), x1: math.Inf(-1), height: l.Quad.Height()}
		for _, q := range l.Quad {
			x := q.X*cos - q.Y*sin
			it.x0, it.x1 = min(it.x0, x), max(it.x1, x)
			it.y += (q.X*sin + q.Y*cos) / 4
		}
		items[i] = it
	}
	p.Lines = p.Lines[:0]
	row := 0
	for _, page := range p.pages(items) {
		for _, cells := range rows(page) {
			for i, it := range cells {
				it.line.Row, it.line.Cell = row, i
				p.Lines = append(p.Lines, it.line)
			}
			row++
		}
	}
}

// An item is a line in the frame in which lines are level.
type item struct {
	line   Line
	x0, x1 float64
	y      float64 // of its middle
	height float64
}

// skew is the slope of the lines, the median weighted by their length. Short lines tell
// nothing.
func skew(lines []Line) float64 {
	type slope struct{ angle, weight float64 }
	var slopes []slope
	total := 0.0
	for _, l := range lines {
		if w := l.Quad.Width(); w > 4*l.Quad.Height() {
			slopes = append(slopes, slope{l.Quad.Angle(), w})
			total += w
		}
	}
	slices.SortFunc(slopes, func(a, b slope) int { return cmp.Compare(a.angle, b.angle) })
	sum := 0.0
	for _, s := range slopes {
		if sum += s.weight; sum >= total/2 {
			return s.angle
		}
	}
	return 0
}

const (
	sheetShape  = 1.15 // width to height from which on a sheet may hold two pages
	sheetLines  = 7    // least lines of such a sheet
	sheetGutter = 0.03 // least width of the strip between the pages, in widths of the sheet
	sameRow     = 0.5  // distance of middles, in heights, of lines of one row
)

// pages parts a sheet at its widest empty strip near the middle.
func (p *Page) pages(items []item) [][]item {
	width := float64(p.Width)
	if width < sheetShape*float64(p.Height) || len(items) < sheetLines {
		return [][]item{items}
	}
	best, at := 0.0, 0.0
	for x := 0.4 * width; x < 0.6*width; x += 4 {
		left, right, free := 0.0, width, true
		for _, it := range items {
			switch {
			case it.x1 <= x:
				left = max(left, it.x1)
			case it.x0 >= x:
				right = min(right, it.x0)
			default:
				free = false
			}
		}
		if free && right-left > best {
			best, at = right-left, (left+right)/2
		}
	}
	if best < sheetGutter*width {
		return [][]item{items}
	}
	var left, right []item
	for _, it := range items {
		if it.x1 <= at {
			left = append(left, it)
		} else {
			right = append(right, it)
		}
	}
	return [][]item{left, right}
}

// rows gathers items whose middles are at one height.
func rows(items []item) [][]item {
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.y, b.y) })
	var out [][]item
	for len(items) > 0 {
		n, middle := 1, items[0].y
		for n < len(items) && items[n].y-middle < sameRow*min(items[n].height, items[n-1].height) {
			middle = (middle*float64(n) + items[n].y) / float64(n+1)
			n++
		}
		row := items[:n]
		slices.SortStableFunc(row, func(a, b item) int { return cmp.Compare(a.x0, b.x0) })
		out = append(out, row)
		items = items[n:]
	}
	return out
}
