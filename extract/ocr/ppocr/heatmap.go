package ppocr

import (
	"math"

	"github.com/gangmu/gangmu/extract/ocr"
)

// A heatmap is the probability, for every pixel, that it is the core of a line.
type heatmap struct {
	p    []float32
	w, h int
}

// The detector's post-processing, with the reference implementation's figures.
const (
	pixelThreshold = 0.3 // of a pixel that belongs to a line
	boxThreshold   = 0.5 // least mean over the rectangle of a line
	unclip         = 1.6 // cores are shrunk: a line is larger by area x this / perimeter
	leastCore      = 3   // pixels, of the shorter side
	leastLine      = 5
)

// regions are the rectangles of lines: connected pixels (8 neighbours), enclosed and grown.
func (m heatmap) regions() []ocr.Rectangle {
	seen := make([]bool, len(m.p))
	var out []ocr.Rectangle
	var open []int32
	var points []ocr.Point
	for start := range m.p {
		if seen[start] || m.p[start] <= pixelThreshold {
			continue
		}
		points, open = m.outline(start, seen, points[:0], open[:0])
		r := ocr.Enclosing(points)
		if min(r.Width, r.Height) < leastCore || m.mean(r) < boxThreshold {
			continue
		}
		r = r.Grown(r.Width * r.Height * unclip / (2 * (r.Width + r.Height)))
		if min(r.Width, r.Height) < leastLine {
			continue
		}
		r.Middle.X += 0.5 // from pixels to places
		r.Middle.Y += 0.5
		out = append(out, r)
	}
	return out
}

// outline gathers the pixels connected with start that have a neighbour outside: those
// within are not needed to enclose them. It marks all of them as seen.
func (m heatmap) outline(start int, seen []bool, points []ocr.Point, open []int32) ([]ocr.Point, []int32) {
	seen[start] = true
	open = append(open, int32(start))
	for len(open) > 0 {
		at := int(open[len(open)-1])
		open = open[:len(open)-1]
		x, y := at%m.w, at/m.w
		inside := 0
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				nx, ny := x+dx, y+dy
				if nx < 0 || ny < 0 || nx >= m.w || ny >= m.h {
					continue
				}
				n := ny*m.w + nx
				if m.p[n] <= pixelThreshold {
					continue
				}
				inside++
				if !seen[n] {
					seen[n] = true
					open = append(open, int32(n))
				}
			}
		}
		if inside < 9 {
			points = append(points, ocr.Point{X: float64(x), Y: float64(y)})
		}
	}
	return points, open
}

// mean is the mean probability within a rectangle.
func (m heatmap) mean(r ocr.Rectangle) float64 {
	u := r.Along
	ex := math.Abs(u.X)*r.Width/2 + math.Abs(u.Y)*r.Height/2
	ey := math.Abs(u.Y)*r.Width/2 + math.Abs(u.X)*r.Height/2
	sum, n := 0.0, 0
	for y := max(0, int(r.Middle.Y-ey)); y <= min(m.h-1, int(math.Ceil(r.Middle.Y+ey))); y++ {
		for x := max(0, int(r.Middle.X-ex)); x <= min(m.w-1, int(math.Ceil(r.Middle.X+ex))); x++ {
			dx, dy := float64(x)-r.Middle.X, float64(y)-r.Middle.Y
			if math.Abs(dx*u.X+dy*u.Y) <= r.Width/2+0.5 && math.Abs(dy*u.X-dx*u.Y) <= r.Height/2+0.5 {
				sum += float64(m.p[y*m.w+x])
				n++
			}
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}
