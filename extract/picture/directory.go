package picture

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/gangmu/gangmu"
)

// A TIFF file (TIFF 6.0, section 2) begins with the byte order, 42, and the offset of its
// first directory; a directory is a count, entries of 12 bytes, and the offset of the
// next. Each directory is a page. The decoder reads the first one only, so each page is
// given to it as a file that begins with the page's own directory.

// A directory is a page of a TIFF file.
type directory struct {
	offset uint32
	order  binary.ByteOrder
	dpi    float64 // 0 if it does not say
}

const (
	entryBytes     = 12
	subfileType    = 254
	xResolution    = 282
	resolutionUnit = 296
	reduced        = 1 // of subfileType: a small version of another page
)

func directories(r io.ReaderAt, size int64) ([]directory, error) {
	head := make([]byte, 8)
	if _, err := r.ReadAt(head, 0); err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[0] == 'M' {
		order = binary.BigEndian
	}
	var out []directory
	seen := map[uint32]bool{}
	for at := order.Uint32(head[4:]); at != 0 && !seen[at]; {
		seen[at] = true
		if len(seen) > maxPages {
			return nil, fmt.Errorf("%w: more than %d pages", gangmu.ErrTooLarge, maxPages)
		}
		d := directory{offset: at, order: order}
		next, small, err := d.read(r, size)
		if err != nil {
			if len(out) > 0 { // the pages before are whole
				break
			}
			return nil, err
		}
		if !small {
			out = append(out, d)
		}
		at = next
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: no pages", gangmu.ErrCorrupt)
	}
	return out, nil
}

// read reads the entries that matter, and where the next directory is.
func (d *directory) read(r io.ReaderAt, size int64) (next uint32, small bool, err error) {
	fault := func(err error) (uint32, bool, error) {
		return 0, false, fmt.Errorf("%w: directory at %d: %w", gangmu.ErrCorrupt, d.offset, err)
	}
	count := make([]byte, 2)
	if _, err := r.ReadAt(count, int64(d.offset)); err != nil {
		return fault(err)
	}
	b := make([]byte, int(d.order.Uint16(count))*entryBytes+4)
	if _, err := r.ReadAt(b, int64(d.offset)+2); err != nil {
		return fault(err)
	}
	unit := 1.0 // an inch
	for ; len(b) > 4; b = b[entryBytes:] {
		value := d.order.Uint32(b[8:])
		switch d.order.Uint16(b) {
		case subfileType:
			small = value&reduced != 0
		case xResolution:
			ratio := make([]byte, 8)
			if _, err := r.ReadAt(ratio, int64(value)); err == nil {
				if q := d.order.Uint32(ratio[4:]); q > 0 {
					d.dpi = float64(d.order.Uint32(ratio)) / float64(q)
				}
			}
		case resolutionUnit:
			switch d.order.Uint16(b[8:]) {
			case 1:
				unit = 0
			case 3:
				unit = 2.54
			}
		}
	}
	d.dpi *= unit
	return d.order.Uint32(b), small, nil
}

// pointed is a TIFF file that begins with another directory.
type pointed struct {
	r io.ReaderAt
	d directory
}

func (p pointed) ReadAt(b []byte, at int64) (int, error) {
	n, err := p.r.ReadAt(b, at)
	var offset [4]byte
	p.d.order.PutUint32(offset[:], p.d.offset)
	for i := range offset {
		if k := 4 + int64(i) - at; k >= 0 && k < int64(n) {
			b[k] = offset[i]
		}
	}
	return n, err
}
