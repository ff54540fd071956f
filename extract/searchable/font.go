package searchable

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// The font of invisible text: a composite font (9.7) whose codes are UTF-16 units, all of
// which show one glyph without an outline. It is embedded, so that no reader looks for
// another one or for a package of Chinese fonts. Characters beyond the first plane get a
// code of the private use area each, as codes have two bytes.

// fontName is the name of the font in the resources of a page.
const fontName = "GangmuText"

// A coder gives characters their codes.
type coder struct {
	beyond map[rune]uint16
	free   uint16
}

const firstPrivate, lastPrivate = 0xe000, 0xf8ff

func newCoder() *coder { return &coder{beyond: map[rune]uint16{}, free: firstPrivate} }

func (c *coder) code(r rune) uint16 {
	switch {
	case r < 0x10000 && !utf16.IsSurrogate(r):
		return uint16(r)
	case c.beyond[r] != 0:
		return c.beyond[r]
	case c.free > lastPrivate || r > 0x10ffff:
		return 0xfffd
	}
	c.beyond[r] = c.free
	c.free++
	return c.beyond[r]
}

// advance is the width of a code in sizes of the font: half of it for ASCII.
func advance(code uint16) float64 {
	if code >= ' ' && code <= '~' {
		return 0.5
	}
	return 1
}

// fontObject adds what the font consists of by add and addStream, and returns the font.
func fontObject(c *coder, add func(body []byte) int, addStream func(entries string, data []byte) int) []byte {
	file := glyphless()
	stream := addStream(fmt.Sprintf("/Length1 %d/Filter/FlateDecode", len(file)), deflated(file))
	descriptor := add(fmt.Appendf(nil, "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80/FontFile2 %d 0 R>>", fontName, stream))
	glyphs := addStream("/Filter/FlateDecode", deflated(bytes.Repeat([]byte{0, 1}, 1<<16)))
	descendant := add(fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/DW 1000/W[32 126 500]>>", fontName, descriptor, glyphs))
	text := addStream("/Filter/FlateDecode", deflated(c.toUnicode()))
	return fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", fontName, descendant, text)
}

// toUnicode is the CMap from codes to text (9.10.3). A range may not leave a first byte,
// and a block has 100 of them at most.
func (c *coder) toUnicode() []byte {
	var b strings.Builder
	b.WriteString("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/GangmuText-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	var ranges []string
	for high := range 0x100 {
		if high < 0xd8 || high > 0xf8 { // surrogates and private use
			ranges = append(ranges, fmt.Sprintf("<%02X00><%02[1]XFF><%02[1]X00>", high))
		}
	}
	for block := range slices.Chunk(ranges, 100) {
		fmt.Fprintf(&b, "%d beginbfrange\n%s\nendbfrange\n", len(block), strings.Join(block, "\n"))
	}
	var chars []string
	for r, code := range c.beyond {
		high, low := utf16.EncodeRune(r)
		chars = append(chars, fmt.Sprintf("<%04X><%04X%04X>", code, high, low))
	}
	slices.Sort(chars)
	for block := range slices.Chunk(chars, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n%s\nendbfchar\n", len(block), strings.Join(block, "\n"))
	}
	b.WriteString("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n")
	return []byte(b.String())
}

// glyphless is a TrueType font (ISO 14496-22) of two glyphs without outlines, with the
// tables that an embedded font must have (ISO 32000-1, 9.9).
func glyphless() []byte {
	words := func(v ...uint16) []byte {
		var b []byte
		for _, x := range v {
			b = binary.BigEndian.AppendUint16(b, x)
		}
		return b
	}
	const em = 1000
	descent := uint16(0)
	descent -= 120
	tables := []struct {
		tag  string
		data []byte
	}{
		{"glyf", words(0, 0)}, // never read: both glyphs are empty
		{"head", words(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0x000b, em, 0, 0, 0, 0, 0, 0, 0, 0, 0, descent, em, 880, 0, 8, 2, 0, 0)},
		{"hhea", words(1, 0, 880, descent, 0, em, 0, 0, em, 1, 0, 0, 0, 0, 0, 0, 0, 1)},
		{"hmtx", words(em, 0, 0)},
		{"loca", words(0, 0, 0)},
		{"maxp", words(1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)},
	}
	out := words(1, 0, uint16(len(tables)), 64, 2, uint16(len(tables)*16-64))
	at := len(out) + 16*len(tables)
	var body []byte
	for _, t := range tables {
		out = append(out, t.tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(t.data))
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(out, body...)
}

func checksum(table []byte) (sum uint32) {
	for i := 0; i < len(table); i += 4 {
		var word [4]byte
		copy(word[:], table[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data) // a Buffer takes all
	_ = w.Close()
	return b.Bytes()
}
