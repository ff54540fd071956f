package pdfium

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"

	pdfiumlib "github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A Document is a file open in PDFium. It must be closed. Its methods may be called from
// several goroutines, which wait for each other.
type Document struct {
	lib   pdfiumlib.Pdfium
	ref   references.FPDF_DOCUMENT
	pages int
}

// Open opens a file with the first of the passwords that fits, the empty one among them.
// The error wraps [gangmu.ErrCorrupt], [gangmu.ErrNeedsPassword] or
// [gangmu.ErrUnsupported], the last if the engine does not start.
func Open(data []byte, passwords []string, cache string) (d *Document, err error) {
	engine.Lock()
	defer engine.Unlock()
	defer trapped(&err)
	lib, err := start(cache)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrUnsupported, err)
	}
	for _, password := range append([]string{""}, passwords...) {
		res, e := lib.OpenDocument(&requests.OpenDocument{File: &data, Password: &password})
		switch {
		case errors.Is(e, pdfiumerrors.ErrPassword):
			err = gangmu.ErrNeedsPassword
			continue
		case e != nil:
			return nil, fmt.Errorf("%w: PDFium: %w", gangmu.ErrCorrupt, e)
		}
		d = &Document{lib: lib, ref: res.Document}
		n, e := lib.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
		if e != nil {
			return nil, fmt.Errorf("%w: PDFium: %w", gangmu.ErrCorrupt, e)
		}
		d.pages = n.PageCount
		return d, nil
	}
	return nil, err
}

// trapped turns a panic of the engine, which a trap in the sandbox becomes, into an error,
// and ends the instance.
func trapped(err *error) {
	if x := recover(); x != nil {
		stop()
		*err = fmt.Errorf("%w: PDFium: %v", gangmu.ErrCorrupt, x)
	}
}

// Close closes the file.
func (d *Document) Close() (err error) {
	engine.Lock()
	defer engine.Unlock()
	defer trapped(&err)
	if engine.instance != d.lib {
		return nil // it went with its instance
	}
	_, err = d.lib.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: d.ref})
	return err
}

// Pages is the number of pages.
func (d *Document) Pages() int { return d.pages }

var errGone = errors.New("PDFium was restarted")

// use runs f with page n, from 1, loaded.
func (d *Document) use(n int, f func(p requests.Page) error) (err error) {
	engine.Lock()
	defer engine.Unlock()
	defer trapped(&err)
	if engine.instance != d.lib {
		return errGone
	}
	res, err := d.lib.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.ref, Index: n - 1})
	if err != nil {
		return fmt.Errorf("PDFium, page %d: %w", n, err)
	}
	defer func() { _, _ = d.lib.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: res.Page}) }()
	if err := f(requests.Page{ByReference: &res.Page}); err != nil {
		return fmt.Errorf("PDFium, page %d: %w", n, err)
	}
	return nil
}

// Page reads page n, from 1.
func (d *Document) Page(ctx context.Context, n int) (p *page.Page, err error) {
	err = d.use(n, func(ref requests.Page) error {
		r := textReader{ctx: ctx, lib: d.lib, page: ref, out: &page.Page{Number: n}}
		p = r.out
		return r.read()
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// MaxPixels is the size of the largest rendering. Sizes of pages lie.
const MaxPixels = 12_000_000

// Render draws page n, from 1, in grey on white, at dpi or as many as MaxPixels allow. It
// returns the resolution that it has.
func (d *Document) Render(ctx context.Context, n int, dpi float64) (img *image.Gray, at float64, err error) {
	at, err = d.draw(ctx, n, dpi, requests.RenderImageFormatGrayscale, func(m image.Image) error {
		gray, ok := m.(*image.Gray)
		if !ok {
			return fmt.Errorf("rendered as %T", m)
		}
		img = image.NewGray(image.Rect(0, 0, gray.Rect.Dx(), gray.Rect.Dy()))
		for y := range gray.Rect.Dy() {
			copy(img.Pix[y*img.Stride:(y+1)*img.Stride], gray.Pix[y*gray.Stride:])
		}
		return nil
	})
	return img, at, err
}

// RenderColor is Render in colour.
func (d *Document) RenderColor(ctx context.Context, n int, dpi float64) (img *image.RGBA, at float64, err error) {
	at, err = d.draw(ctx, n, dpi, requests.RenderImageFormatRGBA, func(m image.Image) error {
		color, ok := m.(*image.RGBA)
		if !ok {
			return fmt.Errorf("rendered as %T", m)
		}
		img = image.NewRGBA(image.Rect(0, 0, color.Rect.Dx(), color.Rect.Dy()))
		for y := range color.Rect.Dy() {
			copy(img.Pix[y*img.Stride:(y+1)*img.Stride], color.Pix[y*color.Stride:])
		}
		return nil
	})
	return img, at, err
}

// draw draws page n and gives the picture to keep, which must copy it: the bitmap belongs
// to the sandbox.
func (d *Document) draw(ctx context.Context, n int, dpi float64, format requests.RenderImageFormat, keep func(image.Image) error) (at float64, err error) {
	err = d.use(n, func(ref requests.Page) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		size, err := d.lib.GetPageSize(&requests.GetPageSize{Page: ref})
		if err != nil {
			return err
		}
		w, h := max(size.Width, 1), max(size.Height, 1)
		at = min(dpi, 72*math.Sqrt(MaxPixels/(w*h)))
		res, err := d.lib.RenderPageInPixels(&requests.RenderPageInPixels{
			Page: ref, Width: max(1, int(w*at/72)), Height: max(1, int(h*at/72)),
			ImageFormat: format, RenderFlags: annotations,
		})
		if err != nil {
			return err
		}
		defer res.Cleanup()
		return keep(res.Result.RenderedImage)
	})
	return at, err
}

// annotations is FPDF_ANNOT: stamps and what was filled into forms are drawn too.
const annotations = 1
