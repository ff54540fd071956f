package ofd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"github.com/gangmu/gangmu"
	pictures "github.com/gangmu/gangmu/extract/picture"
)

// A picture is an image object (10) on a page. The image fills the unit square of its own
// coordinates; one without a matrix fills its boundary, as viewers show it.
type picture struct {
	place
	resource string
	part     string // "" if there is no such resource
	area     area   // of the page
}

func pictured(s *scanner) picture {
	p := picture{place: placed(s), resource: s.Attr("ResourceID")}
	if s.Attr("CTM") == "" {
		p.ctm = [6]float64{p.boundary[2], 0, 0, p.boundary[3], 0, 0}
	}
	return p
}

// How finely pages are drawn, in dots an inch: as their images are, within these limits,
// as pages of PDF files are.
const (
	finest    = 200.0
	coarsest  = 150.0
	maxPixels = 12_000_000 // of a page; sizes of pages lie
	maxShrink = 50.0       // times that an image is drawn smaller than it is
)

// draw draws the images of page n, from 1, on white, in their places.
func (f *file) draw(ctx context.Context, n int) (image.Image, float64, error) {
	p := f.pages[n-1]
	dpi := f.resolution(n)
	scale := dpi / 72
	if p.Width*p.Height*scale*scale > maxPixels {
		scale = math.Sqrt(maxPixels / (p.Width * p.Height))
	}
	w, h := max(1, int(p.Width*scale)), max(1, int(p.Height*scale))
	if w > maxPixels || h > maxPixels || w*h > 2*maxPixels {
		return nil, 0, fmt.Errorf("%w: page of %g x %g points", gangmu.ErrTooLarge, p.Width, p.Height)
	}
	canvas := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range canvas.Pix {
		canvas.Pix[i] = 0xff
	}
	drawn := 0
	var failed error
	for _, x := range f.images[n-1] {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		if err := f.paint(canvas, x, scale); err != nil {
			failed = err
			continue
		}
		drawn++
	}
	if drawn == 0 {
		return nil, 0, errors.Join(failed, fmt.Errorf("%w: no image of the page can be drawn", gangmu.ErrUnsupported))
	}
	if failed != nil {
		f.warn("image_not_drawn", failed.Error(), n)
	}
	return canvas, scale * 72, nil
}

// resolution is that of the finest image that covers a good part of page n.
func (f *file) resolution(n int) float64 {
	best := 0.0
	for _, x := range f.images[n-1] {
		long := math.Hypot(x.ctm[0], x.ctm[1]) / 25.4 // inches
		if w, _, err := f.size(x); err == nil && long > 1 {
			best = max(best, float64(w)/long)
		}
	}
	if best == 0 {
		return finest
	}
	return max(coarsest, min(finest, best))
}

func (f *file) open(x picture) (*pictures.File, error) {
	if x.part == "" {
		return nil, fmt.Errorf("%w: image %q is not there", gangmu.ErrCorrupt, x.resource)
	}
	b, err := f.zip.Bytes(x.part)
	if err != nil {
		return nil, err
	}
	return pictures.Open(bytes.NewReader(b), int64(len(b)))
}

// size is that of an image in pixels, by its file's head.
func (f *file) size(x picture) (w, h int, err error) {
	p, err := f.open(x)
	if err != nil {
		return 0, 0, err
	}
	return p.Size(1)
}

// paint draws one image. What lies outside of its boundary is not seen (8.5).
func (f *file) paint(canvas *image.RGBA, x picture, scale float64) error {
	file, err := f.open(x)
	if err != nil {
		return err
	}
	m, _, err := file.Page(1)
	if err != nil {
		return fmt.Errorf("image %s: %w", x.part, err)
	}
	b := m.Bounds()
	// From pixels of the image to those of the page.
	at := func(u, v float64) (float64, float64) {
		px, py := x.at(u, v, x.area)
		return px * scale, py * scale
	}
	x0, y0 := at(0, 0)
	x1, y1 := at(1, 0)
	x2, y2 := at(0, 1)
	w, h := float64(b.Dx()), float64(b.Dy())
	t := f64.Aff3{(x1 - x0) / w, (x2 - x0) / h, x0, (y1 - y0) / w, (y2 - y0) / h, y0}
	area := math.Abs(t[0]*t[4] - t[1]*t[3])
	if !(area > 1/(maxShrink*maxShrink)) || !(area < maxPixels) {
		return fmt.Errorf("%w: image %s is drawn at %g of its size", gangmu.ErrUnsupported, x.part, area)
	}
	t[2] -= t[0]*float64(b.Min.X) + t[1]*float64(b.Min.Y)
	t[5] -= t[3]*float64(b.Min.X) + t[4]*float64(b.Min.Y)
	l, top, r, bottom := x.bounds(x.area)
	seen := image.Rect(pixel(l*scale, math.Floor), pixel(top*scale, math.Floor), pixel(r*scale, math.Ceil), pixel(bottom*scale, math.Ceil))
	clipped, ok := canvas.SubImage(seen).(*image.RGBA)
	if ok && !clipped.Rect.Empty() {
		draw.BiLinear.Transform(clipped, t, plain(m), b, draw.Over, nil)
	}
	return nil
}

// pixel is a coordinate as a whole number that a canvas may have.
func pixel(v float64, round func(float64) float64) int {
	return int(max(-1, min(round(v), maxPixels)))
}

// plain is an image in one of the forms that are drawn fast.
func plain(m image.Image) image.Image {
	switch m.(type) {
	case *image.Gray, *image.YCbCr, *image.RGBA, *image.NRGBA:
		return m
	}
	out := image.NewRGBA(m.Bounds())
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
	return out
}
