package picture

import (
	"bytes"
	"encoding/binary"
	"io"

	"github.com/gangmu/gangmu"
)

// headBytes is how far into a file its resolution is looked for.
const headBytes = 4 << 10

// resolution reads how finely a picture was scanned; 0 if the file does not say. JPEG
// says so in its JFIF segment (ITU-T T.871, 10.1), PNG in the chunk pHYs (ISO 15948,
// 11.3.5.3), BMP at byte 38.
func resolution(f gangmu.Format, r io.ReaderAt) float64 {
	b := make([]byte, headBytes)
	n, _ := r.ReadAt(b, 0)
	b = b[:n]
	const perMetre = 0.0254
	switch f {
	case gangmu.JPEG:
		i := bytes.Index(b, []byte("JFIF\x00"))
		if i < 0 || len(b) < i+10 {
			return 0
		}
		density := float64(binary.BigEndian.Uint16(b[i+8:]))
		switch b[i+7] {
		case 1:
			return density
		case 2:
			return density * 2.54
		}
	case gangmu.PNG:
		if i := bytes.Index(b, []byte("pHYs")); i >= 0 && len(b) >= i+13 && b[i+12] == 1 {
			return float64(binary.BigEndian.Uint32(b[i+4:])) * perMetre
		}
	case gangmu.BMP:
		if len(b) >= 42 {
			return float64(binary.LittleEndian.Uint32(b[38:])) * perMetre
		}
	}
	return 0
}

const (
	longest  = 30.0       // inches of the longer side of a page, at most: A1 has 33
	shortest = 5.0        // and at least: A6 has 5.8
	a4       = 842.0 / 72 // its longer side
)

// plausible is the resolution of a picture, or the one with which it is as long as A4
// where what the file says cannot be: cameras and programs say 72 of everything.
func plausible(dpi float64, w, h int) float64 {
	long := float64(max(w, h))
	if dpi > 0 && long/dpi >= shortest && long/dpi <= longest {
		return dpi
	}
	return long / a4
}
