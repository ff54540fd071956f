package ocr

import "unicode"

// repaired is the confidence of what a repair has made: it is shown as a doubt.
const repaired = 0.5

// certainMark is the confidence from which on a mark behind a number stands as it was read:
// offices type 8， and 4： too.
const certainMark = 0.93

// RepairLabel corrects the number that a line begins with where dirt or thin print has
// added or changed a mark: what no number has is left out, and what follows an Arabic
// number directly before Han is its point. The number itself stays as it was read.
//
//	（一-）   （一）
//	:2:落实   2.落实
//	1..深化   1.深化
//
// What was repaired has little confidence afterwards, so that it is shown.
func RepairLabel(text []rune, chars []Char) ([]rune, []Char) {
	if len(text) < 4 || len(text) != len(chars) {
		return text, chars
	}
	if bracket(text[0]) {
		return repairBracketed(text, chars)
	}
	from := 0
	for from < 2 && stray(text[from]) {
		from++
	}
	end := from
	for end < len(text) && end-from < 2 && numbers(text, end) {
		end++
	}
	after := end
	for after < len(text) && after-end < 2 && stray(text[after]) {
		after++
	}
	if end == from || after == end || after == len(text) || !unicode.Is(unicode.Han, text[after]) || plain(text[from:after]) && from == 0 {
		return text, chars
	}
	if from == 0 && after == end+1 && chars[end].Confidence >= certainMark {
		return text, chars // printed so
	}
	out := append([]rune{}, text[from:end]...)
	marks := append([]Char{}, chars[from:end]...)
	point := chars[end]
	point.Confidence = min(point.Confidence, repaired)
	sign := '.'
	if text[end] == '、' {
		sign = '、'
	}
	return append(append(out, sign), text[after:]...), append(append(marks, point), chars[after:]...)
}

// repairBracketed drops a mark between a Han number and its closing bracket.
func repairBracketed(text []rune, chars []Char) ([]rune, []Char) {
	end := 1
	for end < len(text) && end < 4 && hanNumber(text[end]) {
		end++
	}
	after := end
	for after < len(text) && after-end < 2 && (stray(text[after]) || text[after] == '-') {
		after++
	}
	if end == 1 || after == end || after == len(text) || text[after] != '）' && text[after] != ')' {
		return text, chars
	}
	out := append(append([]rune{}, text[:end]...), text[after:]...)
	marks := append(append([]Char{}, chars[:end]...), chars[after:]...)
	marks[end].Confidence = min(marks[end].Confidence, repaired)
	return out, marks
}

// plain reports whether a number and its mark are as they should be.
func plain(label []rune) bool {
	switch label[len(label)-1] {
	case '.', '．', '、':
		return len(label) < 2 || !stray(label[len(label)-2])
	}
	return false
}

func bracket(r rune) bool { return r == '（' || r == '(' }

func hanNumber(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
		return true
	}
	return false
}

// stray reports whether r is a mark that dirt is read as.
func stray(r rune) bool {
	switch r {
	case ':', '：', ';', '；', ',', '，', '.', '．', '·', '、', '\'', '"', '’', '‘':
		return true
	}
	return false
}
