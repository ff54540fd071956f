package scan

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"io"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/layout"
	"github.com/gangmu/gangmu/extract/pdf/page"
	"github.com/gangmu/gangmu/extract/picture"
)

// Read reads the size bytes of r as pictures of pages. The document has no ID and no name.
// Errors wrap a [gangmu.ErrorCode]: ErrNeedsOCR where nothing may or can recognise it,
// ErrNoText where nothing was, ErrCorrupt, ErrTooLarge, ErrUnsupported.
func (o Options) Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	f, err := picture.Open(r, size)
	if err != nil {
		return nil, err
	}
	d := &gangmu.Document{Format: f.Format, Bytes: size, Pages: f.Pages()}
	return d, o.readInto(ctx, d, f.Page)
}

// Pictures reads a document that is n pictures, of which file gives picture i, from 1: it
// fills in what they say. The error is as that of Read.
func (o Options) Pictures(ctx context.Context, d *gangmu.Document, n int, file func(i int) ([]byte, error)) error {
	d.Pages = n
	return o.readInto(ctx, d, func(i int) (image.Image, float64, error) {
		b, err := file(i)
		if err != nil {
			return nil, 0, err
		}
		f, err := picture.Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return nil, 0, err
		}
		return f.Page(1)
	})
}

// readInto reads d.Pages pictures.
func (o Options) readInto(ctx context.Context, d *gangmu.Document, unpack func(n int) (image.Image, float64, error)) error {
	reader := o.Open()
	if reader == nil {
		return fmt.Errorf("%w: %d pictures", gangmu.ErrNeedsOCR, d.Pages)
	}
	numbers := make([]int, d.Pages)
	for i := range numbers {
		numbers[i] = i + 1
	}
	var first error // why a picture could not be unpacked
	pages, warnings, err := reader.Recognize(ctx, numbers, func(_ context.Context, n int) (image.Image, float64, error) {
		m, dpi, err := unpack(n)
		if first == nil {
			first = err
		}
		return m, dpi, err
	})
	if err != nil {
		return err
	}
	d.Warnings = append(d.Warnings, warnings...)
	d.Reader = append(d.Reader, gangmu.Reading{Engine: reader.Engine()})
	d.NeedsOCR = nil
	var read []*page.Page
	for i, p := range pages {
		if p == nil {
			d.NeedsOCR = append(d.NeedsOCR, numbers[i])
		} else {
			read = append(read, p)
		}
	}
	d.Blocks = layout.Blocks(read)
	switch {
	case len(d.Blocks) > 0:
		return nil
	case first != nil:
		return first
	case len(read) == 0:
		return fmt.Errorf("%w: no picture could be read", gangmu.ErrNeedsOCR)
	}
	return gangmu.ErrNoText
}
