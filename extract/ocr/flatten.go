package ocr

import "slices"

const (
	paperCell  = 24   // pixels of the squares in which the paper's brightness is found
	paperShare = 0.85 // of the pixels of a square are darker than its paper, at most
)

// A paper is the brightness of the paper, for every square of paperCell pixels.
type paper struct {
	w, h  int
	level []uint8
}

// paperOf finds the paper of a grey picture: the brighter pixels of each square, and of
// squares that print fills, those of the squares around.
func paperOf(p *Picture) paper {
	b := paper{w: (p.W + paperCell - 1) / paperCell, h: (p.H + paperCell - 1) / paperCell}
	b.level = make([]uint8, b.w*b.h)
	for cy := range b.h {
		for cx := range b.w {
			var count [256]int
			n := 0
			for y := cy * paperCell; y < min(p.H, (cy+1)*paperCell); y++ {
				for _, v := range p.Pix[y*p.W+cx*paperCell : y*p.W+min(p.W, (cx+1)*paperCell)] {
					count[v]++
					n++
				}
			}
			v, below := 0, 0
			for ; v < 255; v++ {
				if below += count[v]; float64(below) >= paperShare*float64(n) {
					break
				}
			}
			b.level[cy*b.w+cx] = uint8(v)
		}
	}
	return b.smooth()
}

// smooth takes the second brightest of five by five squares, then the median of those.
func (b paper) smooth() paper {
	pick := func(from []uint8, at func(around []uint8) uint8) []uint8 {
		out := make([]uint8, len(from))
		var around []uint8
		for y := range b.h {
			for x := range b.w {
				around = around[:0]
				for j := max(0, y-2); j <= min(b.h-1, y+2); j++ {
					around = append(around, from[j*b.w+max(0, x-2):j*b.w+min(b.w, x+3)]...)
				}
				slices.Sort(around)
				out[y*b.w+x] = at(around)
			}
		}
		return out
	}
	level := pick(b.level, func(a []uint8) uint8 { return a[max(0, len(a)-2)] })
	b.level = pick(level, func(a []uint8) uint8 { return a[len(a)/2] })
	return b
}

// at is the brightness of the paper at a pixel, between the middles of squares.
func (b paper) at(x, y int) int {
	fx, fy := x-paperCell/2, y-paperCell/2
	cx, cy := max(0, fx/paperCell), max(0, fy/paperCell)
	nx, ny := min(cx+1, b.w-1), min(cy+1, b.h-1)
	cx, cy = min(cx, b.w-1), min(cy, b.h-1)
	dx, dy := max(0, fx-cx*paperCell), max(0, fy-cy*paperCell)
	dx, dy = min(dx, paperCell), min(dy, paperCell)
	upper := int(b.level[cy*b.w+cx])*(paperCell-dx) + int(b.level[cy*b.w+nx])*dx
	lower := int(b.level[ny*b.w+cx])*(paperCell-dx) + int(b.level[ny*b.w+nx])*dx
	return max(1, (upper*(paperCell-dy)+lower*dy)/(paperCell*paperCell))
}

// Flattened is a grey picture as if its paper were evenly white.
func (p *Picture) Flattened() *Picture {
	b := paperOf(p)
	out := NewPicture(p.W, p.H, 1)
	for y := range p.H {
		for x := range p.W {
			i := y*p.W + x
			out.Pix[i] = uint8(min(255, int(p.Pix[i])*255/b.at(x, y)))
		}
	}
	return out
}
