package segment

// Numerals as they stand in labels and dates.

var hanDigits = map[rune]int{
	'〇': 0, '○': 0, '零': 0, 'O': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

// hanNumber reads 二十三, 一百零五, 二〇二四; ok is false if a rune is no numeral.
func hanNumber(r []rune) (n int, ok bool) {
	if len(r) == 0 {
		return 0, false
	}
	positional := true
	for _, c := range r {
		if c == '十' || c == '百' || c == '千' {
			positional = false
		}
	}
	total, digit := 0, 0
	for _, c := range r {
		switch c {
		case '十', '百', '千':
			unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[c]
			if digit == 0 {
				digit = 1
			}
			total, digit = total+digit*unit, 0
		default:
			d, known := hanDigits[c]
			if !known {
				return 0, false
			}
			if positional {
				digit = digit*10 + d
			} else {
				digit = d
			}
		}
	}
	return total + digit, true
}

// isHanNumeral holds for the runes of counting numerals in labels.
func isHanNumeral(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '零', '〇':
		return true
	}
	return false
}

// circled is the number in ① ... ㊿, or 0.
func circled(r rune) int {
	switch {
	case r >= '①' && r <= '⑳':
		return int(r-'①') + 1
	case r >= '㉑' && r <= '㉟':
		return int(r-'㉑') + 21
	case r >= '㊱' && r <= '㊿':
		return int(r-'㊱') + 36
	}
	return 0
}
