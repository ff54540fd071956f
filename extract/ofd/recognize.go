package ofd

import (
	"context"
	"errors"
	"image"
	"slices"
	"strings"

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

const ownEngine = "ofd" // in Document.Reader

const (
	fullCover   = 0.8 // share of a page from which on images are the page
	scarceChars = 80  // fewer on such a page are a stamp or a heading, not its text
	manyCurves  = 400 // curved segments, as characters drawn as shapes have
)

// isPicture reports whether a page has no usable text of its own.
func isPicture(p *page.Page) bool {
	n := chars(p)
	if n == 0 {
		return p.Images > 0 || p.Curves > manyCurves
	}
	return n < scarceChars && p.Cover >= fullCover
}

// chars is how many characters a page shows that are no blanks.
func chars(p *page.Page) (n int) {
	for i := range p.Glyphs {
		if strings.TrimSpace(p.Glyphs[i].Text) != "" {
			n++
		}
	}
	return n
}

// recognize has the pages that are pictures read, and says in d which engine read what.
func (f *file) recognize(o Options, d *gangmu.Document) error {
	var numbers []int
	for _, p := range f.pages {
		if isPicture(p) {
			numbers = append(numbers, p.Number)
		}
	}
	d.NeedsOCR = numbers
	d.Reader = []gangmu.Reading{{Engine: ownEngine}}
	if len(numbers) == 0 || o.OCR == nil {
		return nil
	}
	engine := o.OCR()
	if engine == nil {
		return nil
	}
	read, warnings, err := engine.Recognize(f.ctx, numbers, f.draw)
	if err != nil {
		return err
	}
	if len(read) != len(numbers) {
		return errors.New("recogniser loses pages")
	}
	d.NeedsOCR = nil
	var done []int
	for i, p := range read {
		if p == nil {
			d.NeedsOCR = append(d.NeedsOCR, numbers[i])
			continue
		}
		f.join(numbers[i], p)
		done = append(done, numbers[i])
	}
	d.Warnings = append(f.warnings, warnings...)
	d.Reader = readings(len(f.pages), engine.Engine(), done)
	return nil
}

// join puts what was recognised into the images of page n beside what the page shows over
// them. Text that is not seen is an older recognition of the same.
func (f *file) join(n int, p *page.Page) {
	own := f.pages[n-1]
	p.Number, p.Images, p.Cover, p.Curves = n, own.Images, own.Cover, own.Curves
	for _, g := range own.Glyphs {
		if !g.Invisible {
			p.Glyphs = append(p.Glyphs, g)
		}
	}
	if len(p.Rules) == 0 {
		p.Rules = own.Rules
	}
	f.pages[n-1] = p
}

// readings says which engine read which of so many pages.
func readings(pages int, engine string, recognized []int) []gangmu.Reading {
	switch len(recognized) {
	case 0:
		return []gangmu.Reading{{Engine: ownEngine}}
	case pages:
		return []gangmu.Reading{{Engine: engine, OCR: true}}
	}
	var own []int
	for n := 1; n <= pages; n++ {
		if !slices.Contains(recognized, n) {
			own = append(own, n)
		}
	}
	return []gangmu.Reading{{Engine: ownEngine, Pages: own}, {Engine: engine, Pages: recognized, OCR: true}}
}
