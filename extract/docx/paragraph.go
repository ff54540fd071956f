package docx

import (
	"strconv"
	"strings"

	"github.com/gangmu/gangmu"
)

// A paragraph is a w:p being read (17.3.1.22).
type paragraph struct {
	text  strings.Builder
	props paraProps
	run   runProps // of the first run that has text

	page     int
	started  bool // run and page are known
	styled   bool // props and run are resolved
	hidden   bool // in a hidden run
	toc      bool // an entry of a table of contents
	tocField bool // inside a TOC field

	list  string
	level int
	boxes []gangmu.Block
	notes []string
}

func (b *body) paragraph(s *scanner) error {
	if err := b.countParagraph(); err != nil {
		return err
	}
	p := &paragraph{}
	if err := s.each(func(name string) error { return b.inline(s, p, name) }); err != nil {
		return err
	}
	if x := p.props.section; x != nil {
		b.addSection(x)
	}
	if j := b.joined; j != nil {
		p.follow(j)
		b.joined = nil
	}
	if p.props.deleted {
		b.joined = p
		return nil
	}
	b.emit(p)
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
		p.run, p.page = j.run, j.page
	}
	p.toc, p.tocField = p.toc || j.toc, p.tocField || j.tocField
}

// inline reads one element inside a paragraph: runs (17.3.2), what holds runs, and
// what runs hold (17.3.3).
func (b *body) inline(s *scanner, p *paragraph, name string) error {
	switch name {
	case "t":
		t, err := s.content()
		b.write(p, string(t))
		return err
	case "r":
		return b.readRun(s, p)
	case "pPr":
		return p.props.read(s)
	case "tab", "ptab":
		b.write(p, "\t")
	case "br", "cr":
		if s.attr("type") == "" || s.attr("type") == "textWrapping" {
			b.write(p, "\n")
		}
	case "noBreakHyphen":
		b.write(p, "-")
	case "sym":
		if c, err := strconv.ParseUint(s.attr("char"), 16, 16); err == nil {
			b.write(p, string(symbolRune(rune(c))))
		}
	case "lastRenderedPageBreak":
		if b.kind == gangmu.Paragraph {
			b.breaks++
		}
	case "fldChar":
		b.fields.char(s.attr("fldCharType"))
	case "instrText":
		t, err := s.content()
		b.fields.instruction(string(t))
		return err
	case "hyperlink":
		if strings.HasPrefix(s.attr("anchor"), "_Toc") {
			p.toc = true
		}
		return b.inlines(s, p)
	case "sdt":
		return b.control(s, func(name string) error { return b.inline(s, p, name) })
	case "AlternateContent":
		return alternate(s, func(name string) error { return b.inline(s, p, name) })
	case "txbxContent":
		return b.textBox(s, p)
	case "footnoteReference", "endnoteReference":
		if !p.hidden {
			p.notes = append(p.notes, strings.TrimSuffix(name, "Reference")+s.attr("id"))
		}
	case "blip", "imagedata":
		b.images = true
		return b.inlines(s, p)
	case "del", "moveFrom", "rt", "delText", "delInstrText", "rubyPr", "binData":
		// deleted, the reading over a word, bytes
	default:
		return b.inlines(s, p)
	}
	return s.skip()
}

func (b *body) inlines(s *scanner, p *paragraph) error {
	return s.each(func(name string) error { return b.inline(s, p, name) })
}

func (b *body) readRun(s *scanner, p *paragraph) error {
	var props runProps
	outer := p.hidden
	defer func() { p.hidden = outer }()
	return s.each(func(name string) error {
		if name == "rPr" {
			err := props.read(s)
			p.hidden = outer || b.vanishes(p, &props)
			return err
		}
		if !p.started {
			p.run = props
		}
		return b.inline(s, p, name)
	})
}

// vanishes reports whether a run is hidden, by itself or by a style.
func (b *body) vanishes(p *paragraph, r *runProps) bool {
	hidden := r.vanish
	look := func(_ string, x *style) bool {
		if hidden == nil {
			hidden = x.run.vanish
		}
		return hidden != nil
	}
	if r.style != "" {
		b.styles.chain(r.style, look)
	}
	b.styles.chain(b.styleOf(p), look)
	return hidden != nil && *hidden
}

// write adds visible text to p.
func (b *body) write(p *paragraph, t string) {
	if p.hidden || t == "" {
		return
	}
	if !p.started && strings.TrimSpace(t) != "" {
		p.started = true
		if b.kind == gangmu.Paragraph {
			p.page = b.breaks + 1
		}
	}
	p.tocField = p.tocField || b.fields.inTOC()
	p.text.WriteString(t)
}

// textBox reads a text box; its blocks come after the paragraph it hangs on.
func (b *body) textBox(s *scanner, p *paragraph) error {
	kind := gangmu.TextBox
	if b.kind != gangmu.Paragraph {
		kind = b.kind // in a header or a note it is part of that
	}
	blocks, err := b.story(s, kind, (*scanner).each)
	if !p.hidden {
		p.boxes = append(p.boxes, blocks...)
	}
	return err
}
