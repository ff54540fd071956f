package docx

import (
	"github.com/gangmu/gangmu"
)

// paraProps are the properties of a paragraph (17.3.1) that are kept. The zero value
// sets nothing.
type paraProps struct {
	style   string
	num     string // numId; "0" switches a list off
	level   *int   // ilvl
	outline *int   // 0..8, 9 is body text
	align   string
	indent  indent
	deleted bool // the paragraph's mark is deleted: it joins the next one
	section *section
}

// An indent is in twentieths of a point, or in hundredths of a character, which win.
type indent struct {
	left, first           *int
	leftChars, firstChars *int
}

// runProps are the properties of a run (17.3.2) that are kept.
type runProps struct {
	style  string
	font   string
	size   int // half-points, 0 if not set
	bold   *bool
	vanish *bool
}

// A section is what is kept of a sectPr (17.6): parts for its margins.
type section struct {
	headers, footers []string // relationship IDs
}

var alignments = map[string]string{
	"left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
	"both": "justify", "distribute": "justify",
}

func (p *paraProps) read(s *scanner) error {
	return s.each(func(name string) error {
		switch name {
		case "pStyle":
			p.style = s.val()
		case "numPr":
			return p.readNum(s)
		case "outlineLvl":
			p.outline = intAttr(s, "val")
		case "jc":
			p.align = alignments[s.val()]
		case "ind":
			p.indent.read(s)
		case "rPr": // of the paragraph's mark
			return s.each(func(name string) error {
				if name == "del" || name == "moveFrom" {
					p.deleted = true
				}
				return s.skip()
			})
		case "sectPr":
			p.section = &section{}
			return p.section.read(s)
		}
		return s.skip()
	})
}

func (p *paraProps) readNum(s *scanner) error {
	return s.each(func(name string) error {
		switch name {
		case "numId":
			p.num = s.val()
		case "ilvl":
			p.level = intAttr(s, "val")
		}
		return s.skip()
	})
}

func (i *indent) read(s *scanner) {
	first := func(a, b *int) *int {
		if a != nil {
			return a
		}
		return b
	}
	i.left = first(intAttr(s, "left"), intAttr(s, "start"))
	i.leftChars = first(intAttr(s, "leftChars"), intAttr(s, "startChars"))
	i.first = first(negative(intAttr(s, "hanging")), intAttr(s, "firstLine"))
	i.firstChars = first(negative(intAttr(s, "hangingChars")), intAttr(s, "firstLineChars"))
}

func negative(n *int) *int {
	if n != nil {
		*n = -*n
	}
	return n
}

func intAttr(s *scanner, name string) *int {
	const none = -1 << 31
	if n := s.number(name, none); n != none {
		return &n
	}
	return nil
}

func (p *paraProps) inherit(from *paraProps) {
	if p.outline == nil {
		p.outline = from.outline
	}
	if p.align == "" {
		p.align = from.align
	}
	if p.indent == (indent{}) {
		p.indent = from.indent
	}
}

func (r *runProps) read(s *scanner) error {
	return s.each(func(name string) error {
		switch name {
		case "rStyle":
			r.style = s.val()
		case "rFonts":
			r.font = s.attr("eastAsia")
		case "sz":
			r.size = s.number("val", 0)
		case "b":
			on := s.on()
			r.bold = &on
		case "vanish":
			on := s.on()
			r.vanish = &on
		}
		return s.skip()
	})
}

func (r *runProps) inherit(from *runProps) {
	if r.font == "" {
		r.font = from.font
	}
	if r.size == 0 {
		r.size = from.size
	}
	if r.bold == nil {
		r.bold = from.bold
	}
	if r.vanish == nil {
		r.vanish = from.vanish
	}
}

func (x *section) read(s *scanner) error {
	title := false
	var firstHeaders, firstFooters []string
	err := s.each(func(name string) error {
		id, first := s.attr("id"), s.attr("type") == "first"
		switch {
		case name == "titlePg":
			title = s.on()
		case name == "headerReference" && first:
			firstHeaders = append(firstHeaders, id)
		case name == "headerReference":
			x.headers = append(x.headers, id)
		case name == "footerReference" && first:
			firstFooters = append(firstFooters, id)
		case name == "footerReference":
			x.footers = append(x.footers, id)
		}
		return s.skip()
	})
	if title { // else those of the first page are not shown
		x.headers = append(firstHeaders, x.headers...)
		x.footers = append(firstFooters, x.footers...)
	}
	return err
}

// shown is the typography of a block with these resolved properties.
func shown(p *paraProps, r *runProps) gangmu.Style {
	st := gangmu.Style{Font: r.font, Size: float64(r.size) / 2, Align: p.align, Bold: r.bold != nil && *r.bold}
	if p.outline != nil && *p.outline >= 0 && *p.outline < 9 {
		st.Outline = *p.outline + 1
	}
	st.Indent = length(p.indent.left, p.indent.leftChars, st.Size)
	st.FirstLine = length(p.indent.first, p.indent.firstChars, st.Size)
	return st
}

// length is a length in points.
func length(twentieths, hundredths *int, size float64) float64 {
	switch {
	case hundredths != nil && *hundredths != 0 && size > 0:
		return float64(*hundredths) / 100 * size
	case twentieths != nil:
		return float64(*twentieths) / 20
	}
	return 0
}
