package pdf

import lp "github.com/ledongthuc/pdf"

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

func matrixOf(v lp.Value) (matrix, bool) {
	if v.Len() != 6 {
		return identity, false
	}
	var m matrix
	for i := range m {
		m[i] = v.Index(i).Float64()
	}
	return m, true
}

// turned maps user space to the page as it is shown: x to the right and y down from the
// top left corner, in points. It returns the page's size.
func turned(p page) (m matrix, width, height float64) {
	x0, y0, x1, y1 := 0.0, 0.0, 595.0, 842.0
	if p.box.Len() == 4 {
		x0, y0, x1, y1 = p.box.Index(0).Float64(), p.box.Index(1).Float64(), p.box.Index(2).Float64(), p.box.Index(3).Float64()
		x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
	}
	width, height = x1-x0, y1-y0
	switch p.rotate {
	case 90:
		return matrix{0, 1, 1, 0, -y0, -x0}, height, width
	case 180:
		return matrix{-1, 0, 0, 1, x1, -y0}, width, height
	case 270:
		return matrix{0, -1, -1, 0, y1, x1}, height, width
	}
	return matrix{1, 0, 0, -1, -x0, y1}, width, height
}
