package scan

import (
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
	reader := o.Open()
	if reader == nil {
		return nil, fmt.Errorf("%w: %d pictures", gangmu.ErrNeedsOCR, f.Pages())
	}
	numbers := make([]int, f.Pages())
	for i := range numbers {
		numbers[i] = i + 1
	}
	var first error // why a picture could not be unpacked
	draw := func(_ context.Context, n int) (image.Image, float64, error) {
		m, dpi, err := f.Page(n)
		if first == nil {
			first = err
		}
		return m, dpi, err
	}
	pages, warnings, err := reader.Recognize(ctx, numbers, draw)
	if err != nil {
		return nil, err
	}
	d := &gangmu.Document{
		Format: f.Format, Bytes: size, Pages: len(numbers), Warnings: warnings,
		Reader: []gangmu.Reading{{Engine: reader.Engine()}},
	}
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
		return d, nil
	case first != nil:
		return nil, first
	case len(read) == 0:
		return nil, fmt.Errorf("%w: no picture could be read", gangmu.ErrNeedsOCR)
	}
	return nil, gangmu.ErrNoText
}
