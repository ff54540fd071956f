package ocr

import "math"

// A Point is a place in a picture, in pixels: x to the right, y down, with the origin at
// the outer corner of the first pixel.
type Point struct{ X, Y float64 }

// A Quad is the place of a line: top left, top right, bottom right, bottom left as the
// line reads.
type Quad [4]Point

// Width is the length of the longer of the upper and lower edges.
func (q Quad) Width() float64 { return max(distance(q[0], q[1]), distance(q[3], q[2])) }

// Height is the length of the longer of the left and right edges.
func (q Quad) Height() float64 { return max(distance(q[0], q[3]), distance(q[1], q[2])) }

// Middle is the centre.
func (q Quad) Middle() Point {
	return Point{(q[0].X + q[1].X + q[2].X + q[3].X) / 4, (q[0].Y + q[1].Y + q[2].Y + q[3].Y) / 4}
}

// Angle is the slope of the upper edge in degrees, clockwise.
func (q Quad) Angle() float64 {
	return math.Atan2(q[1].Y-q[0].Y, q[1].X-q[0].X) * 180 / math.Pi
}

// Bounds are the least and greatest coordinates.
func (q Quad) Bounds() (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range q {
		x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
	}
	return x0, y0, x1, y1
}

// Overturned is the quad in the picture of a size turned by 180 degrees.
func (q Quad) Overturned(width, height int) Quad {
	for i, p := range q {
		q[i] = Point{float64(width) - p.X, float64(height) - p.Y}
	}
	return Quad{q[2], q[3], q[0], q[1]}
}

// Left is the part of the quad from its left edge to a share of its width.
func (q Quad) Left(share float64) Quad {
	return Quad{q[0], between(q[0], q[1], share), between(q[3], q[2], share), q[3]}
}

// Lying is the quad of a line of which the characters lie on their side when the quad
// stands upright.
func (q Quad) Lying() Quad { return Quad{q[1], q[2], q[3], q[0]} }

func distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

func between(a, b Point, share float64) Point {
	return Point{a.X + (b.X-a.X)*share, a.Y + (b.Y-a.Y)*share}
}

func clamp(v, low, high float64) float64 { return max(low, min(high, v)) }
