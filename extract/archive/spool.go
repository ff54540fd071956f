package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/gangmu/gangmu"
)

// A spool is an unpacked entry: in memory while it is small, else in a temporary file.
type spool struct {
	io.ReaderAt
	size int64
	file *os.File
}

const inMemory = 8 << 20

// unpack reads an entry whole and checks its CRC.
func (w *walker) unpack(e *zip.File) (*spool, error) {
	left := min(w.limits.Entry, w.limits.Total-w.total)
	r, err := e.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, fmt.Errorf("%w: method %d of an archive", gangmu.ErrUnsupported, e.Method)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	defer r.Close()
	// What an archive says of sizes may be wrong: one byte more than allowed tells.
	in := &source{w: w, r: io.LimitReader(r, left+1)}
	var head bytes.Buffer
	n, err := io.CopyN(&head, in, inMemory)
	s := &spool{ReaderAt: bytes.NewReader(head.Bytes()), size: n}
	switch err {
	case nil:
		err = s.spill(&head, in)
	case io.EOF:
		err = nil
	}
	w.total += s.size
	switch {
	case w.ctx.Err() != nil:
		err = w.ctx.Err()
	case in.err != nil && in.err != io.EOF:
		err = fmt.Errorf("%w: %w", gangmu.ErrCorrupt, in.err)
	case err == nil && s.size > left:
		err = fmt.Errorf("%w: more than %d bytes", gangmu.ErrTooLarge, left)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// spill moves what was read so far into a file and reads on into it.
func (s *spool) spill(head *bytes.Buffer, in io.Reader) error {
	f, err := os.CreateTemp("", "gangmu-entry-*")
	if err != nil {
		return err
	}
	s.file, s.ReaderAt = f, f
	s.size, err = io.Copy(f, io.MultiReader(head, in))
	return err
}

// close gives the room back. It may be called on nil.
func (s *spool) close() {
	if s != nil && s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}

// A source remembers the error of reading, to tell it from one of writing, and stops
// when the walk does.
type source struct {
	w   *walker
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	if err := s.w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.r.Read(p)
	if err != nil {
		s.err = err
	}
	return n, err
}
