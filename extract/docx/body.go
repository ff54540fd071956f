package docx

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/gangmu/gangmu"
)

// A body turns the markup of block level (17.2, 17.4, 17.5) into blocks. It reads by
// recursive descent; what it does not know it looks into, so that no text is lost.
type body struct {
	ctx       context.Context
	styles    *styles
	numbering *numbering
	notes     map[string][]gangmu.Block // by kind and ID, until they are placed
	warnings  []gangmu.Warning

	storyState // what is being read
	headers    []string
	footers    []string
	count      int // paragraphs so far
	tables     int
	breaks     int  // lastRenderedPageBreaks so far
	images     bool // there is a picture
}

// A story is a text of its own: the body, a header, a note, a text box.
type storyState struct {
	kind   gangmu.BlockKind
	blocks []gangmu.Block
	slot   *gangmu.Slot // the cell being read
	joined *paragraph   // its mark is deleted: it goes on in the next one
	fields fields
	toc    int // depth of content controls that hold a table of contents
}

// story reads the children of an element as a text of its own and returns its blocks.
func (b *body) story(s *scanner, kind gangmu.BlockKind, children func(*scanner, func(string) error) error) ([]gangmu.Block, error) {
	outer := b.storyState
	b.storyState = storyState{kind: kind}
	err := children(s, func(name string) error { return b.block(s, name) })
	blocks := b.endStory()
	b.storyState = outer
	return blocks, err
}

// endStory closes what is still open and returns the blocks.
func (b *body) endStory() []gangmu.Block {
	if b.joined != nil {
		b.emit(b.joined)
		b.joined = nil
	}
	b.fields.settle(b.blocks)
	return b.blocks
}

// block reads one element of block level.
func (b *body) block(s *scanner, name string) error {
	switch name {
	case "p":
		return b.paragraph(s)
	case "tbl":
		return b.table(s)
	case "sdt":
		return b.control(s, func(name string) error { return b.block(s, name) })
	case "AlternateContent":
		return alternate(s, func(name string) error { return b.block(s, name) })
	case "sectPr":
		x := &section{}
		err := x.read(s)
		b.addSection(x)
		return err
	case "altChunk":
		b.warn("part_left_out", "altChunk")
		return s.skip()
	case "del", "moveFrom":
		return s.skip()
	}
	return s.each(func(name string) error { return b.block(s, name) })
}

// control reads a content control (17.5.2). Its content is read by f.
func (b *body) control(s *scanner, f func(name string) error) error {
	toc := b.toc
	defer func() { b.toc = toc }()
	return s.each(func(name string) error {
		switch name {
		case "sdtPr":
			gallery, err := b.gallery(s)
			if strings.HasPrefix(gallery, "Table of Contents") {
				b.toc++
			}
			return err
		case "sdtContent":
			return s.each(f)
		}
		return s.skip()
	})
}

// gallery reads the properties of a content control and returns its docPartGallery.
func (b *body) gallery(s *scanner) (gallery string, err error) {
	err = s.each(func(name string) error {
		if name != "docPartObj" && name != "docPartList" {
			return s.skip()
		}
		return s.each(func(name string) error {
			if name == "docPartGallery" {
				gallery = s.val()
			}
			return s.skip()
		})
	})
	return gallery, err
}

// alternate reads the first Choice of an AlternateContent (part 3, 7), or the Fallback
// if there is none: they are the same content twice.
func alternate(s *scanner, f func(name string) error) error {
	taken := false
	return s.each(func(name string) error {
		if taken || name != "Choice" && name != "Fallback" {
			return s.skip()
		}
		taken = true
		return s.each(f)
	})
}

func (b *body) addSection(x *section) {
	b.headers = append(b.headers, x.headers...)
	b.footers = append(b.footers, x.footers...)
}

