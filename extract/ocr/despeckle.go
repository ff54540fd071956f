package ocr

const (
	grayShare = 0.02 // share of pixels that are neither black nor white, up to which a picture is bilevel
	speck     = 4    // pixels of a piece of ink that is dirt: the smallest mark of 9 points at 150 dots has 9
)

// bilevel reports whether a grey picture is black and white alone.
func (p *Picture) bilevel() bool {
	n := 0
	for _, v := range p.Pix {
		if v > 40 && v < 215 {
			n++
		}
	}
	return float64(n) <= grayShare*float64(len(p.Pix))
}

// Despeckled is a grey picture without the dirt that scanning in black and white leaves;
// another picture than a bilevel one is itself.
func (p *Picture) Despeckled() *Picture {
	if p.Channels != 1 || !p.bilevel() {
		return p
	}
	out := NewPicture(p.W, p.H, 1)
	copy(out.Pix, p.Pix)
	dark := func(i int) bool { return p.Pix[i] < 128 }
	seen := make([]bool, len(p.Pix))
	var piece []int
	for start := range p.Pix {
		if seen[start] || !dark(start) {
			continue
		}
		piece = append(piece[:0], start)
		seen[start] = true
		for k := 0; k < len(piece); k++ {
			x, y := piece[k]%p.W, piece[k]/p.W
			for ny := max(0, y-1); ny <= min(p.H-1, y+1); ny++ {
				for nx := max(0, x-1); nx <= min(p.W-1, x+1); nx++ {
					if i := ny*p.W + nx; !seen[i] && dark(i) {
						seen[i] = true
						piece = append(piece, i)
					}
				}
			}
		}
		if len(piece) > speck {
			continue
		}
		for _, i := range piece {
			out.Pix[i] = 255
		}
	}
	return out
}
