// Package ofd reads OFD files (GB/T 33190-2016), the fixed-layout format of Chinese
// authorities: text with its place on the page, laid out as lines, paragraphs and tables
// the way those of PDF files are.
//
// It knows nothing of plans. Seals, signatures and pictures are not read; pages that have
// nothing else are listed in NeedsOCR. Files are taken to be hostile: see the limits here
// and in packages zipped and xmlscan.
package ofd

import (
	"context"
	"fmt"
	"io"

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

// Read reads the size bytes of r as an OFD file. The document has no ID and no name. Errors
// wrap a [gangmu.ErrorCode]: ErrCorrupt, ErrTooLarge, ErrEncrypted, or ErrNoText when there
// is nothing. A file of pictures alone has no blocks, and all its pages in NeedsOCR.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	z, err := zipped.Open(r, size)
	if err != nil {
		return nil, err
	}
	f := &file{ctx: ctx, zip: z}
	if err := f.read(); err != nil {
		return nil, err
	}
	d := &gangmu.Document{
		Format: gangmu.OFD, Bytes: size, Pages: len(f.pages), Aside: f.aside, Warnings: f.warnings,
		Reader: []gangmu.Reading{{Engine: "ofd"}},
	}
	empty := true
	for _, p := range f.pages {
		switch {
		case len(p.Glyphs) > 0:
			empty = false
		case p.Images > 0 || p.Curves > manyCurves:
			d.NeedsOCR = append(d.NeedsOCR, p.Number)
		}
	}
	if empty && len(d.NeedsOCR) == 0 {
		return nil, fmt.Errorf("%w: %d pages", gangmu.ErrNoText, len(f.pages))
	}
	d.Blocks = layout.Blocks(f.pages)
	return d, ctx.Err()
}

// manyCurves are as many curved segments as characters drawn as shapes have.
const manyCurves = 400

// A file is what is read so far.
type file struct {
	ctx      context.Context
	zip      *zipped.Package
	pages    []*page.Page
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
