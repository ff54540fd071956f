// Package picture opens files that are pictures of pages: JPEG, PNG, BMP and TIFF, which
// may hold several pages, also such as fax machines and scanners pack (CCITT groups 3 and
// 4). It knows nothing of what they show.
//
// Files are taken to be hostile: a picture is refused by the size that it says it has
// before it is unpacked.
package picture

import (
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // formats of image.Decode
	_ "image/png"
	"io"

	_ "golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/gangmu/gangmu"
)

const (
	maxPixels = 80_000_000 // A3 at 600 dots an inch has 70 million
	maxPages  = 5000
)

// A File is an open file of pictures. It may be used by one goroutine at a time.
type File struct {
	Format gangmu.Format
	r      io.ReaderAt
	size   int64
	dirs   []directory // of TIFF
}

// Open opens the size bytes of r. The error wraps [gangmu.ErrFormat], [gangmu.ErrCorrupt]
// or [gangmu.ErrTooLarge].
func Open(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r, size: size}
	head := make([]byte, 8)
	if n, err := r.ReadAt(head, 0); n < len(head) {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	switch {
	case head[0] == 0xff && head[1] == 0xd8:
		f.Format = gangmu.JPEG
	case string(head) == "\x89PNG\r\n\x1a\n":
		f.Format = gangmu.PNG
	case string(head[:2]) == "BM":
		f.Format = gangmu.BMP
	case string(head[:4]) == "II*\x00", string(head[:4]) == "MM\x00*":
		f.Format = gangmu.TIFF
		var err error
		if f.dirs, err = directories(r, size); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("%w: no picture that can be read", gangmu.ErrFormat)
	}
	return f, nil
}

// Pages is the number of pages.
func (f *File) Pages() int { return max(1, len(f.dirs)) }

// Page unpacks page n, from 1, and gives its resolution in dots an inch. The error is as
// that of Open, or wraps [gangmu.ErrUnsupported].
func (f *File) Page(n int) (m image.Image, dpi float64, err error) {
	open := func() io.Reader { return io.NewSectionReader(f.r, 0, f.size) }
	decode := func() (image.Image, error) { m, _, err := image.Decode(open()); return m, err }
	config := func() (image.Config, error) { c, _, err := image.DecodeConfig(open()); return c, err }
	if f.Format == gangmu.TIFF {
		alone := func() io.Reader { return io.NewSectionReader(pointed{f.r, f.dirs[n-1]}, 0, f.size) }
		decode = func() (image.Image, error) { return tiff.Decode(alone()) }
		config = func() (image.Config, error) { return tiff.DecodeConfig(alone()) }
		dpi = f.dirs[n-1].dpi
	} else {
		dpi = resolution(f.Format, f.r)
	}
	c, err := config()
	switch {
	case err != nil:
		return nil, 0, failure(err)
	case c.Width < 1 || c.Height < 1:
		return nil, 0, fmt.Errorf("%w: empty picture", gangmu.ErrCorrupt)
	case c.Width > maxPixels/c.Height:
		return nil, 0, fmt.Errorf("%w: picture of %d x %d pixels", gangmu.ErrTooLarge, c.Width, c.Height)
	}
	if m, err = decode(); err != nil {
		return nil, 0, failure(err)
	}
	return m, plausible(dpi, c.Width, c.Height), nil
}

func failure(err error) error {
	var unsupported tiff.UnsupportedError
	if errors.As(err, &unsupported) {
		return fmt.Errorf("%w: %w", gangmu.ErrUnsupported, err)
	}
	return fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
}
