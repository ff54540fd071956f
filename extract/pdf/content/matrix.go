package content

import "github.com/gangmu/gangmu/extract/pdf/object"

// A matrix is [a b c d e f] of ISO 32000-1, 8.3.3.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul applies a, then b.
func (a matrix) mul(b matrix) matrix {
	return matrix{
		a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3],
		a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3],
		a[4]*b[0] + a[5]*b[2] + b[4], a[4]*b[1] + a[5]*b[3] + b[5],
	}
}

// shifted moves the origin of a by x, y first.
func (a matrix) shifted(x, y float64) matrix {
	a[4], a[5] = x*a[0]+y*a[2]+a[4], x*a[1]+y*a[3]+a[5]
	return a
}

func (a matrix) at(x, y float64) (float64, float64) {
	return x*a[0] + y*a[2] + a[4], x*a[1] + y*a[3] + a[5]
}

// box is the smallest rectangle around what a makes of one.
func (a matrix) box(x0, y0, x1, y1 float64) (left, top, right, bottom float64) {
	ax, ay := a.at(x0, y0)
	bx, by := a.at(x1, y0)
	cx, cy := a.at(x0, y1)
	dx, dy := a.at(x1, y1)
	return min(ax, bx, cx, dx), min(ay, by, cy, dy), max(ax, bx, cx, dx), max(ay, by, cy, dy)
}

func matrixOf(v object.Value) (matrix, bool) {
	if v.Len() != 6 {
		return identity, false
	}
	var m matrix
	for i := range m {
		m[i] = v.At(i).Number()
	}
	return m, true
}

// A Box is a rectangle in user space.
type Box struct{ X0, Y0, X1, Y1 float64 }

// BoxOf reads a rectangle (7.9.5); ok is false if it is none or empty.
func BoxOf(v object.Value) (b Box, ok bool) {
	if v.Len() != 4 {
		return b, false
	}
	x0, y0, x1, y1 := v.At(0).Number(), v.At(1).Number(), v.At(2).Number(), v.At(3).Number()
	b = Box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
	return b, b.X1-b.X0 > 0 && b.Y1-b.Y0 > 0
}

// shown maps user space to the page as it is shown: x to the right and y down from the
// top left corner, in points. It returns the page's size.
func (b Box) shown(rotate int) (m matrix, width, height float64) {
	width, height = b.X1-b.X0, b.Y1-b.Y0
	switch rotate {
	case 90:
		return matrix{0, 1, 1, 0, -b.Y0, -b.X0}, height, width
	case 180:
		return matrix{-1, 0, 0, 1, b.X1, -b.Y0}, width, height
	case 270:
		return matrix{0, -1, -1, 0, b.Y1, b.X1}, height, width
	}
	return matrix{1, 0, 0, -1, -b.X0, b.Y1}, width, height
}

// Shown maps user space to the page as it is shown, turned by rotate degrees, and gives the
// page's size.
func (b Box) Shown(rotate int) (at func(x, y float64) (float64, float64), width, height float64) {
	m, width, height := b.shown(rotate)
	return m.at, width, height
}