// emit adds a finished paragraph, then what hangs on it: text boxes and notes.
func (b *body) emit(p *paragraph) {
	text := strings.TrimRight(p.text.String(), " \t\n")
	if label := b.label(p); label != "" || strings.TrimSpace(text) != "" {
		b.blocks = append(b.blocks, b.finish(p, label, text))
	}
	b.blocks = append(b.blocks, p.boxes...)
	for _, id := range p.notes {
		b.blocks = append(b.blocks, b.notes[id]...)
		delete(b.notes, id)
	}
}

func (b *body) finish(p *paragraph, label, text string) gangmu.Block {
	if !p.styled {
		b.styles.properties(b.styleOf(p), &p.props, &p.run)
	}
	blk := gangmu.Block{Kind: b.kind, Label: label, Text: text, Page: p.page, Style: shown(&p.props, &p.run), Source: gangmu.FromText}
	if p.list != "" {
		blk.Style.List, blk.Style.Level = p.list, p.level
	}
	if b.slot != nil {
		blk.Table = b.slot
		if b.kind == gangmu.Paragraph {
			blk.Kind = gangmu.Cell
		}
	}
	if b.kind == gangmu.Paragraph && b.slot == nil {
		switch {
		case p.toc || b.toc > 0 || b.styles.isTOC(p.props.style):
			blk.Kind = gangmu.TOC
		case p.tocField:
			blk.Kind = gangmu.TOC
			b.fields.marked = append(b.fields.marked, len(b.blocks))
		}
	}
	return blk
}

func (b *body) styleOf(p *paragraph) string {
	if p.props.style != "" {
		return p.props.style
	}
	return b.styles.defPara
}

// label counts the paragraph in its list and returns its number as shown.
func (b *body) label(p *paragraph) string {
	style := b.styleOf(p)
	id, level := p.props.num, -1
	if p.props.level != nil {
		level = *p.props.level
	}
	if id == "" {
		if id = b.styles.num(style); id == "" {
			return ""
		}
		if level < 0 {
			level = b.styleLevel(id, style)
		}
	}
	if id == "0" {
		return ""
	}
	level = max(level, 0)
	label := strings.TrimSpace(b.numbering.advance(id, level))
	if label != "" {
		p.list, p.level = id, level
	}
	return label
}

// styleLevel is the level at which a style numbers: the one linked to the style, else
// its own ilvl, else the same of the style it is based on.
func (b *body) styleLevel(num, styleID string) int {
	level := 0
	b.styles.chain(styleID, func(id string, x *style) bool {
		if l := b.numbering.styleLevel(num, id); id != "" && l >= 0 {
			level = l
			return true
		}
		if x.para.level != nil {
			level = *x.para.level
			return true
		}
		return false
	})
	return level
}

// readNotes reads the footnotes or endnotes part (17.11) into b.notes.
func (b *body) readNotes(s *scanner, kind string) error {
	return root(s, func(name string) error {
		id := s.attr("id")
		blocks, err := b.story(s, gangmu.Footnote, (*scanner).each)
		if len(blocks) > 0 {
			b.notes[kind+id] = blocks
		}
		return err
	})
}

// settlePages decides whether the page breaks that Word left from its last rendering
// can be trusted: when they come to the number of pages it noted. Otherwise pages are
// unknown, and 0. It returns the number of pages.
func (b *body) settlePages(c *container, blocks []gangmu.Block) int {
	noted := 0
	if name := "docProps/app.xml"; c.has(name) && b.breaks > 0 {
		_ = c.read(name, func(s *scanner) error { // it is only a witness
			return root(s, func(name string) error {
				if name != "Pages" {
					return s.skip()
				}
				t, err := s.content()
				noted, _ = strconv.Atoi(string(t))
				return err
			})
		})
	}
	if noted > 0 && noted == b.breaks+1 {
		return noted
	}
	for i := range blocks {
		blocks[i].Page = 0
	}
	return 0
}

func (b *body) countParagraph() error {
	if b.count++; b.count > maxParagraphs {
		return fmt.Errorf("%w: more than %d paragraphs", gangmu.ErrTooLarge, maxParagraphs)
	}
	if b.count%1000 == 0 {
		return b.ctx.Err()
	}
	return nil
}
