package ocr

const (
	redder  = 50    // how much more red than green and blue red ink has
	redPart = 0.002 // share of red pixels from which on a page has red ink
)

// red reports whether a pixel is red ink.
func red(r, g, b uint8) bool { return int(r)-int(max(g, b)) > redder }

// RedShare is the share of pixels that are red ink within bounds, in pixels.
func (p *Picture) RedShare(x0, y0, x1, y1 int) float64 {
	if p.Channels == 1 {
		return 0
	}
	x0, y0, x1, y1 = max(0, x0), max(0, y0), min(p.W, x1), min(p.H, y1)
	n, all := 0, 0
	for y := y0; y < y1; y++ {
		for i := y*p.W + x0; i < y*p.W+x1; i++ {
			if red(p.Pix[3*i], p.Pix[3*i+1], p.Pix[3*i+2]) {
				n++
			}
			all++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

// HasRed reports whether there is red ink to look through: a seal, or a red head.
func (p *Picture) HasRed() bool {
	return p.Channels == 3 && p.RedShare(0, 0, p.W, p.H) >= redPart
}

// Red is the red channel: print stays dark, seals vanish, and so do red heads.
func (p *Picture) Red() *Picture {
	if p.Channels == 1 {
		return p
	}
	out := NewPicture(p.W, p.H, 1)
	for i := range out.Pix {
		out.Pix[i] = p.Pix[3*i]
	}
	return out
}

// Ink is the picture in grey, through red ink where there is any.
func (p *Picture) Ink() *Picture {
	if p.HasRed() {
		return p.Red()
	}
	return p.Gray()
}
