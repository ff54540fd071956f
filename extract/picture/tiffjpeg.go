package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"io"

	"github.com/gangmu/gangmu"
)

// JPEG in TIFF. Compression 7 (TIFF Technical Note 2, 1995): each strip or tile is a JPEG
// stream; tables that all share stand in the field JPEGTables, which is a stream too.
// Compression 6 (TIFF 6.0, section 22), which the note replaces: read where the page is one
// stream, as JPEGInterchangeFormat says.

// Tags of fields.
const (
	imageWidth       = 256
	imageLength      = 257
	compression      = 259
	photometric      = 262
	stripOffsets     = 273
	rowsPerStrip     = 278
	stripByteCounts  = 279
	tileWidth        = 322
	tileLength       = 323
	tileOffsets      = 324
	tileByteCounts   = 325
	jpegTables       = 347
	interchange      = 513
	interchangeBytes = 514
)

const (
	oldJPEG, newJPEG = 6, 7 // compressions
	photometricRGB   = 2
)

// asJPEG gives the fields of a page that is packed as JPEG; nil of others.
func (d directory) asJPEG(r io.ReaderAt) *fields {
	f, err := d.fields(r)
	if err != nil {
		return nil
	}
	switch f.number(compression, 0) {
	case newJPEG, oldJPEG:
		return f
	}
	return nil
}

// size is that of the page in pixels, as it says.
func (f *fields) size() (w, h int) {
	return int(f.number(imageWidth, 0)), int(f.number(imageLength, 0))
}

// jpeg unpacks the page, whose size was checked.
func (f *fields) jpeg() (image.Image, error) {
	w, h := f.size()
	if f.number(compression, 0) == oldJPEG {
		b, err := f.chunk(f.number(interchange, 0), f.number(interchangeBytes, 0))
		if err != nil {
			return nil, fmt.Errorf("%w: JPEG of TIFF 6.0: %w", gangmu.ErrUnsupported, err)
		}
		return jpeg.Decode(bytes.NewReader(b))
	}
	across, down := int64(w), f.number(rowsPerStrip, int64(h))
	offsets, counts := f.numbers(stripOffsets), f.numbers(stripByteCounts)
	if t := f.numbers(tileOffsets); len(t) > 0 {
		across, down = f.number(tileWidth, 0), f.number(tileLength, 0)
		offsets, counts = t, f.numbers(tileByteCounts)
	}
	if across < 1 || down < 1 || across > maxPixels/down || len(offsets) == 0 || len(counts) < len(offsets) {
		return nil, fmt.Errorf("%w: no strips", gangmu.ErrCorrupt)
	}
	tables, _ := f.bytes(jpegTables)
	columns := (int64(w) + across - 1) / across
	var canvas draw.Image
	for i, at := range offsets {
		b, err := f.chunk(at, counts[i])
		if err != nil {
			return nil, fmt.Errorf("%w: strip %d: %w", gangmu.ErrCorrupt, i, err)
		}
		m, err := f.strip(tables, b, across, down)
		if err != nil {
			return nil, fmt.Errorf("%w: strip %d: %w", gangmu.ErrCorrupt, i, err)
		}
		if canvas == nil {
			canvas = canvasFor(m, w, h)
		}
		x, y := int64(i)%columns*across, int64(i)/columns*down
		if x >= int64(w) || y >= int64(h) {
			break
		}
		place := image.Rect(int(x), int(y), int(min(x+across, int64(w))), int(min(y+down, int64(h))))
		draw.Draw(canvas, place, m, m.Bounds().Min, draw.Src)
	}
	return canvas, nil
}

func canvasFor(m image.Image, w, h int) draw.Image {
	if _, ok := m.(*image.Gray); ok {
		return image.NewGray(image.Rect(0, 0, w, h))
	}
	return image.NewRGBA(image.Rect(0, 0, w, h))
}

// chunk reads bytes of the file.
func (f *fields) chunk(at, n int64) ([]byte, error) {
	if at <= 0 || n < 4 || n > maxChunk {
		return nil, fmt.Errorf("%d bytes at %d", n, at)
	}
	b := make([]byte, n)
	_, err := f.r.ReadAt(b, at)
	return b, err
}

// maxChunk is the size of the largest strip that is read.
const maxChunk = 64 << 20

// block is how much larger than the page asks a stream may be: whole blocks are stored.
const block = 64

// strip unpacks one stream behind the tables. Colours that are no YCbCr are said to be none
// by an Adobe marker, which is how decoders are told.
func (f *fields) strip(tables, b []byte, width, height int64) (image.Image, error) {
	const soi, eoi = "\xff\xd8", "\xff\xd9"
	joined := []byte(soi)
	if f.number(photometric, 0) == photometricRGB {
		joined = append(joined, "\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"...)
	}
	tables = bytes.TrimSuffix(bytes.TrimPrefix(tables, []byte(soi)), []byte(eoi))
	joined = append(append(joined, tables...), bytes.TrimPrefix(b, []byte(soi))...)
	c, err := jpeg.DecodeConfig(bytes.NewReader(joined))
	if err != nil {
		return nil, err
	}
	if int64(c.Width) > width+block || int64(c.Height) > height+block {
		return nil, fmt.Errorf("%d x %d pixels", c.Width, c.Height)
	}
	return jpeg.Decode(bytes.NewReader(joined))
}
