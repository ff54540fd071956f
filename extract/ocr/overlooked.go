package ocr

import "math"

// Detectors overlook single numbers far from other print, as page numbers are: what is
// left of the ink above and below the lines is looked at.

const (
	marginShare = 0.12 // of the page's height, above and below, that is looked at
	overlookedW = 8.0  // widest such print, in usual heights of lines
)

// Overlooked gives the places of print above the first and below the last line that no
// quad covers: one for each strip, at most. Lines are taken to be level.
func Overlooked(k Ink, quads []Quad) []Quad {
	if len(quads) < 3 {
		return nil
	}
	top, bottom, high := math.Inf(1), 0.0, 0.0
	for _, q := range quads {
		_, y0, _, y1 := q.Bounds()
		top, bottom = min(top, y0), max(bottom, y1)
		high += q.Height() / float64(len(quads))
	}
	scale := float64(k.Scale)
	line := high / scale
	h := float64(k.H)
	var out []Quad
	for _, zone := range [][2]float64{
		{0.02 * h, min(top/scale, marginShare*h)},
		{max(bottom/scale, (1-marginShare)*h), 0.985 * h},
	} {
		if b, ok := k.strip(int(zone[0]), int(zone[1]), line); ok {
			grow := 0.35 * line
			middle := (b[1] + b[3]) / 2
			half := max(line/2, (b[3]-b[1])/2+0.15*line)
			x0, x1 := max(0, b[0]-grow)*scale, min(float64(k.W), b[2]+grow)*scale
			y0, y1 := (middle-half)*scale, (middle+half)*scale
			out = append(out, Quad{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}})
		}
	}
	return out
}

// strip finds the only print in rows from to to: pieces of ink as high as characters, side
// by side, with the dashes beside them, in the order of the page's width. Specks and what
// reaches to the edges of the page, as shadows do, are passed over.
func (k Ink) strip(from, to int, line float64) (box [4]float64, ok bool) {
	seen := map[int]bool{}
	box = [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	add := func(p [4]float64) {
		box = [4]float64{min(box[0], p[0]), min(box[1], p[1]), max(box[2], p[2]), max(box[3], p[3])}
	}
	tall := false
	var dashes [][4]float64
	for y := from; y < to; y++ {
		for x := range k.W {
			if !k.dark[y*k.W+x] || seen[y*k.W+x] {
				continue
			}
			x0, y0, x1, y1, n := k.piece(x, y, seen)
			w, h := float64(x1-x0), float64(y1-y0)
			switch p := [4]float64{float64(x0), float64(y0), float64(x1), float64(y1)}; {
			case n > maxPiece, h > 1.2*line, w > overlookedW*line, float64(n) < 0.008*line*line:
			case x0 < k.W/50 || x1 > k.W-k.W/50:
			case h >= 0.3*line && float64(n) >= 0.03*line*line:
				tall = true
				add(p)
			case w >= 0.2*line && w > 2*h:
				dashes = append(dashes, p)
			}
		}
	}
	if !tall {
		return box, false
	}
	core := box
	for _, d := range dashes {
		if middle := (d[1] + d[3]) / 2; middle > core[1] && middle < core[3] && d[0] > core[0]-2*line && d[2] < core[2]+2*line {
			add(d)
		}
	}
	return box, box[2]-box[0] < overlookedW*line && box[3]-box[1] < 1.3*line
}

const maxPiece = 20_000 // pixels of a piece of ink that is a character

// piece is the ink connected with a place.
func (k Ink) piece(x, y int, seen map[int]bool) (x0, y0, x1, y1, n int) {
	x0, y0, x1, y1 = x, y, x+1, y+1
	open := []int{y*k.W + x}
	seen[open[0]] = true
	for len(open) > 0 && n <= maxPiece {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		n++
		cx, cy := at%k.W, at/k.W
		x0, y0, x1, y1 = min(x0, cx), min(y0, cy), max(x1, cx+1), max(y1, cy+1)
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				if next := (cy+dy)*k.W + cx + dx; k.Dark(cx+dx, cy+dy) && !seen[next] {
					seen[next] = true
					open = append(open, next)
				}
			}
		}
	}
	return x0, y0, x1, y1, n
}
