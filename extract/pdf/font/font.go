// Package font decodes and measures the strings that fonts of PDF files show (ISO 32000-1,
// 9.5 to 9.10).
//
// What a code reads is looked for in this order: ToUnicode; the code itself, where it is
// Unicode; the text of its CID in Adobe's collection; the encoding and the names of
// glyphs; GBK, where only the font's name tells that the bytes are; the font program's own
// table, backwards; and U+FFFD where nothing tells. The package knows nothing of pages.
package font

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/gangmu/gangmu/extract/pdf/cmap"
	"github.com/gangmu/gangmu/extract/pdf/object"
)

// A Font decodes strings. Nothing but its own cache changes after it was loaded; it may
// not be used from several goroutines at once.
type Font struct {
	Name     string  // without the tag of a subset
	Bold     bool    // by its name or its descriptor
	Vertical bool    // it writes downwards
	Scale    float64 // height of the em of a Type3 font against its size, 1 for others

	unicode *cmap.CMap // ToUnicode, nil if there is none
	codes   codes
	cache   map[cmap.Code]Char
}

// A Char is a character code as a font shows it. Lengths are in ems.
type Char struct {
	Text  string
	Width float64 // horizontal advance
	Blank bool    // the one-byte code 32, to which word spacing applies

	// For vertical writing (9.7.4.3): the advance, which is negative, and the place of the
	// vertical origin against the horizontal one.
	Down, VX, VY float64
}

// codes are the two kinds of fonts.
type codes interface {
	// next cuts the first code off s, which is not empty.
	next(s string) cmap.Code
	// read is the text of a code, "" if nothing tells.
	read(c cmap.Code) string
	measure(c cmap.Code, ch *Char)
}

// Load reads a font dictionary. Anything may be missing.
func Load(v object.Value) *Font {
	f := &Font{Name: baseName(v), Scale: 1, cache: map[cmap.Code]Char{}}
	descriptor := v.Key("FontDescriptor")
	if t := v.Key("ToUnicode"); t.Kind() == object.Stream {
		data, _ := t.Data()
		if m := cmap.Read(data, cmap.Predefined); !m.IsEmpty() {
			f.unicode = m
		}
	} else if m := cmap.Predefined(t.Name()); m != nil {
		f.unicode = m
	}
	if v.Key("Subtype").Name() == "Type0" {
		descriptor = v.Key("DescendantFonts").At(0).Key("FontDescriptor")
		c := loadComposite(v)
		f.codes, f.Vertical = c, c.cmap.Vertical
	} else {
		s := loadSimple(v, f.Name, f.unicode != nil)
		f.codes, f.Scale = s, s.em
	}
	const forceBold = 1 << 18
	f.Bold = boldName(f.Name) || descriptor.Key("Flags").Int()&forceBold != 0 || descriptor.Key("FontWeight").Number() >= 600
	return f
}

// Chars decodes s.
func (f *Font) Chars(s string, yield func(Char)) {
	if g, ok := f.codes.(*simple); ok && f.unicode == nil && g.chinese && looksLikeGBK(s) {
		g.gbkChars(s, yield)
		return
	}
	for len(s) > 0 {
		c := f.codes.next(s)
		s = s[c.Size:]
		ch, ok := f.cache[c]
		if !ok {
			ch = f.char(c)
			f.cache[c] = ch
		}
		yield(ch)
	}
}

func (f *Font) char(c cmap.Code) Char {
	ch := Char{Blank: c == cmap.Code{N: ' ', Size: 1}}
	f.codes.measure(c, &ch)
	ok := false
	if f.unicode != nil {
		ch.Text, ok = f.unicode.Text(c)
	}
	if !ok {
		ch.Text = f.codes.read(c)
	}
	if !utf8.ValidString(ch.Text) || ch.Text == "" {
		ch.Text = "\uFFFD"
	}
	ch.Text = fold(ch.Text)
	return ch
}

// baseName is the font's name without the tag of a subset (9.6.4); names of Chinese fonts
// are often GBK.
func baseName(v object.Value) string {
	name := v.Key("BaseFont").Name()
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[i+1:]
	}
	if !utf8.ValidString(name) {
		if s, err := simplifiedchinese.GBK.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return strings.ToValidUTF8(name, "\uFFFD")
}

// Parts of names of fonts that are bold, or are used for what others set in bold.
var boldNames = []string{"Bold", "bold", "Heavy", "Black", "黑体", "SimHei", "小标宋", "XiaoBiaoSong", "FZXBS", "FZHT"}

func boldName(name string) bool { return containsAny(name, boldNames) }

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
