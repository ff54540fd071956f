// Package pdf reads the text of PDF files (ISO 32000): our own interpreter of content
// streams over the object layer of github.com/ledongthuc/pdf, then lines, running
// heads and paragraphs.
//
// It knows nothing of plans. Files are taken to be hostile: the object layer panics on
// damaged ones, which costs the page and is said in a warning.
package pdf

import (
	"context"
	"fmt"
	"io"
	"strings"

	lp "github.com/ledongthuc/pdf"

	"github.com/gangmu/gangmu"
)

const (
	maxPages  = 5000
	maxGlyphs = 8 << 20 // of a file
)

// Options say how files are read. The zero value reads what needs no help.
type Options struct {
	Passwords []string // tried on files that are locked
	Cache     string   // folder for the compiled second reader; empty is one in the user's cache folder
}

// Read reads with no options.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	return Options{}.Read(ctx, r, size)
}

// Read reads the size bytes of r as a PDF file with a text layer. The document has no
// ID and no name. Errors wrap a [gangmu.ErrorCode]: ErrNeedsPassword, ErrEncrypted,
// ErrCorrupt, ErrTooLarge, ErrNeedsOCR when the pages are images, ErrNoText.
func (o Options) Read(ctx context.Context, r io.ReaderAt, size int64) (d *gangmu.Document, err error) {
	defer func() { // the object layer panics on damaged files
		if x := recover(); x != nil {
			d, err = nil, fmt.Errorf("%w: %v", gangmu.ErrCorrupt, x)
		}
	}()
	f, err := open(r, size)
	if err != nil {
		return nil, err
	}
	pages, err := f.pages()
	if err != nil {
		return nil, err
	}
	d = &gangmu.Document{Format: gangmu.PDF, Bytes: size, Pages: len(pages), Reader: []gangmu.Reading{{Engine: "pdf"}}}
	fonts := fontCache{}
	glyphs, damaged, images := 0, 0, false
	var lines []line
	for i, p := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		res := readPage(ctx, p, fonts)
		if glyphs += len(res.glyphs); glyphs > maxGlyphs {
			return nil, fmt.Errorf("%w: more than %d characters", gangmu.ErrTooLarge, maxGlyphs)
		}
		if res.damaged {
			damaged++
			d.Warnings = append(d.Warnings, gangmu.Warning{Code: "page_damaged", Message: "the text of the page may be incomplete", Page: i + 1})
		}
		images = images || res.image
		on := linesOf(res, i+1)
		if !readable(on) && (res.image || len(on) > 0) {
			d.NeedsOCR = append(d.NeedsOCR, i+1)
		}
		lines = append(lines, on...)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if strings.TrimSpace(text(lines)) == "" {
		switch {
		case f.encrypted:
			return nil, gangmu.ErrEncrypted
		case images:
			return nil, fmt.Errorf("%w: %d pages", gangmu.ErrNeedsOCR, len(pages))
		case damaged > 0:
			return nil, fmt.Errorf("%w: no page can be read", gangmu.ErrCorrupt)
		}
		return nil, gangmu.ErrNoText
	}
	markMargins(lines, len(pages))
	d.Blocks = blocks(lines)
	return d, nil
}

// A page is a page object and what it inherits (7.7.3.4).
type page struct {
	object    lp.Value
	resources lp.Value
	box       lp.Value // CropBox, else MediaBox
	rotate    int
}

// pages walks the page tree. Every step down is counted, so that a tree that refers to
// itself ends.
func (f *file) pages() (pages []page, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%w: page tree: %v", gangmu.ErrCorrupt, x)
		}
	}()
	steps := 0
	var walk func(v lp.Value, from page, depth int)
	walk = func(v lp.Value, from page, depth int) {
		if steps++; depth > 64 || steps > 4*maxPages || v.Kind() != lp.Dict {
			return
		}
		p := from
		p.object = v
		if x := v.Key("Resources"); !x.IsNull() {
			p.resources = x
		}
		for _, name := range []string{"MediaBox", "CropBox"} {
			if x := v.Key(name); x.Len() == 4 {
				p.box = x
			}
		}
		if x := v.Key("Rotate"); x.Kind() == lp.Integer {
			p.rotate = (int(x.Int64()%360) + 360) % 360
		}
		kids := v.Key("Kids")
		if kids.Kind() != lp.Array {
			pages = append(pages, p)
			return
		}
		for i := range kids.Len() {
			walk(kids.Index(i), p, depth+1)
		}
	}
	walk(f.reader.Trailer().Key("Root").Key("Pages"), page{}, 0)
	switch {
	case len(pages) == 0 || steps > 4*maxPages:
		return nil, fmt.Errorf("%w: no page tree", gangmu.ErrCorrupt)
	case len(pages) > maxPages:
		return nil, fmt.Errorf("%w: %d pages", gangmu.ErrTooLarge, len(pages))
	}
	return pages, nil
}

// readable reports whether a page's lines are text and not the debris of a font that
// cannot be decoded.
func readable(lines []line) bool {
	bad, total := 0, 0
	for _, r := range text(lines) {
		total++
		if r == '\uFFFD' {
			bad++
		}
	}
	return total > 0 && bad*3 < total
}

func text(lines []line) string {
	var b strings.Builder
	for i := range lines {
		b.WriteString(lines[i].text)
	}
	return b.String()
}
