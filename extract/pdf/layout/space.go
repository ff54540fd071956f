package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Blanks. Chinese is written without them, and setting it wide or to the width of a line
// leaves gaps that are none.

// gapped reports whether a gap between two characters, in points, reads as a blank. Between
// Han and Latin, word processors leave a quarter of a size; Latin words are parted by that
// or more.
func gapped(a, b rune, gap, size float64) bool {
	if unicode.IsSpace(a) || unicode.IsSpace(b) {
		return false
	}
	switch {
	case wide(a) && wide(b):
		return gap > 0.9*size
	case wide(a) || wide(b):
		return gap > 0.45*size
	}
	return gap > 0.22*size
}

// wide reports whether r is set on a whole em: Han, kana, and marks of Chinese text.
func wide(r rune) bool {
	return r >= 0x2E80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFE30 && r <= 0xFE4F || r >= 0xFF01 && r <= 0xFF60)
}

// unspaced closes up a line that blanks set wide, as titles are: where they part most of
// the characters from each other.
func unspaced(s string) string {
	if strings.Count(s, " ") < 2 {
		return s
	}
	r := []rune(s)
	parted, joined := 0, 0
	for i, before := 1, 0; i < len(r); i++ {
		if r[i] == ' ' {
			continue
		}
		if wide(r[before]) && wide(r[i]) {
			if i == before+1 {
				joined++
			} else {
				parted++
			}
		}
		before = i
	}
	if parted < 2 || parted < 2*joined {
		return s
	}
	out := r[:0]
	for i, c := range r {
		if c != ' ' || i > 0 && !wide(r[i-1]) && r[i-1] != ' ' {
			out = append(out, c)
		}
	}
	return string(out)
}

// parted reports whether the end of a line parted two words. Han is joined, and so are the
// digits of a number.
func parted(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return (letter(a) || strings.ContainsRune(",.;:)", a)) && (letter(b) || digit(b)) || digit(a) && letter(b)
}

func letter(r rune) bool { return r < 0x80 && unicode.IsLetter(r) }

func digit(r rune) bool { return r >= '0' && r <= '9' }

// clean drops control characters, of which a font may decode any, and no-break spaces.
func clean(s string) string {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return strings.Map(func(r rune) rune {
				switch {
				case r == '\t' || r == '\u00a0' || r == '\u2003' || r == '\u2002':
					return ' '
				case unicode.IsControl(r) || r == '\u200b' || r == '\ufeff' || r == '\u00ad':
					return -1
				}
				return r
			}, s)
		}
	}
	return s
}
