package doc

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/numeral"
)

// A paragraph being read.
type paragraph struct {
	props    paraProps
	first    charProps // of its first character
	seen     bool      // first is known
	units    []uint16
	lead     int // units that are set as the first one; -1 while all are
	contents bool
	hangs    []hanging
}

// A hanging is a note or a text box that hangs on a paragraph.
type hanging struct {
	at   [2]int
	kind gangmu.BlockKind
}

// paragraph reads the paragraph whose characters are [start, end), the mark included.
func (b *body) paragraph(s *story, start, mark, end int) error {
	if err := b.countParagraph(end - start); err != nil {
		return err
	}
	props, styled := b.properties(mark)
	p := &paragraph{lead: -1}
	if s.joined != nil {
		p, s.joined = s.joined, nil
	}
	p.props = props
	if b.tops[start] && s.kind == gangmu.Paragraph {
		p.props.pageTop = true
	}
	run := runReader{b: b, styled: styled}
	for cp := start; cp < end; cp++ {
		if err := b.character(s, p, cp, cp == mark, run.at(cp)); err != nil {
			return err
		}
	}
	last := run.at(mark)
	if !p.seen {
		p.first = last
	}
	if last.deleted && b.file.text.units[mark] == charParagraph {
		s.joined = p
		return nil
	}
	return b.place(s, p, b.file.text.units[mark] == charCell)
}

// properties are those of the paragraph that ends at mark: of its style, of its list, of
// itself.
func (b *body) properties(mark int) (paraProps, charProps) {
	f := b.file
	list, _, _ := f.paras.find(f.text.fc(mark))
	style := u16(list, 0)
	p, c := f.styles.resolve(style)
	styleLevel := p.level
	own := piece(list, 2, len(list))
	direct := p
	direct.level = -1
	direct.apply(own, f.data)
	if prm := f.text.pieces[f.text.piece(mark)].prm; prm != nil {
		direct.apply(prm, f.data)
	}
	level := direct.level
	if level < 0 {
		level = styleLevel
	}
	if o := f.lists.get(direct.list); o != nil {
		if level < 0 {
			level = max(o.styleLevel(style), 0)
		}
		if x := o.level(level); x != nil { // the indents of the list, then the paragraph's own
			p.apply(x.para, nil)
			list := direct.list
			p.apply(own, f.data)
			p.list, p.level = list, level
			return p, c
		}
	}
	direct.level = max(level, 0)
	return direct, c
}

// A runReader gives the properties of characters, looked up once a run.
type runReader struct {
	b      *body
	styled charProps
	end    int // CP behind the run in hand
	props  charProps
}

func (r *runReader) at(cp int) charProps {
	if cp < r.end {
		return r.props
	}
	f := r.b.file
	i := f.text.piece(cp)
	p := &f.text.pieces[i]
	fc := f.text.fc(cp)
	list, _, stop := f.chars.find(fc)
	r.props = r.styled
	r.props.apply(list, f.styles, r.styled)
	r.props.apply(p.prm, f.styles, r.styled)
	r.end = cp + max(1, (stop-fc)/p.width)
	if i+1 < len(f.text.pieces) {
		r.end = min(r.end, f.text.pieces[i+1].cp)
	}
	return r.props
}

