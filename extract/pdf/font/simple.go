package font

import (
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/gangmu/gangmu/extract/pdf/cmap"
	"github.com/gangmu/gangmu/extract/pdf/object"
)

// A simple font has one-byte codes (9.6): Type1, TrueType and Type3.
type simple struct {
	encoding *codeTable // nil where codes mean nothing by themselves
	names    map[int]string
	widths   [256]float64 // in ems
	em       float64      // of a Type3 font, see Font.Scale
	chinese  bool         // its name is that of a Chinese font
	glyphs   *glyphMap
}

func loadSimple(v object.Value, name string, hasUnicode bool) *simple {
	s := &simple{em: 1, chinese: containsAny(name, chineseNames)}
	descriptor := v.Key("FontDescriptor")
	const symbolic = 4
	embedded := descriptor.Key("FontFile2")
	s.encoding, s.names = encodingOf(v.Key("Encoding"), descriptor.Key("Flags").Int()&symbolic != 0 && !embedded.IsNull())
	s.readWidths(v, descriptor)
	if v.IsNull() { // a font that is lost: its codes may be anything
		s.encoding = nil
		return s
	}
	if !hasUnicode {
		s.readProgram(v, descriptor)
	}
	return s
}

// readProgram looks into the font program for what the codes mean, where the dictionary
// does not say it.
func (s *simple) readProgram(v, descriptor object.Value) {
	if s.encoding == nil {
		data, _ := descriptor.Key("FontFile2").Data()
		if s.glyphs = readGlyphMap(data); s.glyphs == nil {
			s.encoding = &standard
		}
	}
	if e := v.Key("Encoding"); e.Kind() == object.Name || !e.Key("BaseEncoding").IsNull() {
		return
	}
	if program := descriptor.Key("FontFile"); !program.IsNull() {
		data, _ := program.Data()
		if names, isStandard, ok := builtIn(data); ok && !isStandard {
			s.encoding = nil
			for code, name := range s.names {
				names[code] = name
			}
			s.names = names
		}
	} else if !descriptor.Key("FontFile3").IsNull() {
		s.encoding = nil // its table is not read here: PDFium knows it
	}
}

func (s *simple) readWidths(v, descriptor object.Value) {
	unit := 0.001
	if v.Key("Subtype").Name() == "Type3" {
		if m := v.Key("FontMatrix"); m.Len() == 6 {
			unit = m.At(0).Number()
			if box := v.Key("FontBBox"); box.Len() == 4 {
				// The size of a Type3 font says nothing where its em is not about 1.
				em := m.At(3).Number() * (box.At(3).Number() - box.At(1).Number())
				if em = max(em, -em); em > 3 || em < 0.3 && em > 0 {
					s.em = em
				}
			}
		}
	}
	w, first := v.Key("Widths"), v.Key("FirstChar").Int()
	missing := descriptor.Key("MissingWidth").Number()
	if w.Len() == 0 && missing == 0 {
		missing = 500 // one of the standard 14 fonts, whose widths the file need not give
	}
	for i := range s.widths {
		s.widths[i] = missing * unit
		if k := i - first; k >= 0 && k < w.Len() {
			s.widths[i] = w.At(k).Number() * unit
		}
	}
}

func (s *simple) next(t string) cmap.Code { return cmap.Code{N: uint32(t[0]), Size: 1} }

func (s *simple) measure(c cmap.Code, ch *Char) { ch.Width = s.widths[c.N&0xff] }

func (s *simple) read(c cmap.Code) string {
	code := int(c.N & 0xff)
	if name, ok := s.names[code]; ok && name != ".notdef" {
		return nameText(name) // a name of the font's own says that the code means nothing
	}
	if s.encoding != nil {
		if r := s.encoding[code]; r != 0 {
			return string(r)
		}
	} else if s.glyphs != nil {
		if r := s.glyphs.text[s.glyphs.symbols[code]]; r >= ' ' {
			return string(r)
		}
	}
	return ""
}

// chineseNames are parts of names that fonts of Chinese offices have.
var chineseNames = []string{
	"宋", "黑体", "仿宋", "楷", "隶书", "幼圆", "等线", "微软雅黑", "方正", "华文", "文鼎", "汉仪",
	"SimSun", "SimHei", "SimFang", "SimKai", "SimLi", "FangSong", "KaiTi", "NSimSun", "MicrosoftYaHei", "YouYuan", "LiSu", "STSong", "STHeiti",
	"STKaiti", "STFangsong", "STZhongsong", "STXihei", "FZXBS", "FZFS", "FZHT", "FZKT", "FZSS", "FZDBS", "FZLS", "HYFang", "HYKai", "XiaoBiaoSong",
}

// looksLikeGBK reports whether the bytes above 0x7F pair up as GBK and most pairs are of
// the region that has the characters and marks in use (GB 2312), not what two marks of
// WinAnsi side by side would be.
func looksLikeGBK(s string) bool {
	pairs, common := 0, 0
	for i := 0; i < len(s); i++ {
		if s[i] < 0x81 {
			continue
		}
		if i+1 == len(s) || s[i] == 0xff || s[i+1] < 0x40 || s[i+1] == 0x7f || s[i+1] == 0xff {
			return false
		}
		pairs++
		if lead := s[i]; s[i+1] >= 0xa1 && (lead >= 0xb0 && lead <= 0xf7 || lead >= 0xa1 && lead <= 0xa9) {
			common++
		}
		i++
	}
	return pairs > 0 && 2*common > pairs
}

// gbkChars decodes GBK. The width of a pair is that of its bytes together, or an em where
// the file gives none.
func (s *simple) gbkChars(t string, yield func(Char)) {
	for len(t) > 0 {
		n := 1
		if t[0] >= 0x81 && len(t) > 1 {
			n = 2
		}
		ch := Char{Blank: t[0] == ' '}
		for i := range n {
			ch.Width += s.widths[t[i]]
		}
		if n == 2 && ch.Width < 0.5 {
			ch.Width = 1
		}
		text, err := simplifiedchinese.GBK.NewDecoder().String(t[:n])
		if err != nil || text == "" {
			text = "\uFFFD"
		}
		ch.Text = fold(text)
		yield(ch)
		t = t[n:]
	}
}
