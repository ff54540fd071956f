package ocr

import "unicode"

// RepairMarks corrects, in place, marks that recognisers confuse in thin print: where a
// mark that Chinese text does not have stands after a character, the one that looks like
// it is meant. Each repair replaces one code point by one.
//
//	丶           、
//	° · • 。     after Han at the end of a clause: 。
//	’            between Han: ，
func RepairMarks(text []rune) {
	for i, r := range text {
		switch r {
		case '丶':
			text[i] = '、'
		case '°':
			if closes(text, i-1) {
				text[i] = '。'
			}
		case '·', '•':
			if closes(text, i-1) && (i == len(text)-1 || closes(text, i+1) && !numbers(text, i-1)) {
				text[i] = '。'
			}
		case '’':
			if closes(text, i-1) && closes(text, i+1) && !quoted(text[:i]) {
				text[i] = '，'
			}
		}
	}
}

// closes reports whether a clause can end with the code point at i.
func closes(text []rune, i int) bool {
	if i < 0 || i >= len(text) {
		return false
	}
	switch text[i] {
	case '”', '》', '）', '%', '％':
		return true
	}
	return unicode.Is(unicode.Han, text[i])
}

func numbers(text []rune, i int) bool { return i >= 0 && text[i] >= '0' && text[i] <= '9' }

// quoted reports whether a single quotation mark is open at the end of text.
func quoted(text []rune) bool {
	open := false
	for _, r := range text {
		switch r {
		case '‘':
			open = true
		case '’':
			open = false
		}
	}
	return open
}
