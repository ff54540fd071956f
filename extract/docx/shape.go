package docx

import (
	"strings"

	"github.com/gangmu/gangmu"
)

// shape reads text that a drawing holds: a text box, text of DrawingML, WordArt (VML 14.1.2.23),
// a diagram. Its blocks come after the paragraph it hangs on; in a header or a note they
// are part of that.
func (b *body) shape(s *scanner, p *paragraph, name string) error {
	kind := gangmu.TextBox
	if b.kind != gangmu.Paragraph {
		kind = b.kind
	}
	blocks, err := b.aStory(kind, func() error {
		switch name {
		case "txbxContent":
			return s.Each(func(name string) error { return b.block(s, name) })
		case "textpath":
			return b.plain(s.Attr("string"), s.Skip())
		case "relIds":
			return b.diagram(s)
		}
		return b.drawingText(s)
	})
	if !p.hidden {
		p.boxes = append(p.boxes, blocks...)
	}
	return err
}

// plain makes a block of text that has no typography. err comes first.
func (b *body) plain(text string, err error) error {
	if err != nil || strings.TrimSpace(text) == "" {
		return err
	}
	b.shown += len(text)
	return b.add(gangmu.Block{Kind: b.kind, Text: strings.TrimSpace(text), Source: gangmu.FromText})
}

// diagram reads the text of a diagram (21.4.2.20, dgm:relIds), which lies in a part of its own.
func (b *body) diagram(s *scanner) error {
	name := b.pkg.byID[s.Attr("dm")]
	if err := s.Skip(); err != nil {
		return err
	}
	return b.attempt(name, func(s *scanner) error {
		return s.Root(func(string) error { return b.drawingText(s) })
	})
}

// drawingText reads the paragraphs of DrawingML (21.1.2.2.6, a:p) in the element that was
// just started.
func (b *body) drawingText(s *scanner) error {
	return s.Each(func(name string) error {
		if name != "p" {
			return b.drawingText(s)
		}
		if err := b.count(); err != nil {
			return err
		}
		var text strings.Builder
		err := runsOf(s, &text)
		return b.plain(text.String(), err)
	})
}

func runsOf(s *scanner, text *strings.Builder) error {
	return s.Each(func(name string) error {
		switch name {
		case "t":
			t, err := s.Content()
			text.Write(t)
			return err
		case "br":
			text.WriteByte('\n')
		}
		return runsOf(s, text)
	})
}
