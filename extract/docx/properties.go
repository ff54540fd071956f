package docx

import (
	"strconv"
	"strings"
)

// paraProps are the properties of a paragraph (17.3.1) that are kept. The zero value
// sets nothing.
type paraProps struct {
	style     string
	num       string // numId; "0" switches a list off
	level     *int   // ilvl
	outline   *int   // 0..8, 9 is body text
	align     string
	indent    indent
	breakPage *bool
	frame     bool // it stands in a frame of its own
	dropCap   bool // it is the large first letter of the next one
	deleted   bool // its mark is deleted
	mark      runProps
	section   *section
}

// joins reports whether the paragraph is one with the next one.
func (p *paraProps) joins() bool { return p.deleted || p.dropCap }

// runProps are the properties of a run (17.3.2) that are kept.
type runProps struct {
	style  string
	font   string // East Asian
	theme  string // the same by its place in the theme
	size   int    // half-points, 0 if not set
	bold   *bool
	vanish *bool
}

var alignments = map[string]string{
	"left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
	"both": "justify", "distribute": "justify",
}

func (p *paraProps) read(s *scanner) error {
	return s.Each(func(name string) error {
		switch name {
		case "pStyle":
			p.style = val(s)
		case "numPr":
			return p.readNum(s)
		case "outlineLvl":
			p.outline = intAttr(s, "val")
		case "jc":
			p.align = alignments[val(s)]
		case "ind":
			p.indent.read(s)
		case "pageBreakBefore":
			p.breakPage = onOff(s)
		case "framePr":
			p.frame = true
			p.dropCap = s.Attr("dropCap") == "drop" || s.Attr("dropCap") == "margin"
		case "rPr": // of the paragraph's mark
			return p.readMark(s)
		case "sectPr":
			p.section = &section{}
			return p.section.read(s)
		}
		return s.Skip()
	})
}

func (p *paraProps) readMark(s *scanner) error {
	return s.Each(func(name string) error {
		if name == "del" || name == "moveFrom" {
			p.deleted = true
		}
		return p.mark.readOne(s, name)
	})
}

func (p *paraProps) readNum(s *scanner) error {
	return s.Each(func(name string) error {
		switch name {
		case "numId":
			p.num = val(s)
		case "ilvl":
			p.level = intAttr(s, "val")
		}
		return s.Skip()
	})
}

// inherit fills in what p does not set, but for the list and the indents, which depend on
// one another.
func (p *paraProps) inherit(from *paraProps) {
	if p.outline == nil {
		p.outline = from.outline
	}
	if p.align == "" {
		p.align = from.align
	}
	if p.breakPage == nil {
		p.breakPage = from.breakPage
	}
}

func (r *runProps) read(s *scanner) error {
	return s.Each(func(name string) error { return r.readOne(s, name) })
}

func (r *runProps) readOne(s *scanner, name string) error {
	switch name {
	case "rStyle":
		r.style = val(s)
	case "rFonts":
		r.font, r.theme = s.Attr("eastAsia"), s.Attr("eastAsiaTheme")
	case "sz":
		r.size = measure(val(s), 2)
	case "b":
		r.bold = onOff(s)
	case "vanish":
		r.vanish = onOff(s)
	}
	return s.Skip()
}

func (r *runProps) inherit(from *runProps) {
	if r.font == "" && r.theme == "" {
		r.font, r.theme = from.font, from.theme
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

func onOff(s *scanner) *bool {
	b := on(s)
	return &b
}

func intAttr(s *scanner, name string) *int {
	text := s.Attr(name)
	if text == "" {
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return nil
	}
	return &n
}

// pointsOf are the units of a universal measure (22.9.2.15), in points.
var pointsOf = map[string]float64{"pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12, "pi": 12}

// measure is a length in parts of a point, which is what a bare number counts in; 0 if it
// is none. Strict files write "12pt".
func measure(text string, parts int) int {
	if n, err := strconv.Atoi(text); err == nil {
		return clampLength(float64(n))
	}
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		return clampLength(n)
	}
	if len(text) < 3 {
		return 0
	}
	number, unit := text[:len(text)-2], text[len(text)-2:]
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil {
		return 0
	}
	return clampLength(n * pointsOf[unit] * float64(parts))
}

// clampLength keeps lengths within those that a page can have: 22 inches in twentieths of
// a point (17.18.84).
func clampLength(n float64) int { return int(max(-31_680, min(n, 31_680))) }
