package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/content"
	"github.com/gangmu/gangmu/extract/pdf/object"
	"github.com/gangmu/gangmu/extract/pdf/page"
	"github.com/gangmu/gangmu/extract/pdf/pdfium"
)

// A File is an open PDF file. It must be closed, and may not be used from several
// goroutines at once.
type File struct {
	options Options
	data    []byte

	own   *object.File     // nil if our own reader cannot open it
	pages []content.Source // as our own reader sees them
	fonts content.Fonts

	second    *pdfium.Document // opened when it is first asked for
	secondErr error

	warnings []gangmu.Warning
}

// Open opens the size bytes of r, which are read at once. The error is as that of Read.
func (o Options) Open(ctx context.Context, r io.ReaderAt, size int64) (*File, error) {
	data := make([]byte, size)
	if n, err := r.ReadAt(data, 0); n < len(data) && err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	f := &File{options: o, data: data, fonts: content.Fonts{}}
	own, err := object.Open(data, o.Passwords...)
	if err == nil {
		f.own = own
		f.pages, err = PageTree(own)
	}
	switch {
	case err == nil:
	case errors.Is(err, gangmu.ErrTooLarge):
		return nil, err
	case errors.Is(err, gangmu.ErrNeedsPassword) && len(o.Passwords) == 0:
		return nil, err
	case !bytes.Contains(data, []byte("%PDF-")) || ctx.Err() != nil:
		return nil, errors.Join(err, ctx.Err())
	default:
		if f.openSecond() == nil {
			return nil, err
		}
	}
	if f.own != nil && f.own.Rebuilt() {
		f.warnings = append(f.warnings, gangmu.Warning{Code: "file_repaired", Message: "the file is damaged; its index was made anew"})
	}
	if n := f.NumPages(); n > maxPages {
		f.Close()
		return nil, fmt.Errorf("%w: %d pages", gangmu.ErrTooLarge, n)
	}
	return f, nil
}

// Close closes the file.
func (f *File) Close() error {
	if f.second == nil {
		return nil
	}
	d := f.second
	f.second, f.secondErr = nil, io.ErrClosedPipe
	return d.Close()
}

// openSecond opens the file in PDFium; nil if that is not possible.
func (f *File) openSecond() *pdfium.Document {
	if f.options.alone {
		f.secondErr = gangmu.ErrUnsupported
	}
	if f.second == nil && f.secondErr == nil {
		f.second, f.secondErr = pdfium.Open(f.data, f.options.Passwords, f.options.Cache)
	}
	return f.second
}

// NumPages is the number of pages.
func (f *File) NumPages() int {
	if len(f.pages) == 0 && f.second != nil {
		return f.second.Pages()
	}
	return len(f.pages)
}

// Render draws page n, from 1, in grey on white, at dpi or as many as a picture of
// [pdfium.MaxPixels] allows. It returns the resolution that it has: box coordinates, which
// are points, times at/72 are pixels.
func (f *File) Render(ctx context.Context, n int, dpi float64) (img *image.Gray, at float64, err error) {
	d := f.openSecond()
	if d == nil {
		return nil, 0, fmt.Errorf("render page %d: %w", n, f.secondErr)
	}
	return d.Render(ctx, n, dpi)
}

// Picture is Render in colour.
func (f *File) Picture(ctx context.Context, n int, dpi float64) (img *image.RGBA, at float64, err error) {
	d := f.openSecond()
	if d == nil {
		return nil, 0, fmt.Errorf("render page %d: %w", n, f.secondErr)
	}
	return d.RenderColor(ctx, n, dpi)
}

// Verdict says what kind page n, from 1, is.
func (f *File) Verdict(ctx context.Context, n int) (Verdict, error) {
	r, err := f.read(ctx, n)
	return r.verdict, err
}

// ownPage reads a page by our own reader; nil if that is not possible.
func (f *File) ownPage(ctx context.Context, n int) (*page.Page, error) {
	if n < 1 || n > len(f.pages) {
		return nil, nil
	}
	return content.Read(ctx, f.pages[n-1], f.fonts)
}
