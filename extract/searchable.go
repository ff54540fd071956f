package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/docx"
	"github.com/gangmu/gangmu/extract/odt"
	"github.com/gangmu/gangmu/extract/ofd"
	"github.com/gangmu/gangmu/extract/picture"
	"github.com/gangmu/gangmu/extract/scan"
	"github.com/gangmu/gangmu/extract/searchable"
)

// Searchable writes a copy of a file as a PDF in which what was recognised can be searched:
// of a PDF file the file itself with text added to its pages without usable text, of files
// of pictures a new one. It returns the number of pages that were recognised. mark is
// written into it, see [searchable.Mark]. The error wraps a [gangmu.ErrorCode], unless the
// context or w failed: ErrUnsupported where there can be no such copy, ErrNeedsOCR where
// there is no engine, ErrNoText where no page is a picture.
func (o Options) Searchable(ctx context.Context, r io.ReaderAt, size int64, w io.Writer, mark searchable.Mark) (pages int, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%w: %v", gangmu.ErrCorrupt, x)
		}
	}()
	o.OCR.Extend = o.Extend
	k, err := kindOf(r, size)
	if err != nil {
		return 0, err
	}
	reader := o.OCR.Open()
	if reader == nil {
		return 0, fmt.Errorf("%w: no engine", gangmu.ErrNeedsOCR)
	}
	c := copier{ctx, reader, w, mark}
	switch k {
	case pdfFile:
		return c.pdf(o, r, size)
	case ofdFile:
		p, err := ofd.OpenPictures(ctx, r, size)
		if err != nil {
			return 0, err
		}
		return c.compose(p.Len(), func(n int) (sheet, error) {
			m, dpi, err := p.Page(ctx, n)
			return sheet{m, dpi, nil}, err
		})
	case imageFile:
		f, err := picture.Open(r, size)
		if err != nil {
			return 0, err
		}
		return c.compose(f.Pages(), func(n int) (sheet, error) { return pictured(f, n, r, size) })
	case wordFile:
		p, err := docx.OpenPictures(r, size)
		if err != nil {
			return 0, err
		}
		return c.compose(p.Len(), func(n int) (sheet, error) { return unpacked(p.Picture(n)) })
	case odtFile:
		_, p, err := odt.ReadPictures(ctx, r, size)
		if err != nil {
			return 0, err
		}
		return c.compose(p.Len(), func(n int) (sheet, error) { return unpacked(p.Picture(n)) })
	}
	return 0, fmt.Errorf("%w: no searchable copy of such a file", gangmu.ErrUnsupported)
}

// A copier writes one searchable copy.
type copier struct {
	ctx    context.Context
	reader *scan.Reader
	w      io.Writer
	mark   searchable.Mark
}

// A sheet is a page's picture.
type sheet struct {
	m    image.Image
	dpi  float64
	jpeg []byte // the file it comes from
}

func unpacked(b []byte, err error) (sheet, error) {
	if err != nil {
		return sheet{}, err
	}
	r := bytes.NewReader(b)
	f, err := picture.Open(r, r.Size())
	if err != nil {
		return sheet{}, err
	}
	return pictured(f, 1, r, r.Size())
}

func pictured(f *picture.File, n int, r io.ReaderAt, size int64) (sheet, error) {
	m, dpi, err := f.Page(n)
	s := sheet{m: m, dpi: dpi}
	if err == nil && f.Format == gangmu.JPEG {
		s.jpeg = make([]byte, size)
		if k, rerr := r.ReadAt(s.jpeg, 0); int64(k) < size {
			err = rerr
		}
	}
	return s, err
}

func lines(in []scan.Line) []searchable.Line {
	out := make([]searchable.Line, len(in))
	for i, l := range in {
		out[i].Text = l.Text
		for k, q := range l.Quad {
			out[i].Quad[k] = searchable.Point{X: q[0], Y: q[1]}
		}
	}
	return out
}

// compose makes a new file of n pictures, each of which is unpacked, read and written
// before the next.
func (c *copier) compose(n int, page func(n int) (sheet, error)) (pages int, err error) {
	if n == 0 {
		return 0, gangmu.ErrNoText
	}
	err = searchable.Compose(c.w, n, func(i int) (searchable.Sheet, error) {
		s, err := page(i)
		if err != nil {
			return searchable.Sheet{}, err
		}
		found, err := c.reader.Lines(c.ctx, []int{i}, func(context.Context, int) (image.Image, float64, error) { return s.m, s.dpi, nil })
		if err != nil {
			return searchable.Sheet{}, err
		}
		if found[0] != nil {
			pages++
		}
		return searchable.Sheet{Picture: s.m, DPI: s.dpi, JPEG: s.jpeg, Lines: lines(found[0])}, nil
	}, c.mark)
	return pages, err
}

// pdf adds text to the pages of a PDF file that have none that is of use.
func (c *copier) pdf(o Options, r io.ReaderAt, size int64) (pages int, err error) {
	f, err := o.pdf().Open(c.ctx, r, size)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	scans, err := f.Scans(c.ctx)
	if err != nil {
		return 0, err
	}
	if len(scans) == 0 {
		return 0, gangmu.ErrNoText
	}
	var numbers []int
	dpi := map[int]float64{}
	for _, s := range scans {
		numbers, dpi[s.Number] = append(numbers, s.Number), s.DPI
	}
	found, err := c.reader.Lines(c.ctx, numbers, func(ctx context.Context, n int) (image.Image, float64, error) {
		return f.Picture(ctx, n, dpi[n])
	})
	if err != nil {
		return 0, err
	}
	layers := map[int][]searchable.Line{}
	for i, n := range numbers {
		if found[i] != nil {
			layers[n] = lines(found[i])
		}
	}
	data := make([]byte, size)
	if k, err := r.ReadAt(data, 0); int64(k) < size {
		return 0, err
	}
	err = searchable.Append(c.w, data, layers, c.mark)
	if errors.Is(err, gangmu.ErrNeedsPassword) {
		err = fmt.Errorf("%w: encrypted file", gangmu.ErrUnsupported)
	}
	return len(layers), err
}
