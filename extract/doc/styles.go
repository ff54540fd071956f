package doc

import (
	"strings"
	"unicode/utf16"
)

// A style is an STD (2.9.260): what it sets itself; the rest comes from the style it is
// based on.
type style struct {
	name  string // lower case
	based int
	para  []byte
	char  []byte
}

// A stylesheet is an STSH (2.9.271).
type stylesheet struct {
	styles []*style // nil for empty places
	fonts  []string
	font   int // East Asian font where nothing else is said
	cache  map[int]resolved
}

type resolved struct {
	para paraProps
	char charProps
}

const (
	noStyle         = 0xFFF
	maxBased        = 20 // basedOn can go in circles
	paragraphStyle  = 1
	defaultSize     = 20 // half points
	bodyText        = 9
	maxTableDepth   = 16
	stylesheetCount = 0 // offsets in the STSHI
	stylesheetBase  = 2
	stylesheetFont  = 14
)

func readStylesheet(b []byte, fonts []string) *stylesheet {
	st := &stylesheet{fonts: fonts, cache: map[int]resolved{}}
	head := piece(b, 2, u16(b, 0))
	base := u16(head, stylesheetBase)
	st.font = u16(head, stylesheetFont)
	at := 2 + u16(b, 0)
	for range min(u16(head, stylesheetCount), noStyle) {
		n := u16(b, at)
		st.styles = append(st.styles, readStyle(piece(b, at+2, n), base))
		at += 2 + n + n%2
	}
	return st
}

// readStyle reads an STD: the fixed part of base bytes, its name, and property lists,
// each behind its length and on an even offset.
func readStyle(b []byte, base int) *style {
	if len(b) < 10 {
		return nil
	}
	kind, based, lists := u16(b, 2)&0xF, u16(b, 2)>>4, u16(b, 4)&0xF
	x := &style{based: based}
	n := u16(b, base)
	x.name = strings.ToLower(decode(piece(b, base+2, 2*n)))
	at := base + 2 + 2*n + 2
	for i := range lists {
		size := u16(b, at)
		list := piece(b, at+2, size)
		switch {
		case kind == paragraphStyle && i == 0 || kind == 4:
			x.para = piece(list, 2, size) // behind its own number
		case kind == paragraphStyle && i == 1 || kind == 2:
			x.char = list
		}
		at += 2 + size + size%2
	}
	return x
}

func decode(b []byte) string {
	return string(utf16.Decode(appendUnits(nil, b, 2)))
}

// readFonts reads the names of an SttbfFfn (2.9.272): for each font its size, a fixed part of 39
// bytes, and the name.
func readFonts(b []byte) []string {
	var fonts []string
	at := 4
	for range u16(b, 0) {
		n := u8(b, at)
		name, _, _ := strings.Cut(decode(piece(b, at+1+39, n-39)), "\x00")
		fonts = append(fonts, name)
		if at += 1 + n; at >= len(b) {
			break
		}
	}
	return fonts
}

func (st *stylesheet) get(i int) *style {
	if i < 0 || i >= len(st.styles) {
		return nil
	}
	return st.styles[i]
}

// chain is a style and those it is based on, the furthest first.
func (st *stylesheet) chain(i int) []*style {
	var chain []*style
	for x := st.get(i); x != nil && len(chain) < maxBased; x = st.get(x.based) {
		chain = append([]*style{x}, chain...)
	}
	return chain
}

// resolve gives the properties of a paragraph style.
func (st *stylesheet) resolve(i int) (paraProps, charProps) {
	r, ok := st.cache[i]
	if !ok {
		r.para = paraProps{style: i, outline: bodyText, level: -1}
		r.char = charProps{font: st.font, size: defaultSize}
		for _, x := range st.chain(i) {
			r.para.apply(x.para, nil)
			r.char.apply(x.char, st, r.char)
		}
		st.cache[i] = r
	}
	return r.para, r.char
}

func (st *stylesheet) applyCharacterStyle(c *charProps, i int) {
	for _, x := range st.chain(i) {
		each(x.char, func(code int, operand []byte) {
			if code != sprmCIstd { // a style names no other
				c.apply(modifier(code, operand), st, *c)
			}
		})
	}
}

func (st *stylesheet) fontName(i int) string {
	if i >= 0 && i < len(st.fonts) {
		return st.fonts[i]
	}
	return ""
}

// isContents reports whether a style is one of Word's own for tables of contents.
func (st *stylesheet) isContents(i int) bool {
	x := st.get(i)
	if x == nil {
		return false
	}
	rest, ok := strings.CutPrefix(x.name, "toc ")
	return ok && len(rest) == 1 && rest >= "1" && rest <= "9"
}
