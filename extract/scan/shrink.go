package scan

import (
	"image"
	"math"

	"golang.org/x/image/draw"
)

// maxPixels is how many pixels of a page are read: A4 at 350 dots an inch. Finer pictures
// are made smaller first, which bounds memory and time and costs no character.
const maxPixels = 12_000_000

// shrunk is a picture of at most maxPixels, and its resolution then.
func shrunk(m image.Image, dpi float64) (image.Image, float64) {
	b := m.Bounds()
	n := float64(b.Dx()) * float64(b.Dy())
	if n <= maxPixels {
		return m, dpi
	}
	part := math.Sqrt(maxPixels / n)
	r := image.Rect(0, 0, max(1, int(float64(b.Dx())*part)), max(1, int(float64(b.Dy())*part)))
	var out draw.Image = image.NewRGBA(r)
	if _, ok := m.(*image.Gray); ok {
		out = image.NewGray(r)
	}
	draw.BiLinear.Scale(out, r, m, b, draw.Src, nil)
	return out, dpi * part
}
