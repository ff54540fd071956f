package doc

import (
	"context"
	"fmt"
	"strings"

	"github.com/gangmu/gangmu"
)

// Characters that mean something (2.4.1, 2.9).
const (
	charPicture    = 0x01
	charCell       = 0x07 // ends a cell, or a row
	charDrawn      = 0x08
	charLine       = 0x0B
	charPage       = 0x0C // page break, or the end of a section
	charParagraph  = 0x0D
	charColumn     = 0x0E
	charFieldBegin = 0x13
	charFieldSep   = 0x14
	charFieldEnd   = 0x15
	charHyphen     = 0x1E // does not break
	charSoftHyphen = 0x1F
)

// A body turns the characters of a file into blocks.
type body struct {
	ctx  context.Context
	file *file

	notes map[int][][2]int // CPs of footnotes and endnotes, by the CP they hang on
	boxes map[int][][2]int // of text boxes
	lost  [][2]int         // text boxes that hang on nothing
	tops  map[int]bool     // CPs at which sections begin on a new page

	unlabelled string // why numbers are missing
	pictures   int
	paragraphs int
	units      int // characters read
	tables     int
}

// main reads the main story with what hangs on it.
func (b *body) main() ([]gangmu.Block, error) {
	f := b.file
	b.notes = map[int][][2]int{}
	for _, x := range []struct{ refs, texts, story int }{{partNoteRefs, partNotes, footnoteStory}, {partEndnoteRefs, partEndnotes, endnoteStory}} {
		refs, texts := newPLC(f.part(x.refs), 2), newPLC(f.part(x.texts), 0)
		for i := range min(refs.count(), texts.count()-1) {
			at := refs.at(i)
			b.notes[at] = append(b.notes[at], b.within(x.story, texts.at(i), texts.at(i+1)))
		}
	}
	b.placeBoxes()
	b.tops = f.pageTops()
	start, end := f.fib.story(mainStory)
	blocks, err := b.story(start, end, gangmu.Paragraph)
	for _, r := range b.lost {
		more, err := b.story(r[0], r[1], gangmu.TextBox)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, more...)
	}
	return blocks, err
}

// within is a range of CPs of a story, as CPs of the text.
func (b *body) within(story, from, to int) [2]int {
	start, end := b.file.fib.story(story)
	from = start + min(max(from, 0), end-start)
	return [2]int{from, max(from, start+min(max(to, 0), end-start))}
}

// placeBoxes finds the paragraph that each text box hangs on: the text says which shape
// it is in (2.9.99), and the shapes where they are anchored (2.9.253).
func (b *body) placeBoxes() {
	b.boxes = map[int][][2]int{}
	anchors := map[uint32]int{}
	shapes := newPLC(b.file.part(partShapes), 26)
	for i := range shapes.count() {
		anchors[u32(shapes.value(i), 0)] = shapes.at(i)
	}
	texts := newPLC(b.file.part(partBoxes), 22)
	for i := range texts.count() - 1 { // the last is a guard
		x := texts.value(i)
		if u16(x, 8) != 0 { // free for another use
			continue
		}
		r := b.within(boxStory, texts.at(i), texts.at(i+1))
		if at, ok := anchors[u32(x, 14)]; ok {
			b.boxes[at] = append(b.boxes[at], r)
		} else {
			b.lost = append(b.lost, r)
		}
	}
}

// pageTops are the CPs at which sections begin on a new page (2.8.26, 2.6.4: sprmSBkc,
// which says how, is "new page" where it is not given).
func (f *file) pageTops() map[int]bool {
	const partSections, sprmSBkc = 6, 0x3009
	tops := map[int]bool{}
	sections := newPLC(f.part(partSections), 12)
	for i := 1; i < sections.count(); i++ {
		kind := 2
		at := int(u32(sections.value(i), 2))
		each(piece(f.doc, at+2, u16(f.doc, at)), func(code int, x []byte) {
			if code == sprmSBkc {
				kind = u8(x, 0)
			}
		})
		tops[sections.at(i)] = kind >= 2
	}
	return tops
}

// aside reads what stands apart from the text: headers and footers, each once, and
// comments.
func (b *body) aside() ([]gangmu.Block, error) {
	// Six stories of separators, then six a section (2.8.22).
	kinds := [...]gangmu.BlockKind{gangmu.Header, gangmu.Header, gangmu.Footer, gangmu.Footer, gangmu.Header, gangmu.Footer}
	var aside []gangmu.Block
	seen := map[string]bool{}
	heads := newPLC(b.file.part(partHeaders), 0)
	for i := 6; i < heads.count()-1; i++ {
		r := b.within(headerStory, heads.at(i), heads.at(i+1))
		blocks, err := b.story(r[0], r[1], kinds[i%6])
		if err != nil {
			return nil, err
		}
		var text strings.Builder
		for _, x := range blocks {
			text.WriteString(x.Text + "\n")
		}
		if !seen[text.String()] {
			seen[text.String()] = true
			aside = append(aside, blocks...)
		}
	}
	for _, x := range []struct {
		story int
		kind  gangmu.BlockKind
	}{{headerBoxStory, gangmu.TextBox}, {commentStory, gangmu.Comment}} {
		start, end := b.file.fib.story(x.story)
		blocks, err := b.story(start, end, x.kind)
		if err != nil {
			return nil, err
		}
		aside = append(aside, blocks...)
	}
	return aside, nil
}

// A story is a text of its own while it is read.
type story struct {
	kind   gangmu.BlockKind
	blocks []gangmu.Block
	tables []*table // that the paragraph lies in, the innermost last
	fields fields
	joined *paragraph // its mark is deleted: it goes on in the next one
}

// story reads the CPs from start to end as a text of its own.
func (b *body) story(start, end int, kind gangmu.BlockKind) ([]gangmu.Block, error) {
	units := b.file.text.units
	start, end = min(start, len(units)), min(end, len(units))
	s := &story{kind: kind, fields: findFields(units[start:end], start)}
	for cp := start; cp < end; {
		mark := b.markOf(cp, end)
		if err := b.paragraph(s, cp, mark, min(mark+1, end)); err != nil {
			return nil, err
		}
		cp = mark + 1
	}
	if s.joined != nil {
		if err := b.emit(s, s.joined); err != nil {
			return nil, err
		}
	}
	for len(s.tables) > 0 {
		b.closeTable(s)
	}
	return s.blocks, nil
}

// markOf is the CP of the mark that ends the paragraph which starts at cp.
func (b *body) markOf(cp, end int) int {
	units := b.file.text.units
	for ; cp < end; cp++ {
		switch units[cp] {
		case charParagraph, charCell:
			return cp
		case charPage: // a break inside a paragraph is not the end of a run of properties
			i := b.file.text.piece(cp)
			fc := b.file.text.fc(cp)
			if _, _, stop := b.file.paras.find(fc); stop == fc+b.file.text.pieces[i].width {
				return cp
			}
		}
	}
	return end - 1
}

// countParagraph counts a paragraph of so many characters. Notes and boxes may name the
// same text again and again: all of it is read three times at most.
func (b *body) countParagraph(units int) error {
	b.units += units
	if b.paragraphs++; b.paragraphs > maxParagraphs || b.units > 3*len(b.file.text.units) {
		return fmt.Errorf("%w: more than %d paragraphs, or text that is named again", gangmu.ErrTooLarge, maxParagraphs)
	}
	if b.paragraphs%1000 == 0 {
		return b.ctx.Err()
	}
	return nil
}
