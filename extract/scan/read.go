package scan

import (
	"bytes"
	"context"
	"image"
	"io"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/layout"
	"github.com/gangmu/gangmu/extract/pdf/page"
	"github.com/gangmu/gangmu/extract/picture"
)

// Read reads the size bytes of r as pictures of pages. The document has no ID and no name.
// Where nothing may or can recognise them, or nothing is recognised, it has no blocks, and all
// pages in NeedsOCR.
// Errors wrap a [gangmu.ErrorCode]: ErrCorrupt, ErrTooLarge, ErrUnsupported.
func (o Options) Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	f, err := picture.Open(r, size)
	if err != nil {
		return nil, err
	}
	d := &gangmu.Document{Format: f.Format, Bytes: size, Pages: f.Pages()}
	if _, _, err := f.Size(1); err != nil {
		return nil, err
	}
	var first error // why a picture could not be unpacked
	err = o.readInto(ctx, d, func(n int) (image.Image, float64, error) {
		m, dpi, err := f.Page(n)
		if first == nil {
			first = err
		}
		return m, dpi, err
	})
	if err == nil && first != nil && len(d.NeedsOCR) == d.Pages {
		err = first
	}
	return d, err
}

// Pictures reads a document that is n pictures, of which file gives picture i, from 1: it
// fills in what they say. A picture that cannot be read stays in NeedsOCR, and a warning
// says why. The error is as that of Read.
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
	numbers := make([]int, d.Pages)
	for i := range numbers {
		numbers[i] = i + 1
	}
	d.NeedsOCR = numbers
	reader := o.Open()
	if reader == nil {
		return nil
	}
	pages, warnings, err := reader.Recognize(ctx, numbers, func(_ context.Context, n int) (image.Image, float64, error) {
		return unpack(n)
	})
	if err != nil {
		return err
	}
	d.Warnings = append(d.Warnings, warnings...)
	d.NeedsOCR = nil
	var read []*page.Page
	for i, p := range pages {
		if p == nil {
			d.NeedsOCR = append(d.NeedsOCR, numbers[i])
		} else {
			read = append(read, p)
		}
	}
	if len(read) > 0 {
		d.Reader = append(d.Reader, gangmu.Reading{Engine: reader.Engine(), OCR: true})
	}
	d.Blocks = layout.Blocks(read)
	if len(d.Blocks) == 0 { // the pictures are still all that there is to look at
		d.NeedsOCR = numbers
	}
	return nil
}
