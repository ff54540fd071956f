package numeral

import "strings"

// Characters of symbol fonts live in the private use area, at F000 plus their code in the
// font (17.3.3.30). They are given as the Unicode characters they look like: Symbol by
// Unicode's table SYMBOL.TXT, the others by the proposal that encoded them, L2/11-052,
// with the plainest of several characters that look alike. What is not here stays as it is.

// symbolFont is the codes 21 to 7E and A0 to FE of the font Symbol, in order.
var symbolFont = []rune("!∀#∃%&∍()*+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~" +
	"€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭")

// wingdings are the bullets, boxes, marks and numbers of Wingdings.
var wingdings = map[rune]rune{
	0x28: '☎', 0x2A: '✉', 0x3F: '✍', 0x46: '☞', 0x4A: '☺', 0x4C: '☹',
	0x6C: '●', 0x6D: '❍', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x72: '❒', 0x73: '◆', 0x74: '◆', 0x75: '◆', 0x76: '❖', 0x77: '◆', 0x78: '☒',
	0x80: '⓪', 0x81: '①', 0x82: '②', 0x83: '③', 0x84: '④', 0x85: '⑤', 0x86: '⑥', 0x87: '⑦', 0x88: '⑧', 0x89: '⑨', 0x8A: '⑩',
	0x8B: '⓿', 0x8C: '❶', 0x8D: '❷', 0x8E: '❸', 0x8F: '❹', 0x90: '❺', 0x91: '❻', 0x92: '❼', 0x93: '❽', 0x94: '❾', 0x95: '❿',
	0x9E: '·', 0x9F: '•', 0xA0: '▪', 0xA1: '○', 0xA2: '○', 0xA4: '◉', 0xA5: '◎', 0xA7: '▪', 0xA8: '□', 0xAB: '★', 0xB5: '✪', 0xB6: '✰',
	0xD8: '➢', 0xDF: '←', 0xE0: '→', 0xE1: '↑', 0xE2: '↓', 0xE8: '➔', 0xEF: '⇦', 0xF0: '⇨', 0xF1: '⇧', 0xF2: '⇩',
	0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑',
}

// wingdings2 are those of Wingdings 2.
var wingdings2 = map[rune]rune{
	0x4F: '✗', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☒',
	0x69: '⓪', 0x6A: '①', 0x6B: '②', 0x6C: '③', 0x6D: '④', 0x6E: '⑤', 0x6F: '⑥', 0x70: '⑦', 0x71: '⑧', 0x72: '⑨', 0x73: '⑩',
	0x74: '⓿', 0x75: '❶', 0x76: '❷', 0x77: '❸', 0x78: '❹', 0x79: '❺', 0x7A: '❻', 0x7B: '❼', 0x7C: '❽', 0x7D: '❾', 0x7E: '❿',
	0x95: '·', 0x96: '•', 0x97: '•', 0x98: '●', 0x99: '○', 0x9E: '◉', 0xA0: '▪', 0xA1: '■', 0xA2: '■', 0xA3: '□', 0xAE: '◆', 0xAF: '◇', 0xB1: '◈',
}

// wingdings3 are those of Wingdings 3.
var wingdings3 = map[rune]rune{
	0x22: '→', 0x70: '▲', 0x71: '▼', 0x72: '△', 0x73: '▽', 0x74: '◀', 0x75: '▶', 0x76: '◁', 0x77: '▷', 0x7D: '▶',
}

// Symbol is the character that r stands for in a font. An unknown font is taken for
// the one whose bullets are the commonest.
func Symbol(font string, r rune) rune {
	code := r
	if r >= 0xF000 && r <= 0xF0FF {
		code = r - 0xF000
	}
	var to rune
	switch f := strings.ToLower(font); {
	case f == "symbol":
		to = inSymbol(code)
	case f == "wingdings":
		to = wingdings[code]
	case f == "wingdings 2":
		to = wingdings2[code]
	case f == "wingdings 3":
		to = wingdings3[code]
	case code == r:
	case code == 0xB7:
		to = '•'
	default:
		to = wingdings[code]
	}
	if to == 0 {
		return r
	}
	return to
}

func inSymbol(code rune) rune {
	const low, high = 0x7E - 0x21 + 1, 0xA0
	switch {
	case code >= 0x21 && code <= 0x7E:
		return symbolFont[code-0x21]
	case code >= high && code <= 0xFE:
		return symbolFont[low+code-high]
	}
	return 0
}
