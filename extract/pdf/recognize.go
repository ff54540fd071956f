package pdf

import (
	"context"
	"errors"
	"image"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A Recognizer reads pages that are pictures.
type Recognizer interface {
	// Engine names the engine.
	Engine() string

	// Recognize reads the pages of these numbers. draw draws one, in points times dpi/72
	// pixels; it is called by one goroutine at a time. The answer has an element for each
	// number: nil for a page that could not be read, which says why in the warnings.
	// Errors are those of ctx.
	Recognize(ctx context.Context, numbers []int, draw func(ctx context.Context, n int) (m image.Image, dpi float64, err error)) ([]*page.Page, []gangmu.Warning, error)
}

// How finely pages are drawn, in dots an inch: as their images are, so that pixels stay
// whole; but not finer than 200, at which a line of body text is as high as recognisers
// see it, and not so coarse that print drawn beside the images is lost.
const (
	finest   = 200.0
	coarsest = 150.0
)

func drawnAt(p *page.Page) float64 {
	if p.DPI == 0 {
		return finest
	}
	return max(coarsest, min(finest, p.DPI))
}

// Scans gives the numbers of the pages that have no usable text.
func (f *File) Scans(ctx context.Context) ([]Scan, error) {
	readings, err := f.readings(ctx)
	if err != nil {
		return nil, err
	}
	var out []Scan
	for i := range readings {
		if r := &readings[i]; r.needsOCR() {
			out = append(out, Scan{r.page.Number, drawnAt(r.page)})
		}
	}
	return out, nil
}

// A Scan is a page without usable text, and at how many dots an inch it is drawn to be read.
type Scan struct {
	Number int
	DPI    float64
}

// recognize has the pages without usable text read in their pictures, and replaces their
// readings.
func (f *File) recognize(ctx context.Context, readings []reading, d *gangmu.Document) error {
	if f.options.OCR == nil {
		return nil
	}
	var numbers []int
	for i := range readings {
		r := &readings[i]
		if r.needsOCR() || f.options.Force && r.verdict != BlankPage {
			numbers = append(numbers, r.page.Number)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	engine := f.options.OCR()
	if engine == nil {
		return nil
	}
	pages, warnings, err := engine.Recognize(ctx, numbers, func(ctx context.Context, n int) (image.Image, float64, error) {
		return f.Picture(ctx, n, drawnAt(readings[n-1].page))
	})
	if err != nil {
		return err
	}
	if len(pages) != len(numbers) {
		return errors.New("recogniser loses pages")
	}
	d.Warnings = append(d.Warnings, warnings...)
	for i, p := range pages {
		r := &readings[numbers[i]-1]
		if p != nil && (len(p.Glyphs) > 0 || r.quality.chars == 0) { // nothing in place of something would lose it
			r.replace(p, engine.Engine())
		}
	}
	return nil
}

// replace puts what was recognised in place of a reading. Ruling lines that are
// drawn stay where none were recognised.
func (r *reading) replace(p *page.Page, engine string) {
	if len(p.Rules) == 0 && p.Skew == 0 {
		p.Rules = r.page.Rules
	}
	p.Number, p.Images, p.Cover, p.Curves = r.page.Number, r.page.Images, r.page.Cover, r.page.Curves
	r.page, r.engine, r.quality, r.recognized = p, engine, judgePage(p), true
}
