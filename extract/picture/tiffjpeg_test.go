package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"github.com/gangmu/gangmu"
)

// tiffOf makes a little-endian TIFF file of one page: data behind the head, then fields of
// type LONG; offsets of data count from its start.
func tiffOf(data []byte, fields map[uint16][]uint32) []byte {
	b := []byte("II*\x00")
	b = binary.LittleEndian.AppendUint32(b, uint32(8+len(data)))
	b = append(b, data...)
	long := 8 + len(data) + 2 + 12*len(fields) + 4
	var list, values []byte
	for tag := range uint16(1000) { // ascending
		v, ok := fields[tag]
		if !ok {
			continue
		}
		kind, n := uint16(4), len(v)
		var raw []byte
		for _, x := range v {
			raw = binary.LittleEndian.AppendUint32(raw, x)
		}
		if tag == jpegTables { // its values are a place and a length
			kind, n = 7, int(v[1])
			raw = binary.LittleEndian.AppendUint32(nil, v[0])
		} else if len(raw) > 4 {
			values = append(values, raw...)
			raw = binary.LittleEndian.AppendUint32(nil, uint32(long+len(values)-len(raw)))
		}
		list = binary.LittleEndian.AppendUint16(list, tag)
		list = binary.LittleEndian.AppendUint16(list, kind)
		list = append(binary.LittleEndian.AppendUint32(list, uint32(n)), raw...)
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(len(fields)))
	b = append(append(b, list...), 0, 0, 0, 0)
	return append(b, values...)
}

// stream is a JPEG of one colour, parted into its tables and the rest, as TIFF stores them.
func stream(t testing.TB, w, h int, m image.Image) (tables, rest []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	tables, rest = []byte("\xff\xd8"), []byte("\xff\xd8")
	data := b.Bytes()[2:]
	for {
		n := 2 + int(binary.BigEndian.Uint16(data[2:]))
		switch data[1] {
		case 0xdb, 0xc4:
			tables = append(tables, data[:n]...)
		case 0xda:
			return append(tables, 0xff, 0xd9), append(rest, data...)
		default:
			rest = append(rest, data[:n]...)
		}
		data = data[n:]
	}
}

func even(w, h int, y, cb, cr uint8) image.Image {
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio444)
	for i := range m.Y {
		m.Y[i], m.Cb[i], m.Cr[i] = y, cb, cr
	}
	return m
}

