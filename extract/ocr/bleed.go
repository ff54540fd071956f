package ocr

import (
	"cmp"
	"slices"
)

// Print of the other side shows through as faint, blurred lines. Taken by itself the
// brightness of pixels does not tell them from the noise of a scan; found as lines they
// are told by their contrast, and a white point makes them vanish. It costs thin strokes
// and is set only where it is needed.

const (
	faintContrast = 0.45 // of the contrast of print, below which a line shows through
	faintLines    = 2    // from which on a page shows its other side
	whitePoint    = 0.71 // of the paper's brightness that becomes white
	blackPoint    = 0.16
	inkShare      = 0.03 // of the pixels of a line that are darker than what counts as its ink
)

// ShowsThrough reports whether some of the lines of a grey picture are those of its other
// side.
func (p *Picture) ShowsThrough(quads []Quad) bool {
	if len(quads) < 2*faintLines {
		return false
	}
	paper := paperOf(p)
	contrast := make([]float64, len(quads))
	for i, q := range quads {
		contrast[i] = p.contrast(paper, q)
	}
	slices.Sort(contrast)
	print := contrast[len(contrast)*9/10]
	n, _ := slices.BinarySearchFunc(contrast, faintContrast*print, cmp.Compare[float64])
	return n >= faintLines
}

// contrast is how much darker than paper the ink in a quad is, 0 to 1.
func (p *Picture) contrast(paper paper, q Quad) float64 {
	fx0, fy0, fx1, fy1 := q.Bounds()
	var count [256]int
	n := 0
	for y := max(0, int(fy0)); y < min(p.H, int(fy1)); y++ {
		for x := max(0, int(fx0)); x < min(p.W, int(fx1)); x++ {
			count[min(255, int(p.Pix[y*p.W+x])*255/paper.at(x, y))]++
			n++
		}
	}
	below := 0
	for v, c := range count {
		if below += c; float64(below) >= inkShare*float64(n) {
			return 1 - float64(v)/255
		}
	}
	return 0
}

// WithoutBleed is a grey picture with the faint print made white.
func (p *Picture) WithoutBleed() *Picture {
	paper := paperOf(p)
	out := NewPicture(p.W, p.H, 1)
	for y := range p.H {
		for x := range p.W {
			v := float64(p.Pix[y*p.W+x]) / float64(paper.at(x, y))
			out.Pix[y*p.W+x] = uint8(255 * clamp((v-blackPoint)/(whitePoint-blackPoint), 0, 1))
		}
	}
	return out
}
