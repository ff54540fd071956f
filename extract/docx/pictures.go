package docx

import (
	"io"

	"github.com/gangmu/gangmu/extract/zipped"
)

// pictures finds the pictures that the body of a file shows.
type pictures struct {
	pkg   *wordPackage
	parts []string
}

// OpenPictures finds the pictures that the body of a file shows. The error is as that of
// Read.
func OpenPictures(r io.ReaderAt, size int64) (*zipped.Pictures, error) {
	pkg, err := openPackage(r, size, nil)
	if err != nil {
		return nil, err
	}
	p := &pictures{pkg: pkg}
	if err := pkg.Scan(pkg.main, p.find); err != nil {
		return nil, err
	}
	return &zipped.Pictures{Package: pkg.Package, Parts: p.parts}, nil
}

func (p *pictures) find(s *scanner) error {
	return s.Root(func(name string) error { return p.element(s, name) })
}

func (p *pictures) element(s *scanner, name string) error {
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
