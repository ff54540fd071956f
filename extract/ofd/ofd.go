// Package ofd reads OFD files (GB/T 33190-2016), the fixed-layout format of Chinese
// authorities: text with its place on the page, laid out as lines, paragraphs and tables
// the way those of PDF files are.
//
// It knows nothing of plans. Seals and signatures are not read. Pages that are pictures are
// read by a [Recognizer], or listed in NeedsOCR where there is none. Files are taken to be
// hostile: see the limits here and in packages zipped, xmlscan and picture.
package ofd

import (
	"context"
	"fmt"
	"image"
	"io"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/layout"
	"github.com/gangmu/gangmu/extract/pdf/page"
	"github.com/gangmu/gangmu/extract/xmlscan"
	"github.com/gangmu/gangmu/extract/zipped"
)

type scanner = xmlscan.Scanner

// The limits of a file.
const (
	maxPages    = 5000
	maxGlyphs   = 4 << 20
	maxRules    = 100_000 // of a page
	maxWarnings = 100
)

// pointsOf is a millimetre, the unit of OFD (7.2), in points.
const pointsOf = 72 / 25.4

// Options say how files are read. The zero value reads what needs no help.
type Options struct {
	Extend func(time.Duration) // is told how much longer a file of many pages may take; may be nil

	OCR func() Recognizer // gives what reads pages that are pictures, nil if there is none; called when it is needed
}

// Read reads with no options.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	return Options{}.Read(ctx, r, size)
}

// Read reads the size bytes of r as an OFD file. The document has no ID and no name. Errors
// wrap a [gangmu.ErrorCode]: ErrCorrupt, ErrTooLarge, ErrEncrypted, or ErrNoText when there
// is nothing. A file of pictures that nothing reads has no blocks, and all its pages in
// NeedsOCR.
func (o Options) Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	z, err := zipped.Open(r, size)
	if err != nil {
		return nil, err
	}
	f := &file{ctx: ctx, zip: z, pace: page.Pace{Extend: o.Extend}}
	if err := f.read(); err != nil {
		return nil, err
	}
	d := &gangmu.Document{Format: gangmu.OFD, Bytes: size, Pages: len(f.pages), Aside: f.aside, Warnings: f.warnings}
	if err := f.recognize(o, d); err != nil {
		return nil, err
	}
	d.Blocks = layout.Blocks(f.pages)
	if len(d.Blocks) == 0 && len(d.NeedsOCR) == 0 {
		return nil, fmt.Errorf("%w: %d pages", gangmu.ErrNoText, len(f.pages))
	}
	return d, ctx.Err()
}

// Pictures are the pages of a file all of which are pictures. They may be used by one
// goroutine at a time, while the file is open.
type Pictures struct{ file *file }

// OpenPictures opens a file whose pages are all pictures. The error is as that of Read, or
// wraps [gangmu.ErrUnsupported] if a page is none.
func OpenPictures(ctx context.Context, r io.ReaderAt, size int64) (*Pictures, error) {
	z, err := zipped.Open(r, size)
	if err != nil {
		return nil, err
	}
	f := &file{ctx: ctx, zip: z}
	if err := f.read(); err != nil {
		return nil, err
	}
	for _, p := range f.pages {
		if !isPicture(p) || chars(p) > 0 {
			return nil, fmt.Errorf("%w: page %d is no picture, and cannot be drawn", gangmu.ErrUnsupported, p.Number)
		}
	}
	return &Pictures{f}, nil
}

// Len is the number of pages.
func (p *Pictures) Len() int { return len(p.file.pages) }

// Page draws page n, from 1, and says at how many dots an inch.
func (p *Pictures) Page(ctx context.Context, n int) (image.Image, float64, error) {
	return p.file.draw(ctx, n)
}

// A file is what is read so far.
type file struct {
	ctx      context.Context
	zip      *zipped.Package
	pace     page.Pace
	pages    []*page.Page
	images   [][]picture // of the pages, in the order in which they are painted
	glyphs   int
	aside    []gangmu.Block
	warnings []gangmu.Warning
}

// read reads the main entry (7.4): one document after the other.
func (f *file) read() error {
	const entry = "OFD.xml"
	if !f.zip.Has(entry) {
		if f.zip.Has("Encryptions.xml") { // GM/T 0099
			return fmt.Errorf("%w: OFD package", gangmu.ErrEncrypted)
		}
		return fmt.Errorf("%w: no %s", gangmu.ErrCorrupt, entry)
	}
	var roots []string
	err := f.zip.Scan(entry, func(s *scanner) error {
		return s.Root(func(name string) error {
			if name != "DocBody" {
				return s.Skip()
			}
			return s.Each(func(name string) error {
				if name != "DocRoot" {
					return s.Skip()
				}
				t, err := s.Content()
				roots = append(roots, resolve("", string(t)))
				return err
			})
		})
	})
	if err != nil {
		return err
	}
	for _, root := range roots {
		if err := f.document(root); err != nil {
			return err
		}
	}
	if len(f.pages) == 0 {
		return fmt.Errorf("%w: no pages", gangmu.ErrCorrupt)
	}
	return nil
}

func (f *file) warn(code, message string, n int) {
	if len(f.warnings) < maxWarnings {
		f.warnings = append(f.warnings, gangmu.Warning{Code: code, Message: message, Page: n})
	}
}
