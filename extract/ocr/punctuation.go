package ocr

import (
	"strings"
	"unicode"
)

// RepairMarks corrects, in place, marks that recognisers confuse in thin print: where a
// mark that Chinese text does not have stands after a character, the one that looks like
// it is meant. Each repair replaces one code point by one. It returns how many it has made.
//
//	丶           、
//	°            after Han: 。
//	· •          after Han at the end of a line: 。 (names have them within)
//	-            first or last within “ ”, beside Han: 一
//	’            between Han: ，
//	( [          about the year in the number of a document, 办发〔2023〕66号: 〔 〕 (GB/T 9704-2012, 7.2.5)
func RepairMarks(text []rune) (repairs int) {
	before := string(text)
	for i, r := range text {
		switch r {
		case '丶':
			text[i] = '、'
		case '°':
			if closes(text, i-1) {
				text[i] = '。'
			}
		case '·', '•':
			if closes(text, i-1) && i == len(text)-1 {
				text[i] = '。'
			}
		case '-', '－':
			if inQuotes(text, i) {
				text[i] = '一'
			}
		case '’':
			if closes(text, i-1) && closes(text, i+1) && !quoted(text[:i]) {
				text[i] = '，'
			}
		case '〔', '（', '(', '[', '［', '【', '「':
			repairYear(text, i)
		}
	}
	i := 0
	for _, r := range before {
		if text[i] != r {
			repairs++
		}
		i++
	}
	return repairs
}

// documentKinds are the characters that stand before the year of a document's number.
const documentKinds = "发字函办令公通报"

// repairYear sets the brackets of the year in a document's number, of which the opening
// one is at i.
func repairYear(text []rune, i int) {
	if i == 0 || !strings.ContainsRune(documentKinds, text[i-1]) || i+6 >= len(text) {
		return
	}
	for k := i + 1; k <= i+4; k++ {
		if !numbers(text, k) {
			return
		}
	}
	end := i + 6
	for end < len(text) && numbers(text, end) {
		end++
	}
	if !strings.ContainsRune("〕）)]］】」", text[i+5]) || end == i+6 || end == len(text) || text[end] != '号' {
		return
	}
	text[i], text[i+5] = '〔', '〕'
}

// inQuotes reports whether the code point at i is first or last in quotation marks, beside
// Han: a dash does not stand there.
func inQuotes(text []rune, i int) bool {
	han := func(i int) bool { return unicode.Is(unicode.Han, text[i]) }
	return i > 0 && i+1 < len(text) && (text[i-1] == '“' && han(i+1) || text[i+1] == '”' && han(i-1))
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
