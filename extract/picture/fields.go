package picture

import (
	"fmt"
	"io"

	"github.com/gangmu/gangmu"
)

// maxValues is how many values of a field are read: strips of a page, or tiles.
const maxValues = 1 << 16

// sizes of the types of TIFF fields that are read: BYTE, SHORT, LONG, UNDEFINED.
var typeBytes = map[uint16]int{1: 1, 3: 2, 4: 4, 7: 1}

// fields are the fields of a directory (TIFF 6.0, section 2), read when they are asked for.
type fields struct {
	r       io.ReaderAt
	d       directory
	entries map[uint16][]byte // by tag, 12 bytes each
}

func (d directory) fields(r io.ReaderAt) (*fields, error) {
	f := &fields{r: r, d: d, entries: map[uint16][]byte{}}
	count := make([]byte, 2)
	if _, err := r.ReadAt(count, int64(d.offset)); err != nil {
		return nil, fmt.Errorf("%w: directory at %d: %w", gangmu.ErrCorrupt, d.offset, err)
	}
	b := make([]byte, int(d.order.Uint16(count))*entryBytes)
	if _, err := r.ReadAt(b, int64(d.offset)+2); err != nil {
		return nil, fmt.Errorf("%w: directory at %d: %w", gangmu.ErrCorrupt, d.offset, err)
	}
	for ; len(b) >= entryBytes; b = b[entryBytes:] {
		f.entries[d.order.Uint16(b)] = b[:entryBytes]
	}
	return f, nil
}

// bytes are the values of a field as they are stored; nil if there is none that can be.
func (f *fields) bytes(tag uint16) (b []byte, size int) {
	e := f.entries[tag]
	if e == nil {
		return nil, 0
	}
	size = typeBytes[f.d.order.Uint16(e[2:])]
	n := f.d.order.Uint32(e[4:])
	if size == 0 || n > maxValues {
		return nil, 0
	}
	length := int(n) * size
	if length <= 4 {
		return e[8 : 8+length], size
	}
	b = make([]byte, length)
	if _, err := f.r.ReadAt(b, int64(f.d.order.Uint32(e[8:]))); err != nil {
		return nil, 0
	}
	return b, size
}

// numbers are the values of a field; nil if there is none.
func (f *fields) numbers(tag uint16) (out []int64) {
	b, size := f.bytes(tag)
	for ; len(b) >= size && size > 0; b = b[size:] {
		switch size {
		case 1:
			out = append(out, int64(b[0]))
		case 2:
			out = append(out, int64(f.d.order.Uint16(b)))
		case 4:
			out = append(out, int64(f.d.order.Uint32(b)))
		}
	}
	return out
}

// number is the first value of a field, or what it is where there is none.
func (f *fields) number(tag uint16, absent int64) int64 {
	if n := f.numbers(tag); len(n) > 0 {
		return n[0]
	}
	return absent
}
