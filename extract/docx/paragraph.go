package docx

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/numeral"
)

// A paragraph is a w:p being read (17.3.1.22).
type paragraph struct {
	text  strings.Builder
	props paraProps
	run   runProps // of the run being read
	first runProps // of the first run that has text
	lead  int      // bytes of text up to the first run that looks otherwise than first, 0 if none does

	page     int
	started  bool // visible text was written; first and page are known
	hidden   bool // in a hidden run
	pageTop  bool
	broken   bool // a page break stands behind the text so far
	toc      bool // an entry of a table of contents
	tocField bool // inside a TOC field

	list  string
	level int
	boxes []gangmu.Block // text boxes that hang on it
	notes []string       // and notes, by kind and ID
}

func (b *body) paragraph(s *scanner) error {
	if err := b.count(); err != nil {
		return err
	}
	p := &paragraph{}
	if err := s.Each(func(name string) error { return b.inline(s, p, name) }); err != nil {
		return err
	}
	b.write(p, b.fields.unfinished())
	if j := b.joined; j != nil {
		p.follow(j)
		b.joined = nil
	}
	if p.props.joins() {
		b.joined = p
	} else if err := b.emit(p); err != nil {
		return err
	}
	if x := p.props.section; x != nil {
		b.endSection(x)
	}
	return nil
}

// follow puts what a joined paragraph holds before p. The properties are those of the
// mark that stays, which is p's.
func (p *paragraph) follow(j *paragraph) {
	rest := p.text.String()
	p.text.Reset()
	p.text.WriteString(j.text.String())
	p.text.WriteString(rest)
	p.boxes = append(j.boxes, p.boxes...)
	p.notes = append(j.notes, p.notes...)
	if j.started {
		if !p.started || !j.props.dropCap {
			p.first, p.lead = j.first, j.lead
		} else if p.lead > 0 {
			p.lead += j.text.Len()
		}
		p.started, p.page, p.pageTop = true, j.page, j.pageTop
	}
	p.toc, p.tocField = p.toc || j.toc, p.tocField || j.tocField
}

// write adds text to p, if it is shown.
func (b *body) write(p *paragraph, t []byte) {
	if p.hidden || len(t) == 0 {
		return
	}
	if b.fields.coding > 0 {
		b.fields.hold(t)
		return
	}
	b.fields.wrote()
	if len(bytes.TrimSpace(t)) > 0 {
		b.begin(p)
	}
	b.shown += len(t)
	p.tocField = p.tocField || b.fields.inTOC()
	p.text.Write(t)
}

func (b *body) writeString(p *paragraph, t string) { b.write(p, []byte(t)) }

// begin is told that visible text follows in the run being read.
func (b *body) begin(p *paragraph) {
	if p.broken {
		p.text.WriteByte('\n')
		p.broken = false
	}
	if b.main {
		p.pageTop = p.pageTop || b.newPage && !p.started
		b.newPage = false
	}
	switch {
	case !p.started:
		p.started, p.first = true, p.run
		if b.main {
			p.page = b.breaks + 1
		}
	case p.lead == 0 && !b.alike(p, &p.first, &p.run):
		p.lead = p.text.Len()
	}
}

// breakPage is told of a page break in p.
func (b *body) breakPage(p *paragraph) {
	if b.main && !p.hidden {
		b.newPage, p.broken = true, p.started
	}
}

// emit adds a finished paragraph, then what hangs on it: text boxes and notes. A row of a
// table is not parted by them; they come after it.
func (b *body) emit(p *paragraph) error {
	text := strings.TrimRight(p.text.String(), " \t\n")
	visible := strings.TrimSpace(text) != ""
	if visible || !b.unseen(p) {
		if label := b.label(p); visible || label != "" {
			if err := b.add(b.finish(p, label, text)); err != nil {
				return err
			}
		}
	}
	for _, id := range p.notes {
		p.boxes = append(p.boxes, b.notes[id]...)
		delete(b.notes, id)
	}
	if b.slot != nil {
		b.after = append(b.after, p.boxes...)
	} else {
		b.out = append(b.out, p.boxes...)
	}
	return nil
}

