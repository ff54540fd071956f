package content

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gangmu/gangmu/extract/pdf/object"
)

// marked is marked content (14.6), which may say itself what its glyphs read (14.9.4).
type marked struct {
	actual bool
	text   string
	from   int // glyphs before it
}

const maxMarked = 1 << 10

func (c *stream) begin(props object.Value) {
	if props.Kind() == object.Name {
		props = c.resources.Key("Properties").Key(props.Name())
	}
	m := marked{from: len(c.out.Glyphs)}
	if t := props.Key("ActualText"); t.Kind() == object.String {
		m.text = textString(t.Bytes())
		m.actual = !strings.ContainsRune(m.text, utf8.RuneError)
	}
	if len(c.marked) < maxMarked {
		c.marked = append(c.marked, m)
	}
}

// end gives the glyphs of marked content what its ActualText says, spread over them evenly:
// one character a glyph where there are as many.
func (c *stream) end() {
	n := len(c.marked)
	if n == 0 {
		return
	}
	m := c.marked[n-1]
	c.marked = c.marked[:n-1]
	glyphs := c.out.Glyphs[min(m.from, len(c.out.Glyphs)):]
	if !m.actual || len(glyphs) == 0 {
		return
	}
	text := []rune(m.text)
	for i := range glyphs {
		glyphs[i].Text = string(text[i*len(text)/len(glyphs) : (i+1)*len(text)/len(glyphs)])
	}
}

// textString decodes a text string (7.9.2.2): UTF-16 or UTF-8 by its mark, else
// PDFDocEncoding, of which Latin-1 is the part in use.
func textString(s string) string {
	switch {
	case strings.HasPrefix(s, "\xfe\xff"):
		return utf16String(s[2:], binary.BigEndian)
	case strings.HasPrefix(s, "\xff\xfe"):
		return utf16String(s[2:], binary.LittleEndian)
	case strings.HasPrefix(s, "\xef\xbb\xbf"):
		return s[3:]
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

func utf16String(s string, order binary.ByteOrder) string {
	u := make([]uint16, 0, len(s)/2)
	for b := []byte(s); len(b) >= 2; b = b[2:] {
		u = append(u, order.Uint16(b))
	}
	return string(utf16.Decode(u))
}
