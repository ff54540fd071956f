package odt

import (
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
)

// A paragraph being read.
type paragraph struct {
	style string
	first string // style of the span that its text begins in
	lead  int    // bytes of text in that style; -1 while all are
	then  string // style of the span behind it
	text  strings.Builder
	hangs []gangmu.Block // notes and text boxes, which follow it
}

const maxBlanks = 1000

// inline reads the content of a paragraph (6.1).
func (b *body) inline(s *xmlscan.Scanner, p *paragraph) error { return b.span(s, p, "") }

// span reads the children of an element whose text is in the style span.
func (b *body) span(s *xmlscan.Scanner, p *paragraph, span string) error {
	for {
		t, err := s.Next()
		switch {
		case err != nil:
			return err
		case t == xmlscan.EndTag:
			return nil
		case t == xmlscan.Text:
			p.write(string(s.Chars()), span)
			continue
		}
		if err := b.inlineElement(s, p, span); err != nil {
			return err
		}
	}
}

func (b *body) inlineElement(s *xmlscan.Scanner, p *paragraph, span string) error {
	switch s.Name() {
	case "s":
		p.add(strings.Repeat(" ", max(1, min(s.Int("c", 1), maxBlanks))), span)
		return s.Skip()
	case "tab":
		p.add("\t", span)
		return s.Skip()
	case "line-break":
		p.add("\n", span)
		return s.Skip()
	case "span":
		style := s.Attr("style-name")
		if b.styles.hidden(style) {
			return s.Skip()
		}
		return b.span(s, p, style)
	case "ruby-text", "hidden-text", "note-citation", "title", "desc", "tracked-changes":
		return s.Skip()
	case "note":
		return b.hang(p, gangmu.Footnote, func() error {
			return s.Each(func(name string) error {
				if name != "note-body" {
					return s.Skip()
				}
				return b.story(s)
			})
		})
	case "annotation":
		return b.comment(s)
	case "frame", "custom-shape", "rect", "ellipse", "polygon", "g", "line":
		return b.hang(p, gangmu.TextBox, func() error { return b.story(s) })
	}
	return b.span(s, p, span)
}

// hang reads a text that follows the paragraph.
func (b *body) hang(p *paragraph, kind gangmu.BlockKind, read func() error) error {
	if b.kind != gangmu.Paragraph {
		kind = b.kind
	}
	blocks, err := b.apart(kind, read)
	for i := range blocks {
		if blocks[i].Kind == gangmu.TextBox && kind == gangmu.Footnote {
			blocks[i].Kind = kind
		}
	}
	p.hangs = append(p.hangs, blocks...)
	return err
}

// write adds text whose blanks collapse (6.1.2).
func (p *paragraph) write(s, span string) {
	blank := func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }
	for s != "" {
		i := strings.IndexFunc(s, blank)
		if i < 0 {
			p.add(s, span)
			return
		}
		if i > 0 {
			p.add(s[:i], span)
		}
		s = strings.TrimLeftFunc(s[i:], blank)
		if text := p.text.String(); text != "" && !strings.HasSuffix(text, " ") {
			p.text.WriteByte(' ')
		}
	}
}

func (p *paragraph) add(s, span string) {
	switch {
	case strings.TrimSpace(p.text.String()) == "":
		p.first, p.lead = span, -1
	case span != p.first && p.lead < 0 && strings.TrimSpace(s) != "":
		p.lead, p.then = p.text.Len(), span
	}
	p.text.WriteString(s)
}

// differs reports whether the text behind the lead is set in another font, size or weight.
func (p *paragraph) differs(st *styles) bool {
	a, b := st.shown(p.style, p.first), st.shown(p.style, p.then)
	return a.Font != b.Font || a.Size != b.Size || a.Bold != b.Bold
}
