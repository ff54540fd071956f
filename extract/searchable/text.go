package searchable

import (
	"fmt"
	"math"
	"strings"
	"unicode"
)

// A frame is how places on a page as it is shown become places of its user space: shown at
// x, y from the top left corner, at ux, uy in the file.
type frame func(p Point) Point

// framed is the frame of a page that shows the box x0, y0, x1, y1 of its user space, turned
// clockwise (7.7.3.3, Rotate).
func framed(x0, y0, x1, y1 float64, rotate int) frame {
	switch rotate {
	case 90:
		return func(p Point) Point { return Point{x0 + p.Y, y0 + p.X} }
	case 180:
		return func(p Point) Point { return Point{x1 - p.X, y0 + p.Y} }
	case 270:
		return func(p Point) Point { return Point{x1 - p.Y, y1 - p.X} }
	}
	return func(p Point) Point { return Point{x0 + p.X, y1 - p.Y} }
}

// descent is how far a quad reaches below the baseline, in its heights.
const descent = 0.12

// layer is a content stream that shows the lines and paints nothing. It leaves the graphics
// state as it was. Each line is a string of its own, as wide as its quad is.
func layer(lines []Line, to frame, c *coder) []byte {
	var b strings.Builder
	b.WriteString("q BT 3 Tr\n")
	for _, l := range lines {
		if !l.finite() {
			continue
		}
		codes, natural := strings.Builder{}, 0.0
		for _, r := range l.Text {
			if unicode.IsControl(r) {
				r = ' '
			}
			code := c.code(r)
			natural += advance(code)
			fmt.Fprintf(&codes, "%04X", code)
		}
		if natural == 0 {
			continue
		}
		height := l.height()
		// The baseline, from left to right as the line reads, in user space.
		from, end := to(along(l.Quad[3], l.Quad[0], descent)), to(along(l.Quad[2], l.Quad[1], descent))
		angle := math.Atan2(end.Y-from.Y, end.X-from.X)
		sin, cos := math.Sincos(angle)
		fmt.Fprintf(&b, "/%s %s Tf %s Tz %s %s %s %s %s %s Tm <%s> Tj\n", fontName, number(height), number(100*l.width()/(natural*height)),
			number(cos), number(sin), number(-sin), number(cos), number(from.X), number(from.Y), codes.String())
	}
	b.WriteString("ET Q\n")
	return []byte(b.String())
}

// along is the point between a and b.
func along(a, b Point, share float64) Point {
	return Point{a.X + (b.X-a.X)*share, a.Y + (b.Y-a.Y)*share}
}

// number writes a number as briefly as a page needs it.
func number(v float64) string {
	s := fmt.Sprintf("%.4f", v)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}
