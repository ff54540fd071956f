package ocr

import (
	"cmp"
	"math"
	"slices"
)

// A Rectangle stands at a place, turned: Along is the unit vector of the axis nearest to
// horizontal, which points to the right.
type Rectangle struct {
	Middle        Point
	Along         Point
	Width, Height float64 // along that axis, and across it
}

// Enclosing is the rectangle of least area around points, found over the edges of their
// convex hull (Freeman and Shapira 1975); the hull is Andrew's monotone chain. Points on
// one line give an empty rectangle. It sorts the points.
func Enclosing(points []Point) Rectangle {
	hull := convexHull(points)
	best := Rectangle{Along: Point{1, 0}}
	if len(hull) < 3 {
		return best
	}
	least := math.Inf(1)
	for i, a := range hull {
		b := hull[(i+1)%len(hull)]
		length := distance(a, b)
		u := Point{(b.X - a.X) / length, (b.Y - a.Y) / length}
		s0, s1, t0, t1 := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
		for _, p := range hull {
			s, t := p.X*u.X+p.Y*u.Y, -p.X*u.Y+p.Y*u.X
			s0, s1, t0, t1 = min(s0, s), max(s1, s), min(t0, t), max(t1, t)
		}
		if area := (s1 - s0) * (t1 - t0); area < least-1e-9 {
			least = area
			s, t := (s0+s1)/2, (t0+t1)/2
			best = Rectangle{Point{s*u.X - t*u.Y, s*u.Y + t*u.X}, u, s1 - s0, t1 - t0}
		}
	}
	return best.level()
}

// level turns the axes until Along is the one nearest to horizontal and points right.
func (r Rectangle) level() Rectangle {
	if math.Abs(r.Along.Y) > math.Abs(r.Along.X) {
		r.Along = Point{-r.Along.Y, r.Along.X}
		r.Width, r.Height = r.Height, r.Width
	}
	if r.Along.X < 0 {
		r.Along = Point{-r.Along.X, -r.Along.Y}
	}
	return r
}

// Grown is the rectangle with d more on every side: offsetting it with round joins and
// enclosing the result again gives just that.
func (r Rectangle) Grown(d float64) Rectangle {
	r.Width += 2 * d
	r.Height += 2 * d
	return r
}

// Quad is the rectangle's corners.
func (r Rectangle) Quad() (q Quad) {
	u, v := r.Along, Point{-r.Along.Y, r.Along.X}
	for i, k := range [4]Point{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		a, b := k.X*r.Width/2, k.Y*r.Height/2
		q[i] = Point{r.Middle.X + a*u.X + b*v.X, r.Middle.Y + a*u.Y + b*v.Y}
	}
	return q
}

func convexHull(points []Point) []Point {
	slices.SortFunc(points, func(a, b Point) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) })
	turn := func(o, a, b Point) float64 { return (a.X-o.X)*(b.Y-o.Y) - (a.Y-o.Y)*(b.X-o.X) }
	var hull []Point
	for range 2 {
		from := len(hull)
		for _, p := range points {
			for len(hull)-from >= 2 && turn(hull[len(hull)-2], hull[len(hull)-1], p) <= 0 {
				hull = hull[:len(hull)-1]
			}
			hull = append(hull, p)
		}
		hull = hull[:len(hull)-1]
		slices.Reverse(points)
	}
	return hull
}
