package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	lp "github.com/ledongthuc/pdf"

	"github.com/gangmu/gangmu"
)

// A file is an open PDF.
type file struct {
	reader    *lp.Reader
	encrypted bool // it could be opened without a password
}

// open opens a file, after repairs that the object layer asks for: bytes before the
// header and after the last %%EOF are cut off, and the header is made one it knows.
func open(r io.ReaderAt, size int64) (*file, error) {
	start, end := bounds(r, size)
	if start < 0 || end <= start {
		return nil, fmt.Errorf("%w: no header or no end", gangmu.ErrCorrupt)
	}
	if err := preflight(r, size); err != nil {
		return nil, err
	}
	body := repaired{io.NewSectionReader(r, start, end-start)}
	reader, err := lp.NewReader(body, end-start)
	if err != nil {
		return nil, classify(err)
	}
	return &file{reader: reader, encrypted: reader.Trailer().Key("Encrypt").Kind() == lp.Dict}, nil
}

func classify(err error) error {
	switch {
	case errors.Is(err, lp.ErrInvalidPassword):
		return gangmu.ErrNeedsPassword
	case bytes.Contains([]byte(err.Error()), []byte("ncrypt")):
		return fmt.Errorf("%w: %w", gangmu.ErrEncrypted, err)
	}
	return fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
}

// How far from the ends of a file its header and its %%EOF are looked for.
const (
	headerWithin = 1 << 10 // ISO 32000-1, Annex H, note 13
	endWithin    = 1 << 20
)

// bounds returns where the file proper begins and ends; start is -1 if there is none.
func bounds(r io.ReaderAt, size int64) (start, end int64) {
	head := make([]byte, min(size, headerWithin))
	n, _ := r.ReadAt(head, 0)
	start = int64(bytes.Index(head[:n], []byte("%PDF-")))
	tail := make([]byte, min(size, endWithin))
	n, _ = r.ReadAt(tail, size-int64(len(tail)))
	i := bytes.LastIndex(tail[:n], []byte("%%EOF"))
	if i < 0 {
		return start, -1
	}
	return start, size - int64(len(tail)) + int64(i) + int64(len("%%EOF"))
}

// repaired shows a header that the object layer accepts.
type repaired struct{ *io.SectionReader }

func (f repaired) ReadAt(p []byte, off int64) (int, error) {
	n, err := f.SectionReader.ReadAt(p, off)
	const header = "%PDF-1.7\n"
	if off < int64(len(header)) {
		copy(p[:n], header[off:])
	}
	return n, err
}

// maxObjects is the number of indirect objects a file can have (ISO 32000-1, Annex C).
// The object layer makes tables as large as a file claims, so claims are read first.
const maxObjects = 8_388_607

func preflight(r io.ReaderAt, size int64) error {
	const chunk, overlap = 1 << 20, 64
	buf := make([]byte, chunk+overlap)
	for off := int64(0); off < size; off += chunk {
		n, err := r.ReadAt(buf, off)
		if err != nil && err != io.EOF {
			return fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
		}
		for _, key := range []string{"/Size", "/Columns", "/Index", "/W", "xref"} {
			if claim := largest(buf[:n], key); claim > maxObjects {
				return fmt.Errorf("%w: %s %d", gangmu.ErrCorrupt, key, claim)
			}
		}
	}
	return nil
}

// largest is the largest integer that directly follows key in b, brackets passed over.
func largest(b []byte, key string) (most int64) {
	for {
		i := bytes.Index(b, []byte(key))
		if i < 0 {
			return most
		}
		b = b[i+len(key):]
		for k := 0; k < len(b) && k < 60; {
			switch c := b[k]; {
			case c == ' ' || c == '[' || c == '\r' || c == '\n' || c == '\t':
				k++
			case c >= '0' && c <= '9':
				j := k
				for j < len(b) && b[j] >= '0' && b[j] <= '9' {
					j++
				}
				n, err := strconv.ParseInt(string(b[k:j]), 10, 64)
				if err != nil {
					n = 1 << 62
				}
				most = max(most, n)
				k = j
			default:
				k = len(b)
			}
		}
	}
}
