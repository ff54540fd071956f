package docx

// Characters of the Symbol and Wingdings fonts live in the private use area, at F000
// plus their code in the font. These are the ones used as bullets and numbers, as the
// Unicode characters they look like (Unicode's mapping tables SYMBOL.TXT, and
// Wingdings' proposal L2/11-052). Others stay as they are.
var symbols = map[rune]rune{
	0xF0B7: '•', 0xF06C: '●', 0xF06E: '■', 0xF0A7: '▪', 0xF075: '◆', 0xF076: '❖',
	0xF0D8: '➢', 0xF0E8: '➔', 0xF0FC: '✓', 0xF0FB: '✗', 0xF0FE: '☑', 0xF0A8: '□',
	0xF06F: '□', 0xF071: '❑', 0xF0A1: '○', 0xF0B2: '★',
}

func symbolRune(r rune) rune {
	switch {
	case symbols[r] != 0:
		return symbols[r]
	case r >= 0xF081 && r <= 0xF08A: // Wingdings: circled 1 to 10
		return '①' + r - 0xF081
	case r >= 0xF08C && r <= 0xF095: // negative circled 1 to 10
		return '❶' + r - 0xF08C
	}
	return r
}
