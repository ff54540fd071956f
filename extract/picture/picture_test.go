package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"testing"

	"golang.org/x/image/bmp"

	"github.com/gangmu/gangmu"
)

func TestEveryFormatIsRead(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 120, 80))
	var p, j, b, g bytes.Buffer
	if err := errors.Join(png.Encode(&p, m), jpeg.Encode(&j, m, nil), bmp.Encode(&b, m), gif.Encode(&g, m, nil)); err != nil {
		t.Fatal(err)
	}
	for f, data := range map[gangmu.Format][]byte{gangmu.PNG: p.Bytes(), gangmu.JPEG: j.Bytes(), gangmu.BMP: b.Bytes(), gangmu.GIF: g.Bytes()} {
		x, err := Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(f, err)
		}
		got, dpi, err := x.Page(1)
		if err != nil || x.Format != f || x.Pages() != 1 || got.Bounds() != m.Bounds() {
			t.Errorf("%s: %v, %d pages, %v", x.Format, err, x.Pages(), got)
		}
		if long := 120 / dpi; long < 11 || long > 12 {
			t.Errorf("%s: without a resolution the page is %v inches long", f, long)
		}
	}
}

func scans(t testing.TB) []byte {
	data, err := os.ReadFile("../../testdata/scans/两页.tif")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEveryPageOfATIFFIsRead(t *testing.T) {
	data := scans(t)
	f, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil || f.Pages() != 2 {
		t.Fatal(err, f.Pages())
	}
	heights := []int{}
	for n := range f.Pages() {
		m, dpi, err := f.Page(n + 1)
		if err != nil || dpi < 199 || dpi > 201 {
			t.Fatal(err, dpi)
		}
		heights = append(heights, m.Bounds().Dy())
	}
	if heights[0] != 800 || heights[1] != 900 {
		t.Errorf("heights %v", heights)
	}
}

func TestADirectoryThatIsItsOwnNextEnds(t *testing.T) {
	data := scans(t)
	order := binary.LittleEndian
	first := order.Uint32(data[4:])
	next := first + 2 + uint32(order.Uint16(data[first:]))*entryBytes
	order.PutUint32(data[next:], first)
	if f, err := Open(bytes.NewReader(data), int64(len(data))); err != nil || f.Pages() != 1 {
		t.Error(err)
	}
}

func TestHugePicturesAreRefusedBeforeTheyAreUnpacked(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	binary.BigEndian.PutUint32(data[16:], 1<<20) // IHDR; its checksum is wrong now as well
	f, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err = f.Page(1); err == nil {
		t.Error("accepted")
	}
}

func FuzzPicture(f *testing.F) {
	f.Add(scans(f))
	tables, strip := stream(f, 64, 32, even(64, 32, 76, 85, 255))
	f.Add(tiffOf(append(strip, tables...), map[uint16][]uint32{
		imageWidth: {64}, imageLength: {32}, compression: {7}, stripOffsets: {8}, stripByteCounts: {uint32(len(strip))}, jpegTables: {uint32(8 + len(strip)), uint32(len(tables))},
	}))
	f.Add([]byte("GIF89a"))
	f.Add([]byte("BM"))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		x, err := Open(bytes.NewReader(data), int64(len(data)))
		for n := 1; err == nil && n <= min(x.Pages(), 3); n++ {
			if _, _, err = x.Page(n); err == nil {
				continue
			}
		}
		var code gangmu.ErrorCode
		if err != nil && !errors.As(err, &code) {
			t.Errorf("error without code: %v", err)
		}
	})
}
