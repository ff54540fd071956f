package segment

import "unicode"

// fold maps a code point to the one that patterns are written in: half-width digits,
// letters and brackets, one kind of blank. It maps one to one, so that an offset in
// folded text is an offset in the text. Marks of Chinese punctuation stay: ， is not
// the stop after a number that , may be.
func fold(r rune) rune {
	switch {
	case r < 0x80:
		if r == '\t' || r == '\r' || r == '\v' || r == '\f' {
			return ' '
		}
		return r
	case r >= '！' && r <= '～':
		switch r {
		case '，', '；', '！', '？':
			return r
		}
		return r - '！' + '!'
	case r == '〔' || r == '﹝' || r == '［':
		return '['
	case r == '〕' || r == '﹞' || r == '］':
		return ']'
	case r == '【' || r == '】' || r == '、' || r == '。':
		return r
	case r == '﹒' || r == '．':
		return '.'
	case r == '\u00a0' || r == '\u3000' || r == '\u200b' || r == '\ufeff' || unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r == '〇' || r >= 0x20000 && r <= 0x323af
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isBlank holds for folded blanks; a line end is none.
func isBlank(r rune) bool { return r == ' ' }
