package ocr

import (
	"image"
	"image/color"
)

// A Picture is a page as pixels of 8 bits, grey (one channel) or red, green and blue.
// Rows follow each other without gaps, channels are side by side.
type Picture struct {
	W, H     int
	Channels int // 1 or 3
	Pix      []uint8
}

// NewPicture makes a black picture.
func NewPicture(w, h, channels int) *Picture {
	return &Picture{w, h, channels, make([]uint8, w*h*channels)}
}

// colorful is how far red and blue differ in a pixel that has a colour. Noise of scanners
// and of JPEG stays below.
const colorful = 40

// coloredShare is the share of coloured pixels from which on a picture is one in colour.
const coloredShare = 0.0005

// FromImage copies an image. One in which next to nothing has a colour becomes grey. What
// is transparent is white.
func FromImage(m image.Image) *Picture {
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	if g, ok := m.(*image.Gray); ok {
		p := NewPicture(w, h, 1)
		for y := range h {
			copy(p.Pix[y*w:(y+1)*w], g.Pix[g.PixOffset(b.Min.X, b.Min.Y+y):])
		}
		return p
	}
	p := NewPicture(w, h, 3)
	colored, i := 0, 0
	at := reader(m)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl := at(x, y)
			if d := int(r) - int(bl); d > colorful || d < -colorful {
				colored++
			}
			p.Pix[i], p.Pix[i+1], p.Pix[i+2] = r, g, bl
			i += 3
		}
	}
	if float64(colored) < coloredShare*float64(w*h) {
		return p.Gray()
	}
	return p
}

// reader gives the pixels of an image, without interfaces for the kinds that scans have.
func reader(m image.Image) func(x, y int) (r, g, b uint8) {
	switch t := m.(type) {
	case *image.YCbCr:
		return func(x, y int) (uint8, uint8, uint8) {
			i, c := t.YOffset(x, y), t.COffset(x, y)
			return color.YCbCrToRGB(t.Y[i], t.Cb[c], t.Cr[c])
		}
	case *image.RGBA:
		return func(x, y int) (uint8, uint8, uint8) {
			i := t.PixOffset(x, y)
			q := t.Pix[i : i+4 : i+4]
			white := 255 - q[3] // premultiplied: what is missing of alpha is the paper
			return q[0] + white, q[1] + white, q[2] + white
		}
	}
	return func(x, y int) (uint8, uint8, uint8) {
		r, g, b, a := m.At(x, y).RGBA()
		white := 0xffff - a
		return uint8((r + white) >> 8), uint8((g + white) >> 8), uint8((b + white) >> 8)
	}
}

// Gray is the luminance of the picture (ITU-R BT.601).
func (p *Picture) Gray() *Picture {
	if p.Channels == 1 {
		return p
	}
	g := NewPicture(p.W, p.H, 1)
	for i := range g.Pix {
		q := p.Pix[i*3 : i*3+3 : i*3+3]
		g.Pix[i] = uint8((299*int(q[0]) + 587*int(q[1]) + 114*int(q[2]) + 500) / 1000)
	}
	return g
}

// Turned is the picture turned clockwise by a multiple of 90 degrees.
func (p *Picture) Turned(degrees int) *Picture {
	quarter := (degrees/90%4 + 4) % 4
	if quarter == 0 {
		return p
	}
	w, h := p.W, p.H
	if quarter != 2 {
		w, h = h, w
	}
	out := NewPicture(w, h, p.Channels)
	n := p.Channels
	for y := range h {
		// Where row y begins in the source, and where its next pixel is.
		var start, step int
		switch quarter {
		case 1:
			start, step = (p.H-1)*p.W+y, -p.W
		case 2:
			start, step = (p.H-1-y)*p.W+p.W-1, -1
		case 3:
			start, step = p.W-1-y, p.W
		}
		to := out.Pix[y*w*n : (y+1)*w*n]
		for x := range w {
			from := (start + x*step) * n
			copy(to[x*n:x*n+n], p.Pix[from:from+n])
		}
	}
	return out
}
