package docx

import (
	"errors"
	"fmt"
	"io"

	"github.com/gangmu/gangmu"
)

// Pictures are the pictures that the body of a file shows, in its order. They may be used
// by one goroutine at a time, while the file is open.
type Pictures struct {
	pkg   *wordPackage
	parts []string
}

// OpenPictures finds the pictures. The error is as that of Read.
func OpenPictures(r io.ReaderAt, size int64) (*Pictures, error) {
	pkg, err := openPackage(r, size, nil)
	if err != nil {
		return nil, err
	}
	p := &Pictures{pkg: pkg}
	return p, pkg.Scan(pkg.main, p.find)
}

func (p *Pictures) find(s *scanner) error {
	return s.Root(func(name string) error { return p.element(s, name) })
}

func (p *Pictures) element(s *scanner, name string) error {
	switch name {
	case "Fallback": // of AlternateContent: the same again, for older programs
		return s.Skip()
	case "blip", "imagedata":
		id := s.Attr("embed")
		if id == "" {
			id = s.Attr("id")
		}
		if part := p.pkg.byID[id]; part != "" && len(p.parts) < maxPictures {
			p.parts = append(p.parts, part)
		}
	}
	return s.Each(func(name string) error { return p.element(s, name) })
}

// Len is the number of pictures.
func (p *Pictures) Len() int { return len(p.parts) }

// Picture is the file of picture n, from 1.
func (p *Pictures) Picture(n int) ([]byte, error) {
	if n < 1 || n > len(p.parts) {
		return nil, errors.New("no such picture")
	}
	b, err := p.pkg.Bytes(p.parts[n-1])
	if err == nil && len(b) == 0 {
		err = fmt.Errorf("%w: part %s is missing", gangmu.ErrCorrupt, p.parts[n-1])
	}
	return b, err
}