// finish makes the block of a paragraph.
func (b *body) finish(p *paragraph, label, text string) gangmu.Block {
	if p.page == 0 && b.main {
		p.page = b.breaks + 1
	}
	x := gangmu.Block{Kind: b.kind, Label: label, Text: text, Page: p.page, Style: b.style(p), Source: gangmu.FromText}
	if p.list != "" {
		x.Style.List, x.Style.Level = p.list, p.level
	}
	if p.lead > 0 && p.lead < len(text) {
		x.Style.Lead = utf8.RuneCountInString(text[:p.lead])
	}
	x.Style.PageTop = p.pageTop
	if b.slot != nil {
		x.Table = b.slot
		x.Kind = cellKind(b.kind)
		return x
	}
	if b.kind != gangmu.Paragraph {
		return x
	}
	switch {
	case p.toc || b.toc > 0 || b.styles.isTOC(b.styleOf(p)):
		x.Kind = gangmu.TOC
	case p.tocField:
		x.Kind = gangmu.TOC
		b.fields.marked = append(b.fields.marked, len(b.out))
	case p.props.frame:
		x.Kind = gangmu.TextBox
	}
	return x
}

func (b *body) styleOf(p *paragraph) string {
	if p.props.style != "" {
		return p.props.style
	}
	return b.styles.defPara
}

// label counts the paragraph in its list and returns its number as shown.
func (b *body) label(p *paragraph) string {
	id, level := p.props.num, 0
	if id == "" {
		st := b.styles.resolve(b.styleOf(p))
		id = st.para.num
		if id != "" && p.props.level == nil {
			level = b.styleLevel(b.styleOf(p), st, id)
		}
	}
	if id == "" || id == "0" {
		return ""
	}
	if p.props.level != nil {
		level = *p.props.level
	}
	label := strings.TrimSpace(b.numbering.advance(id, level))
	if b.numbering.unknown != "" { // the number is right, its script is not
		b.warn("label_format", b.numbering.unknown)
		b.numbering.unknown = ""
	}
	if label != "" {
		p.list, p.level = id, level
	}
	return label
}

// styleLevel is the level at which a style numbers: the one linked to the style, else
// its own ilvl, else the same of the style it is based on.
func (b *body) styleLevel(id string, st *resolvedStyle, num string) int {
	if st.numLevel < 0 {
		st.numLevel = 0
		b.styles.chain(id, func(id string, x *style) bool {
			if l := b.numbering.styleLevel(num, id); id != "" && l >= 0 {
				st.numLevel = l
				return true
			}
			if x.para.level != nil {
				st.numLevel = *x.para.level
				return true
			}
			return false
		})
	}
	return st.numLevel
}

// inline reads one element inside a paragraph: runs (17.3.2), what holds runs, and
// what runs hold (17.3.3).
func (b *body) inline(s *scanner, p *paragraph, name string) error {
	switch name {
	case "t":
		return b.readText(s, p)
	case "r":
		return b.readRun(s, p)
	case "pPr":
		return p.props.read(s)
	case "tab", "ptab":
		b.writeString(p, "\t")
	case "br", "cr":
		switch s.Attr("type") {
		case "", "textWrapping":
			b.writeString(p, "\n")
		case "page":
			b.breakPage(p)
		}
	case "noBreakHyphen":
		b.writeString(p, "-")
	case "sym":
		if c, err := strconv.ParseUint(s.Attr("char"), 16, 16); err == nil {
			b.writeString(p, string(numeral.Symbol(s.Attr("font"), rune(c))))
		}
	case "lastRenderedPageBreak":
		if b.main {
			b.breaks++
		}
	case "fldChar":
		return b.fieldChar(s, p)
	case "instrText":
		t, err := s.Content()
		b.fields.instruction(string(t))
		return err
	case "hyperlink":
		if strings.HasPrefix(s.Attr("anchor"), "_Toc") {
			p.toc = true
		}
		return b.inlines(s, p)
	case "sdt":
		return b.control(s, func(name string) error { return b.inline(s, p, name) })
	case "AlternateContent":
		return b.alternate(s, func(name string) error { return b.inline(s, p, name) })
	case "txbxContent", "txBody", "textpath", "relIds":
		return b.shape(s, p, name)
	case "footnoteReference", "endnoteReference":
		if !p.hidden {
			p.notes = append(p.notes, strings.TrimSuffix(name, "Reference")+s.Attr("id"))
		}
	case "OLEObject":
		b.warn("object_left_out", s.Attr("ProgID"))
	case "blip", "imagedata":
		b.pictures++
		return b.inlines(s, p)
	case "del", "moveFrom", "rt", "delText", "delInstrText", "rubyPr", "binData":
		// deleted, the reading over a word, bytes
	default:
		return b.inlines(s, p)
	}
	return s.Skip()
}

func (b *body) inlines(s *scanner, p *paragraph) error {
	return s.Each(func(name string) error { return b.inline(s, p, name) })
}