// character adds one character to a paragraph.
func (b *body) character(s *story, p *paragraph, cp int, mark bool, c charProps) error {
	u := b.file.text.units[cp]
	if s.kind == gangmu.Paragraph {
		for _, r := range b.notes[cp] {
			p.hangs = append(p.hangs, hanging{r, gangmu.Footnote})
		}
		for _, r := range b.boxes[cp] {
			p.hangs = append(p.hangs, hanging{r, gangmu.TextBox})
		}
	}
	taken, shows, name := s.fields.take(cp, u)
	if numbering[name] {
		b.unlabelled = "field " + name
	}
	switch {
	case c.hidden || c.deleted:
		return nil
	case taken:
		for _, r := range shows {
			p.add(uint16(r), c)
		}
		return nil
	case c.symbol != 0:
		p.add(uint16(numeral.Symbol(b.file.styles.fontName(c.symbolFont), c.symbol)), c)
		return nil
	case u == charPicture && c.special, u == charDrawn:
		b.pictures++
		return nil
	}
	switch u {
	case charLine, charColumn:
		p.add('\n', c)
	case charPage:
		if len(p.units) == 0 {
			p.props.pageTop = p.props.pageTop || !mark
		} else if !mark {
			p.add('\n', c)
		}
	case charHyphen:
		p.add('-', c)
	case charSoftHyphen:
	case '\t':
		p.add(u, c)
	default:
		if u >= ' ' { // a printing character is one, whatever its properties say
			p.contents = p.contents || s.fields.contents()
			p.add(u, c)
		}
	}
	return nil
}

// add adds a character that is shown.
func (p *paragraph) add(u uint16, c charProps) {
	if !p.seen {
		p.first, p.seen = c, true
	}
	if p.lead < 0 && u > ' ' && u != 0x3000 && (c.font != p.first.font || c.size != p.first.size || c.bold != p.first.bold) {
		p.lead = len(p.units)
	}
	p.units = append(p.units, u)
}

// emit adds a finished paragraph to the blocks, then what hangs on it.
func (b *body) emit(s *story, p *paragraph) error {
	text := strings.TrimRight(string(utf16.Decode(p.units)), " \t\n")
	if number := b.number(p); number != "" || strings.TrimSpace(text) != "" {
		s.blocks = append(s.blocks, b.block(s, p, number, text))
	}
	for _, h := range p.hangs {
		blocks, err := b.story(h.at[0], h.at[1], h.kind)
		if err != nil {
			return err
		}
		s.blocks = append(s.blocks, blocks...)
	}
	return nil
}

// number counts the paragraph in its list and returns its label as shown.
func (b *body) number(p *paragraph) string {
	if p.props.anld && p.props.list == 0 {
		b.unlabelled = "numbering of Word 95"
	}
	o := b.file.lists.get(p.props.list)
	if o == nil {
		return ""
	}
	return strings.TrimSpace(o.advance(p.props.level, b.file.styles.fontName))
}

func (b *body) block(s *story, p *paragraph, number, text string) gangmu.Block {
	x := gangmu.Block{Kind: s.kind, Label: number, Text: text, Style: b.style(p), Source: gangmu.FromText}
	if p.lead > 0 {
		lead := string(utf16.Decode(p.units[:p.lead]))
		x.Style.Lead = min(utf8.RuneCountInString(lead), utf8.RuneCountInString(text))
	}
	if n := len(s.tables); n > 0 {
		x.Table = s.tables[n-1].slot()
		if s.kind == gangmu.Paragraph {
			x.Kind = gangmu.Cell
		}
	} else if s.kind == gangmu.Paragraph && (p.contents || b.file.styles.isContents(p.props.style)) {
		x.Kind = gangmu.TOC
	}
	return x
}

var alignments = [...]string{"left", "center", "right", "justify", "justify", "justify"}

// style is the typography of a paragraph.
func (b *body) style(p *paragraph) gangmu.Style {
	const twips = 20
	c, x := p.first, p.props
	st := gangmu.Style{
		Font:      b.file.styles.fontName(c.font),
		Size:      float64(c.size) / 2,
		Bold:      c.bold,
		Indent:    float64(x.left) / twips,
		FirstLine: float64(x.first) / twips,
		PageTop:   x.pageTop,
	}
	if x.leftChars != 0 {
		st.Indent = float64(x.leftChars) / 100 * st.Size
	}
	if x.firstChar != 0 {
		st.FirstLine = float64(x.firstChar) / 100 * st.Size
	}
	if x.align < len(alignments) {
		st.Align = alignments[x.align]
	}
	if x.outline < bodyText {
		st.Outline = x.outline + 1
	}
	if o := b.file.lists.get(x.list); o != nil {
		st.List, st.Level = o.id, x.level
	}
	return st
}
