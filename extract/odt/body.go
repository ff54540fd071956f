package odt

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
)

// A body makes blocks of the content. What it does not know it looks into, so that no text
// is lost.
type body struct {
	ctx    context.Context
	styles *styles
	aside  []gangmu.Block
	last   map[string]*counters // the last list of each style
	byID   map[string]*counters
	heads  counters // of numbered headings

	paragraphs int
	tables     int
	images     []string // parts; a frame has one, and perhaps the same in another form

	text
}

// A text is what is being read: the body, a note, a text box, a header.
type text struct {
	kind   gangmu.BlockKind
	blocks []gangmu.Block
	slot   *gangmu.Slot
	toc    bool
	list   *listState // around the paragraph; nil outside lists
}

// A listState is a list while its items are read.
type listState struct {
	style string
	count *counters
	level int  // from 0
	fresh bool // the item has had no paragraph yet
	start int  // the number the item is given, -1 if none
}

// apart reads a text of its own and returns its blocks.
func (b *body) apart(kind gangmu.BlockKind, read func() error) ([]gangmu.Block, error) {
	outer := b.text
	b.text = text{kind: kind}
	err := read()
	blocks := b.blocks
	b.text = outer
	return blocks, err
}

// story reads the children of an element as paragraphs, lists and tables.
func (b *body) story(s *xmlscan.Scanner) error {
	return s.Each(func(name string) error { return b.element(s, name) })
}

func (b *body) element(s *xmlscan.Scanner, name string) error {
	switch name {
	case "p", "h":
		return b.paragraph(s, name)
	case "list":
		return b.readList(s)
	case "table":
		return b.table(s)
	case "section":
		if s.Attr("display") == "none" {
			return s.Skip()
		}
	case "table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index", "object-index":
		outer := b.toc
		b.toc = true
		err := b.story(s)
		b.toc = outer
		return err
	case "annotation":
		return b.comment(s)
	case "image", "object":
		if name == "image" && len(b.images) < maxPictures {
			b.images = append(b.images, strings.TrimPrefix(s.Attr("href"), "./"))
		}
		return s.Skip()
	case "text-box", "custom-shape", "rect", "ellipse", "polygon":
		blocks, err := b.apart(boxKind(b.kind), func() error { return b.story(s) })
		b.blocks = append(b.blocks, blocks...)
		return err
	case "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "table-of-content-source", "illustration-index-source",
		"table-index-source", "alphabetical-index-source", "user-index-source", "object-index-source", "title", "desc", "enhanced-geometry", "event-listeners":
		return s.Skip()
	}
	return b.story(s)
}

func boxKind(around gangmu.BlockKind) gangmu.BlockKind {
	if around == gangmu.Paragraph {
		return gangmu.TextBox
	}
	return around
}

// readList reads a text:list (5.3.1). A list at the top counts anew, unless it continues another one.
func (b *body) readList(s *xmlscan.Scanner) error {
	outer := b.list
	l := &listState{style: s.Attr("style-name"), start: -1}
	id, of, goesOn := s.Attr("id"), s.Attr("continue-list"), s.Attr("continue-numbering") == "true"
	switch {
	case outer != nil:
		l.level, l.count = outer.level+1, outer.count
		if l.style == "" {
			l.style = outer.style
		}
	case of != "" && b.byID[of] != nil:
		l.count = b.byID[of]
	case goesOn && b.last[l.style] != nil:
		l.count = b.last[l.style]
	default:
		l.count = &counters{}
	}
	if outer == nil {
		b.last[l.style] = l.count
	}
	if id != "" {
		b.byID[id] = l.count
	}
	b.list = l
	err := s.Each(func(name string) error {
		l.fresh, l.start = name == "list-item", s.Int("start-value", -1)
		return b.story(s)
	})
	b.list = outer
	return err
}

func (b *body) comment(s *xmlscan.Scanner) error {
	blocks, err := b.apart(gangmu.Comment, func() error {
		return s.Each(func(name string) error {
			if name == "creator" || name == "date" || name == "creator-initials" {
				return s.Skip()
			}
			return b.element(s, name)
		})
	})
	b.aside = append(b.aside, blocks...)
	return err
}

func (b *body) paragraph(s *xmlscan.Scanner, name string) error {
	if b.paragraphs++; b.paragraphs > maxParagraphs {
		return fmt.Errorf("%w: more than %d paragraphs", gangmu.ErrTooLarge, maxParagraphs)
	}
	if b.paragraphs%1000 == 0 && b.ctx.Err() != nil {
		return b.ctx.Err()
	}
	p := &paragraph{style: s.Attr("style-name"), lead: -1}
	level := 0
	if name == "h" {
		level = max(1, min(s.Int("outline-level", 1), levels))
	}
	x := gangmu.Block{Kind: b.kind, Source: gangmu.FromText, Table: b.slot}
	x.Label = b.label(p.style, level, s.Attr("is-list-header") == "true", s.Int("start-value", -1))
	if b.list != nil && x.Label != "" {
		x.Style.List, x.Style.Level = b.list.style, b.list.level
	}
	if err := b.inline(s, p); err != nil {
		return err
	}
	list, listLevel := x.Style.List, x.Style.Level
	x.Style = b.styles.shown(p.style, p.first)
	x.Style.List, x.Style.Level = list, listLevel
	x.Style.Outline = min(level, 9)
	if text := p.text.String(); p.lead > 0 && p.differs(b.styles) {
		x.Style.Lead = min(utf8.RuneCountInString(text[:p.lead]), utf8.RuneCountInString(strings.TrimRight(text, " \t\n")))
	}
	x.Text = strings.TrimRight(p.text.String(), " \t\n")
	if b.kind == gangmu.Paragraph {
		switch {
		case b.slot != nil:
			x.Kind = gangmu.Cell
		case b.toc:
			x.Kind = gangmu.TOC
		}
	}
	if x.Label != "" || strings.TrimSpace(x.Text) != "" {
		b.blocks = append(b.blocks, x)
	}
	b.blocks = append(b.blocks, p.hangs...)
	return nil
}

// label counts the paragraph, if it has a number: as the first of a list's item, or as a
// heading by the outline style.
func (b *body) label(style string, heading int, bare bool, start int) string {
	if l := b.list; l != nil {
		if !l.fresh {
			return ""
		}
		l.fresh = false
		name := l.style
		if name == "" {
			name = b.styles.listOf(style)
		}
		return strings.TrimSpace(l.count.advance(b.styles.lists[name], l.level, l.start))
	}
	if heading == 0 || bare {
		return ""
	}
	return strings.TrimSpace(b.heads.advance(b.styles.outline, heading-1, start))
}