func page(t *testing.T, b []byte) image.Image {
	t.Helper()
	f, err := Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := f.Page(1)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func near(t *testing.T, m image.Image, x, y int, want color.Color) {
	t.Helper()
	r, g, b, _ := m.At(x, y).RGBA()
	wr, wg, wb, _ := want.RGBA()
	for _, d := range []int{int(r) - int(wr), int(g) - int(wg), int(b) - int(wb)} {
		if d > 0x600 || d < -0x600 {
			t.Errorf("%v at %d, %d, want %v", m.At(x, y), x, y, want)
			return
		}
	}
}

func TestJPEGInTIFF(t *testing.T) {
	tables, red := stream(t, 64, 32, even(64, 32, 76, 85, 255))
	_, white := stream(t, 64, 32, even(64, 32, 255, 128, 128))
	data := append(append(append([]byte{}, red...), white...), tables...)
	n := func(v ...int) (out []uint32) {
		for _, x := range v {
			out = append(out, uint32(x))
		}
		return out
	}
	strips := map[uint16][]uint32{
		imageWidth: n(64), imageLength: n(60), compression: n(7), photometric: n(6), rowsPerStrip: n(32),
		stripOffsets: n(8, 8+len(red)), stripByteCounts: n(len(red), len(white)), jpegTables: n(8+len(red)+len(white), len(tables)),
	}
	m := page(t, tiffOf(data, strips))
	if m.Bounds() != image.Rect(0, 0, 64, 60) {
		t.Error(m.Bounds())
	}
	near(t, m, 10, 10, color.RGBA{255, 0, 0, 255})
	near(t, m, 10, 50, color.White)

	// Two tiles beside each other; the right one is cut off by the page's edge.
	tiles := map[uint16][]uint32{
		imageWidth: n(100), imageLength: n(32), compression: n(7), photometric: n(6), tileWidth: n(64), tileLength: n(32),
		tileOffsets: n(8, 8+len(red)), tileByteCounts: n(len(red), len(white)), jpegTables: n(8+len(red)+len(white), len(tables)),
	}
	m = page(t, tiffOf(data, tiles))
	near(t, m, 10, 10, color.RGBA{255, 0, 0, 255})
	near(t, m, 90, 10, color.White)

	// Components that are red, green and blue.
	strips[photometric] = n(photometricRGB)
	near(t, page(t, tiffOf(data, strips)), 10, 10, color.RGBA{76, 85, 255, 255})

	// Grey.
	g := image.NewGray(image.Rect(0, 0, 64, 32))
	for i := range g.Pix {
		g.Pix[i] = 90
	}
	tables, gray := stream(t, 64, 32, g)
	m = page(t, tiffOf(append(append([]byte{}, gray...), tables...), map[uint16][]uint32{
		imageWidth: n(64), imageLength: n(32), compression: n(7), photometric: n(1),
		stripOffsets: n(8), stripByteCounts: n(len(gray)), jpegTables: n(8+len(gray), len(tables)),
	}))
	if _, ok := m.(*image.Gray); !ok {
		t.Errorf("%T", m)
	}
	near(t, m, 10, 10, color.Gray{90})

	// The form of TIFF 6.0, where the page is one stream.
	var whole bytes.Buffer
	if err := jpeg.Encode(&whole, g, nil); err != nil {
		t.Fatal(err)
	}
	near(t, page(t, tiffOf(whole.Bytes(), map[uint16][]uint32{
		imageWidth: n(64), imageLength: n(32), compression: n(6), interchange: n(8), interchangeBytes: n(whole.Len()),
	})), 10, 10, color.Gray{90})
}

func TestJPEGInTIFFThatLies(t *testing.T) {
	tables, good := stream(t, 64, 32, even(64, 32, 76, 85, 255))
	_, large := stream(t, 640, 320, even(640, 320, 76, 85, 255))
	data := append(append([]byte{}, good...), tables...)
	base := func(change func(f map[uint16][]uint32)) []byte {
		f := map[uint16][]uint32{imageWidth: {64}, imageLength: {32}, compression: {7}, photometric: {6},
			stripOffsets: {8}, stripByteCounts: {uint32(len(good))}, jpegTables: {uint32(8 + len(good)), uint32(len(tables))}}
		change(f)
		return tiffOf(data, f)
	}
	for name, c := range map[string]struct {
		b    []byte
		want gangmu.ErrorCode
	}{
		"pixels":       {base(func(f map[uint16][]uint32) { f[imageWidth] = []uint32{1 << 20}; f[imageLength] = []uint32{1 << 20} }), gangmu.ErrTooLarge},
		"no size":      {base(func(f map[uint16][]uint32) { delete(f, imageWidth) }), gangmu.ErrCorrupt},
		"no strips":    {base(func(f map[uint16][]uint32) { delete(f, stripOffsets) }), gangmu.ErrCorrupt},
		"far away":     {base(func(f map[uint16][]uint32) { f[stripOffsets] = []uint32{1 << 30} }), gangmu.ErrCorrupt},
		"huge strip":   {base(func(f map[uint16][]uint32) { f[stripByteCounts] = []uint32{1 << 31} }), gangmu.ErrCorrupt},
		"empty rows":   {base(func(f map[uint16][]uint32) { f[rowsPerStrip] = []uint32{0} }), gangmu.ErrCorrupt},
		"no tables":    {base(func(f map[uint16][]uint32) { delete(f, jpegTables) }), gangmu.ErrCorrupt},
		"larger strip": {tiffOf(append(append([]byte{}, large...), tables...), map[uint16][]uint32{imageWidth: {64}, imageLength: {32}, compression: {7}, photometric: {6}, stripOffsets: {8}, stripByteCounts: {uint32(len(large))}, jpegTables: {uint32(8 + len(large)), uint32(len(tables))}}), gangmu.ErrCorrupt},
		"old, parted":  {base(func(f map[uint16][]uint32) { f[compression] = []uint32{6} }), gangmu.ErrUnsupported},
	} {
		f, err := Open(bytes.NewReader(c.b), int64(len(c.b)))
		if err == nil {
			_, _, err = f.Page(1)
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}
