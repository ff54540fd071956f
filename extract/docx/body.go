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
	yield     func(gangmu.Block, error) bool
	pkg       *wordPackage
	styles    *styles
	numbering *numbering
	notes     map[string][]gangmu.Block // by kind and ID, until they are placed
	margins   []margin
	warnings  []gangmu.Warning

	story // the one being read

	section  int   // number of the block that its section begins with
	pageTops []int // numbers of the blocks that a section break puts on a new page
	newPage  bool  // nothing was written since the last page break

	*tally
	given    int // blocks of the main story that were handed on
	shown    int // bytes of visible text read so far
	tables   int
	breaks   int // lastRenderedPageBreaks so far
	pictures int
	sawText  bool
}

// A tally is what a file has cost so far, other files in it included.
type tally struct {
	paragraphs int // and cells, read
	blocks     int // made
	bytes      int // of text and labels made
	chunks     int // altChunk elements
}

// A story is a text of its own: the body, a header, a note, a text box.
type story struct {
	kind   gangmu.BlockKind
	main   bool // the body itself: its blocks are handed on
	out    []gangmu.Block
	slot   *gangmu.Slot   // the cell being read
	after  []gangmu.Block // text boxes and notes of a table's row, which come after it
	open   int            // cells that may still grow down, of all tables that are open
	joined *paragraph     // its mark is deleted: it goes on in the next one
	fields fields
	toc    int // depth of content controls that hold a table of contents
}

func newBody(ctx context.Context, yield func(gangmu.Block, error) bool) *body {
	return &body{
		ctx: ctx, yield: yield, styles: newStyles(), numbering: newNumbering(), notes: map[string][]gangmu.Block{}, tally: &tally{},
		story: story{kind: gangmu.Paragraph, main: true},
	}
}

// readMain reads the main part and hands its blocks on.
func (b *body) readMain(s *scanner) error {
	err := s.Root(func(name string) error {
		if name != "body" {
			return s.Skip()
		}
		return s.Each(func(name string) error { return b.block(s, name) })
	})
	if err != nil {
		return err
	}
	if err := b.endStory(); err != nil {
		return err
	}
	b.fields.abandon(b.out)
	return b.flush()
}

// aStory reads, by read, a text of its own and returns its blocks.
func (b *body) aStory(kind gangmu.BlockKind, read func() error) ([]gangmu.Block, error) {
	outer := b.story
	b.story = story{kind: kind}
	err := read()
	if err == nil {
		err = b.endStory()
	}
	b.fields.abandon(b.out)
	blocks := b.out
	b.story = outer
	return blocks, err
}

// endStory closes what is still open.
func (b *body) endStory() error {
	if p := b.joined; p != nil {
		b.joined = nil
		return b.emit(p)
	}
	return nil
}

// flush hands on the blocks of the main story that nothing can change any more. Those of
// a table of contents are held back until it ends: if it never does, they are none.
func (b *body) flush() error {
	if !b.main || b.slot != nil || b.open > 0 {
		return nil
	}
	if b.fields.inTOC() {
		if len(b.out) < maxHeld {
			return nil
		}
		b.fields.abandon(b.out)
	}
	for i := range b.out {
		if !b.yield(b.out[i], nil) {
			return errStopped
		}
	}
	b.given += len(b.out)
	b.out, b.fields.marked = b.out[:0], b.fields.marked[:0]
	return nil
}

// block reads one element of block level.
func (b *body) block(s *scanner, name string) error {
	switch name {
	case "p":
		if err := b.paragraph(s); err != nil {
			return err
		}
		return b.flush()
	case "tbl":
		if err := b.table(s); err != nil {
			return err
		}
		return b.flush()
	case "sdt":
		return b.control(s, func(name string) error { return b.block(s, name) })
	case "AlternateContent":
		return b.alternate(s, func(name string) error { return b.block(s, name) })
	case "sectPr":
		x := &section{}
		err := x.read(s)
		b.endSection(x)
		return err
	case "altChunk":
		return b.chunk(s)
	case "subDoc":
		b.warn("part_left_out", "subDoc")
		return s.Skip()
	case "del", "moveFrom":
		return s.Skip()
	}
	return s.Each(func(name string) error { return b.block(s, name) })
}

// control reads a content control (17.5.2). Its content is read by f.
func (b *body) control(s *scanner, f func(name string) error) error {
	toc := b.toc
	defer func() { b.toc = toc }()
	return s.Each(func(name string) error {
		switch name {
		case "sdtPr":
			gallery, err := gallery(s)
			if strings.HasPrefix(gallery, "Table of Contents") {
				b.toc++
			}
			return err
		case "sdtContent":
			return s.Each(f)
		}
		return s.Skip()
	})
}

// gallery reads the properties of a content control and returns its docPartGallery.
func gallery(s *scanner) (gallery string, err error) {
	err = s.Each(func(name string) error {
		if name != "docPartObj" && name != "docPartList" {
			return s.Skip()
		}
		return s.Each(func(name string) error {
			if name == "docPartGallery" {
				gallery = val(s)
			}
			return s.Skip()
		})
	})
	return gallery, err
}

// alternate reads the first branch of an AlternateContent (part 3, 7) that shows any text:
// Choice and Fallback are the same content twice, unless a writer could say it in one way
// only.
func (b *body) alternate(s *scanner, f func(name string) error) error {
	before := b.shown
	return s.Each(func(name string) error {
		if b.shown > before || name != "Choice" && name != "Fallback" {
			return s.Skip()
		}
		return s.Each(f)
	})
}

// add makes a block part of the story.
func (b *body) add(x gangmu.Block) error {
	b.blocks++
	b.bytes += len(x.Text) + len(x.Label)
	if b.blocks > maxBlocks || b.bytes > maxTextBytes {
		return fmt.Errorf("%w: more than %d blocks or %d bytes of text", gangmu.ErrTooLarge, maxBlocks, maxTextBytes)
	}
	beside := b.kind == gangmu.Header || b.kind == gangmu.Footer || b.kind == gangmu.Comment
	b.sawText = b.sawText || x.Text != "" && !beside
	b.out = append(b.out, x)
	return nil
}

// readNotes reads the footnotes or endnotes part (17.11) into b.notes.
func (b *body) readNotes(s *scanner, kind string) error {
	return s.Root(func(name string) error {
		id := s.Attr("id")
		blocks, err := b.aStory(gangmu.Footnote, func() error {
			return s.Each(func(name string) error { return b.block(s, name) })
		})
		if len(blocks) > 0 {
			b.notes[kind+id] = blocks
		}
		return err
	})
}

// pages is the number of pages, if the page breaks that Word left from its last rendering
// can be trusted: when they come to the number of pages it noted. Otherwise it is unknown,
// and 0.
func (b *body) pages() int {
	noted := 0
	if b.breaks > 0 {
		_ = b.pkg.Scan("docProps/app.xml", func(s *scanner) error { // it is only a witness
			return s.Root(func(name string) error {
				if name != "Pages" {
					return s.Skip()
				}
				t, err := s.Content()
				noted, _ = strconv.Atoi(string(t))
				return err
			})
		})
	}
	if noted == b.breaks+1 {
		return noted
	}
	return 0
}

// count counts a paragraph or a cell.
func (b *body) count() error {
	if b.paragraphs++; b.paragraphs > maxParagraphs {
		return fmt.Errorf("%w: more than %d paragraphs", gangmu.ErrTooLarge, maxParagraphs)
	}
	if b.paragraphs%1000 == 0 {
		return b.ctx.Err()
	}
	return nil
}
