package ofd

import (
	"path"
	"strings"

	"github.com/gangmu/gangmu/extract/xmlscan"
)

// maxListed is how many fonts, or media, are kept of a document's resources.
const maxListed = 20_000

// resources reads a resource file (7.9): the names of fonts, and where media are. Files
// that it lists lie in the folder that its root names.
func (f *file) resources(d *document, part string) error {
	return f.attempt(part, 0, func(s *scanner) error {
		for {
			t, err := s.Next()
			if err != nil {
				return err
			}
			if t == xmlscan.StartTag {
				return d.listed(s, part, s.Attr("BaseLoc"))
			}
		}
	})
}

// listed reads the resources below an element.
func (d *document) listed(s *scanner, part, folder string) error {
	return s.Each(func(name string) error {
		switch name {
		case "Font":
			if len(d.fonts) < maxListed {
				d.fonts[s.Attr("ID")] = s.Attr("FontName")
			}
			return s.Skip()
		case "MultiMedia":
			return d.medium(s, part, folder)
		}
		return d.listed(s, part, folder)
	})
}

// medium reads where the file of a medium is.
func (d *document) medium(s *scanner, part, folder string) error {
	id := s.Attr("ID")
	return s.Each(func(name string) error {
		if name != "MediaFile" {
			return s.Skip()
		}
		t, err := s.Content()
		if err == nil && len(d.media) < maxListed {
			file := strings.TrimSpace(string(t))
			if !strings.HasPrefix(file, "/") {
				file = path.Join(folder, file)
			}
			d.media[id] = resolve(part, file)
		}
		return err
	})
}
