package ofd

import (
	"strings"

	"github.com/gangmu/gangmu"
)

// annotations reads the text of notes on pages (15), watermarks and comments, as blocks
// that stand apart from the text. first is how many pages other documents have before
// those of d.
func (f *file) annotations(d *document, first int) error {
	if d.annotations == "" {
		return nil
	}
	var parts []string
	err := f.attempt(d.annotations, 0, func(s *scanner) error {
		return s.Root(func(name string) error {
			if name != "Page" {
				return s.Skip()
			}
			return s.Each(func(name string) error {
				if name != "FileLoc" || len(parts) == maxPages {
					return s.Skip()
				}
				t, err := s.Content()
				parts = append(parts, resolve(d.annotations, string(t)))
				return err
			})
		})
	})
	for _, part := range parts {
		if err != nil {
			break
		}
		err = f.attempt(part, 0, func(s *scanner) error {
			return s.Root(func(name string) error { return f.annotation(s, name) })
		})
	}
	return err
}

// maxAside is how many notes are kept.
const maxAside = 10_000

func (f *file) annotation(s *scanner, name string) error {
	var text strings.Builder
	var read func(name string) error
	read = func(name string) error {
		if name == "TextCode" {
			t, err := s.Content()
			text.Write(t)
			return err
		}
		return s.Each(read)
	}
	err := read(name)
	if t := strings.TrimSpace(text.String()); t != "" && len(f.aside) < maxAside {
		f.aside = append(f.aside, gangmu.Block{Kind: gangmu.Comment, Text: t, Source: gangmu.FromText})
	}
	return err
}
