// Package pdf reads PDF files (ISO 32000): what pages show, by our own reader or by PDFium
// where that reads better, laid out as lines, paragraphs and tables; what kind each page
// is, and pictures of pages.
//
// It knows nothing of plans. The parts, each usable alone:
//
//	object   objects, cross-reference data, filters, decryption
//	cmap     from character codes to CIDs and to text
//	font     what strings of a font read, and how wide they are
//	content  what a page's content streams show
//	pdfium   the second reader, and renderer
//	page     what a page shows, as both readers give it
//	layout   from what pages show to blocks
//
// Files are taken to be hostile: everything a file can make large is limited, and what
// cannot be read is said in a warning.
package pdf

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/layout"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// Options say how files are read. The zero value reads what needs no help.
type Options struct {
	Passwords []string // tried on files that are locked
	Cache     string   // folder for the compiled second reader; empty is one in the user's cache folder

	OCR   func() Recognizer // gives what reads pages without usable text, nil if there is none; called when it is needed
	Force bool              // OCR reads all pages that are not blank

	Extend func(time.Duration) // is told how much longer a file of many pages may take; may be nil

	alone bool // no second reader, for tests
}

const (
	maxPages  = 5000
	maxGlyphs = 4 << 20 // of a file
)

// Read reads with no options.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	return Options{}.Read(ctx, r, size)
}

// Read reads the size bytes of r as a PDF file. The document has no ID and no name. Errors
// wrap a [gangmu.ErrorCode]: ErrNeedsPassword, ErrEncrypted, ErrCorrupt, ErrTooLarge,
// ErrNoText. Pages that could not be read whole are named in warnings, pages without usable
// text in NeedsOCR; if that are all, there are no blocks.
func (o Options) Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	f, err := o.Open(ctx, r, size)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	readings, err := f.readings(ctx)
	if err != nil {
		return nil, err
	}
	d := &gangmu.Document{Format: gangmu.PDF, Bytes: size, Pages: len(readings), Warnings: f.warnings}
	if err := f.recognize(ctx, readings, d); err != nil {
		return nil, err
	}
	d.Reader = engines(readings)
	var pages []*page.Page
	damaged, empty, scanned := 0, true, false
	for _, r := range readings {
		pages = append(pages, r.page)
		d.Warnings = append(d.Warnings, r.warnings()...)
		if r.needsOCR() {
			d.NeedsOCR = append(d.NeedsOCR, r.page.Number)
		}
		if r.page.Damaged {
			damaged++
		}
		empty = empty && r.quality.chars == 0
		scanned = scanned || r.needsOCR()
	}
	if empty {
		switch {
		case scanned:
			return d, ctx.Err()
		case damaged > 0 || f.own != nil && f.own.Rebuilt():
			return nil, fmt.Errorf("%w: no page can be read", gangmu.ErrCorrupt)
		}
		return nil, gangmu.ErrNoText
	}
	d.Blocks = layout.Blocks(pages)
	return d, ctx.Err()
}

// engines says which engine read which pages; one that read all of them names none.
func engines(readings []reading) []gangmu.Reading {
	var out []gangmu.Reading
	names := []string{ownEngine, secondEngine}
	for _, r := range readings {
		if !slices.Contains(names, r.engine) {
			names = append(names, r.engine)
		}
	}
	for _, engine := range names {
		var pages []int
		ocr := false
		for _, r := range readings {
			if r.engine == engine {
				pages, ocr = append(pages, r.page.Number), ocr || r.recognized
			}
		}
		switch len(pages) {
		case 0:
		case len(readings):
			return []gangmu.Reading{{Engine: engine, OCR: ocr}}
		default:
			out = append(out, gangmu.Reading{Engine: engine, Pages: pages, OCR: ocr})
		}
	}
	return out
}
