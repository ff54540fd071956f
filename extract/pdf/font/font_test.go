package font

import (
	"encoding/binary"
	"fmt"
	"testing"
)

// be writes big-endian: int as 2 bytes, uint32 as 4, string as it is.
func be(parts ...any) (b []byte) {
	for _, p := range parts {
		switch x := p.(type) {
		case int:
			b = binary.BigEndian.AppendUint16(b, uint16(x))
		case uint32:
			b = binary.BigEndian.AppendUint32(b, x)
		case string:
			b = append(b, x...)
		case []byte:
			b = append(b, x...)
		}
	}
	return b
}

// program is a TrueType font with one table.
func program(tag string, table []byte) []byte {
	return be(uint32(0x00010000), 1, 0, 0, 0, tag, uint32(0), uint32(28), uint32(len(table)), table)
}

func TestFontProgramsAreReadBackwards(t *testing.T) {
	// Format 4: 双 is glyph 3, the radical 一 and 一 are glyph 5, by delta and by offset.
	format4 := be(4, 0, 0, 8, 0, 0, 0, 0x2f00, 0x4e00, 0x53cc, 0xffff, 0, 0x2f00, 0x4e00, 0x53cc, 0xffff, 5-0x2f00, 5-0x4e00, 0, 1, 0, 0, 4, 0, 3)
	format12 := be(12, 0, uint32(0), uint32(0), uint32(1), uint32(0x53cc), uint32(0x53cd), uint32(7))
	format6 := be(6, 0, 0, 0x41, 2, 9, 8)
	one := func(platform, id int, sub []byte) []byte { return be(0, 1, platform, id, uint32(12), sub) }
	for name, c := range map[string]struct {
		table []byte
		want  string
	}{
		"format 4":  {one(3, 1, format4), "map[3:双 5:一]"},
		"format 12": {one(3, 10, format12), "map[7:双 8:反]"},
		"format 6":  {one(0, 3, format6), "map[8:B 9:A]"},
		"symbols":   {one(3, 0, format6), "map[]"},
		"cut":       {one(3, 1, format4)[:30], "map[]"},
		"nothing":   {nil, "map[]"},
	} {
		got := map[uint16]string{}
		if m := readGlyphMap(program("cmap", c.table)); m != nil {
			for g, r := range m.text {
				got[g] = string(r)
			}
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
	post := be(uint32(0x00020000), make([]byte, 28), 3, 0, 258, 259, "\x07uni53CC\x01A")
	if got := glyphTexts(program("post", post)); fmt.Sprint(got) != fmt.Sprint(map[uint16]rune{1: '双', 2: 'A'}) {
		t.Errorf("post: %v", got)
	}
}

func TestEncodingsOfType1Programs(t *testing.T) {
	for in, want := range map[string]string{
		"/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 58 /period put\ndup 65 /B put\nreadonly def currentfile eexec \x80": "map[58:period 65:B] false true",
		"/Encoding StandardEncoding def eexec": "map[] true true",
		"/FontName /X def eexec":               "map[] false false",
	} {
		names, standard, ok := builtIn([]byte(in))
		if got := fmt.Sprint(names, standard, ok); got != want {
			t.Errorf("%.40q: %s, want %s", in, got, want)
		}
	}
}

func TestNamesOfGlyphs(t *testing.T) {
	for name, want := range map[string]string{
		"A": "A", "quotedblleft": "“", "uni53CC": "双", "u2000B": "\U0002000B", "uni53CC.alt": "双", "f_i": "fi", "g17": "", "uniXYZ": "", "": "", "nahiragana": "な",
	} {
		if got := nameText(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestFolding(t *testing.T) {
	for in, want := range map[string]string{"⼀⻅ 一": "一见 一", "︵一︶︑": "（一）、", "oﬃce ﬁ": "office fi", "（一）": "（一）"} {
		if got := fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestGBKIsToldFromWinAnsi(t *testing.T) {
	for s, want := range map[string]bool{
		"\xcb\xab\xd3\xb5": true, "2024\xc4\xea": true, "\xa1\xb0\xcb\xab\xa1\xb1": true, // marks of GBK
		"\x93ab\x94": false, "caf\xe9": false, "plain": false, "\x93A": false, "\xcb": false,
	} {
		if got := looksLikeGBK(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
