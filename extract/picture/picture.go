// Package picture opens files that are pictures of pages: JPEG, PNG, BMP, GIF (its first
// image) and TIFF, which may hold several pages, also such as fax machines and scanners
// pack (CCITT groups 3 and 4). It knows nothing of what they show.
//
// Files are taken to be hostile: a picture is refused by the size that it says it has
// before it is unpacked.
package picture

import (
	"errors"
	"fmt"
	"image"
	_ "image/gif" // formats of image.Decode
	_ "image/jpeg"
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
	case string(head[:6]) == "GIF87a", string(head[:6]) == "GIF89a":
		f.Format = gangmu.GIF
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

// Size is the width and the height of page n, from 1, in pixels, as its head tells them.
// The error is as that of Open.
func (f *File) Size(n int) (w, h int, err error) {
	var c image.Config
	if f.Format != gangmu.TIFF {
		c, _, err = image.DecodeConfig(f.whole())
	} else if packed := f.dirs[n-1].asJPEG(f.r); packed != nil {
		c.Width, c.Height = packed.size()
	} else {
		c, err = tiff.DecodeConfig(f.alone(n))
	}
	switch {
	case err != nil:
		return 0, 0, failure(err)
	case c.Width < 1 || c.Height < 1:
		return 0, 0, fmt.Errorf("%w: empty picture", gangmu.ErrCorrupt)
	case c.Width > maxPixels/c.Height:
		return 0, 0, fmt.Errorf("%w: picture of %d x %d pixels", gangmu.ErrTooLarge, c.Width, c.Height)
	}
	return c.Width, c.Height, nil
}

// Page unpacks page n, from 1, and gives its resolution in dots an inch. The error is as
// that of Open, or wraps [gangmu.ErrUnsupported].
func (f *File) Page(n int) (m image.Image, dpi float64, err error) {
	w, h, err := f.Size(n)
	if err != nil {
		return nil, 0, err
	}
	if f.Format == gangmu.TIFF {
		dpi = f.dirs[n-1].dpi
		m, err = f.tiffPage(n)
	} else {
		dpi = resolution(f.Format, f.r)
		m, _, err = image.Decode(f.whole())
	}
	if err != nil {
		return nil, 0, failure(err)
	}
	return m, plausible(dpi, w, h), nil
}

func (f *File) tiffPage(n int) (image.Image, error) {
	if packed := f.dirs[n-1].asJPEG(f.r); packed != nil {
		return packed.jpeg()
	}
	return tiff.Decode(f.alone(n))
}

func (f *File) whole() io.Reader { return io.NewSectionReader(f.r, 0, f.size) }

// alone is page n of a TIFF file as a file of its own.
func (f *File) alone(n int) io.Reader {
	return io.NewSectionReader(pointed{f.r, f.dirs[n-1]}, 0, f.size)
}

func failure(err error) error {
	var code gangmu.ErrorCode
	if errors.As(err, &code) {
		return err
	}
	var unsupported tiff.UnsupportedError
	if errors.As(err, &unsupported) {
		return fmt.Errorf("%w: %w", gangmu.ErrUnsupported, err)
	}
	return fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
}
