package pdf

import (
	"strings"
	"unicode/utf8"

	lp "github.com/ledongthuc/pdf"
)

// A font decodes and measures strings. Widths are in thousandths of the font size.
type font struct {
	name     string // without the tag of a subset
	codec    codec
	unicode  *toUnicode // goes before the codec
	widths   map[int]float64
	missing  float64 // width of a code that has none
	byCode   bool    // widths are keyed by code; else by CID, which only Identity shows
	scale    float64 // from glyph space of a Type3 font, 1 for others
	vertical bool
}

const maxWidths = 1 << 17

func newFont(v lp.Value) *font {
	f := &font{name: baseName(v), widths: map[int]float64{}, scale: 1, byCode: true}
	if t := v.Key("ToUnicode"); t.Kind() == lp.Stream {
		f.unicode = readToUnicode(t)
	}
	if v.Key("Subtype").Name() == "Type0" {
		f.composite(v)
	} else {
		f.simple(v)
	}
	return f
}

func baseName(v lp.Value) string {
	name := v.Key("BaseFont").Name()
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[i+1:]
	}
	if !utf8.ValidString(name) {
		name = decoderGBK(name)
	}
	return name
}

var decoderGBK = gbkCodec.decode

// composite reads a Type0 font (9.7).
func (f *font) composite(v lp.Value) {
	name := v.Key("Encoding").Name()
	c, known, vertical := predefinedCodec(name)
	f.codec, f.vertical = c, vertical
	if !known {
		f.codec = identityCodec
	}
	f.byCode = !known
	d := v.Key("DescendantFonts").Index(0)
	f.missing = 1000
	if w := d.Key("DW"); !w.IsNull() {
		f.missing = w.Float64()
	}
	f.readW(d.Key("W"))
}

// readW reads the widths of a CIDFont (9.7.4.3): c [w ...] or first last w.
func (f *font) readW(w lp.Value) {
	for i, n := 0, w.Len(); i < n && len(f.widths) < maxWidths; {
		first, next := int(w.Index(i).Int64()), w.Index(i+1)
		if next.Kind() == lp.Array {
			for k := range min(next.Len(), maxWidths) {
				f.widths[first+k] = next.Index(k).Float64()
			}
			i += 2
			continue
		}
		x := w.Index(i + 2).Float64()
		for k := first; k <= int(next.Int64()) && k-first < 1<<16; k++ {
			f.widths[k] = x
		}
		i += 3
	}
}

// simple reads a font of one-byte codes (9.6).
func (f *font) simple(v lp.Value) {
	enc := v.Key("Encoding")
	switch {
	case f.unicode == nil && enc.Kind() != lp.Dict && hasChineseName(f.name):
		// The bytes are GBK and only the font's name says so.
		f.codec, f.missing, f.byCode = gbkCodec, 1000, false
		return
	case enc.Kind() == lp.Dict, enc.Name() == "WinAnsiEncoding", enc.Name() == "MacRomanEncoding":
		e := (&lp.Font{V: v}).Encoder()
		f.codec = codec{splitBytes, func(c string) string { return e.Decode(c) }}
	default:
		f.codec = codec{splitBytes, func(c string) string { return string(rune(c[0])) }}
	}
	w, first := v.Key("Widths"), int(v.Key("FirstChar").Int64())
	for i := range min(w.Len(), 256) {
		f.widths[first+i] = w.Index(i).Float64()
	}
	if w.Len() == 0 {
		f.missing = 500
	}
	if m := v.Key("FontMatrix"); v.Key("Subtype").Name() == "Type3" && m.Len() == 6 {
		f.scale = m.Index(0).Float64() * 1000
	}
}

// chineseNames are parts of names that fonts of Chinese offices have.
var chineseNames = []string{"宋体", "黑体", "仿宋", "楷体", "小标宋", "SimSun", "SimHei", "SimFang", "SimKai", "FangSong", "KaiTi", "FZXBS", "FZFS", "FZHT", "FZKT"}

func hasChineseName(name string) bool {
	for _, part := range chineseNames {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// text is what a character code says, U+FFFD if nothing tells.
func (f *font) text(code string) string {
	if f.unicode != nil {
		if s, ok := f.unicode.get(code); ok {
			return foldRadicals(s)
		}
	}
	if f.codec.decode != nil {
		if s := f.codec.decode(code); utf8.ValidString(s) {
			return foldRadicals(s)
		}
	}
	return "\uFFFD"
}

// width is the advance of a character code.
func (f *font) width(code string) float64 {
	if !f.byCode { // half width below 0x80, as the fonts of these encodings have it
		if len(code) == 1 || len(code) == 2 && code[0] == 0 && code[1] < 0x80 {
			return f.missing / 2
		}
		return f.missing
	}
	if w, ok := f.widths[number(code)]; ok {
		return w * f.scale
	}
	return f.missing
}

func (f *font) bold() bool {
	return strings.Contains(f.name, "Bold") || strings.Contains(f.name, "黑体") || strings.Contains(f.name, "SimHei") || strings.Contains(f.name, "小标宋")
}

// fontCache keeps the fonts of a file by where they were found.
type fontCache map[string]*font
