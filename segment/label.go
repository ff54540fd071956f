package segment

import "strings"

// A label is a number at a place, as far as its form goes.
type label struct {
	scheme  family // famBare included
	from    int    // in the runes that were scanned
	to      int
	ordinal int
	prefix  [3]int16 // decimals: the numbers before the last
	damaged bool     // read as something else than what is printed
	halved  bool     // one bracket of the pair is lost
	numeric bool     // a number follows right behind the stop: 2.12家企业
}

// The greatest ordinal that is believed.
const maxOrdinal = 99

// scanLabel returns every way to read a label at i of folded text. It does not look at
// what stands before i.
func scanLabel(r []rune, i int) []label {
	if i >= len(r) {
		return nil
	}
	var ls []label
	add := func(l label, ok bool) {
		if ok && l.ordinal > 0 && l.ordinal <= maxOrdinal {
			l.from = i
			ls = append(ls, l)
		}
	}
	switch c := r[i]; {
	case c == '第':
		add(scanOrdinalWord(r, i))
	case openBracket(c):
		add(scanBracketed(r, i))
	case circled(c) > 0:
		add(label{scheme: famCircled, to: i + 1, ordinal: circled(c)}, true)
	case isHanNumeral(c) || hanConfusion(c):
		add(scanHan(r, i))
		add(scanHalfBracket(r, i))
	case isDigit(c) || c == 'l' || c == 'I':
		for _, l := range scanArabic(r, i) {
			add(l, true)
		}
	}
	return ls
}

func at(r []rune, i int) rune {
	if i >= 0 && i < len(r) {
		return r[i]
	}
	return '\n'
}

// hanConfusion holds for what scans make of 一.
func hanConfusion(r rune) bool {
	return r == '―' || r == '—' || r == '-' || r == '─' || r == 'ー'
}

// openBracket holds for ( and what scans make of it.
func openBracket(r rune) bool { return r == '(' || r == '〈' || r == '《' || r == '{' || r == '[' }

// closeBracket holds for ) and what scans make of it.
func closeBracket(r rune) bool { return r == ')' || r == '〉' || r == '》' || r == '}' || r == ']' }

// scanOrdinalWord reads 第N章, 第N节, 第N部分, 第N条.
func scanOrdinalWord(r []rune, i int) (label, bool) {
	k := i + 1
	for isBlank(at(r, k)) && k-i < 3 {
		k++
	}
	start := k
	for isHanNumeral(at(r, k)) || isDigit(at(r, k)) {
		k++
	}
	if k == start || k-start > 5 {
		return label{}, false
	}
	n, ok := hanNumber(r[start:k])
	if isDigit(r[start]) {
		n, ok = atoi(string(r[start:k])), true
	}
	for isBlank(at(r, k)) {
		k++
	}
	l := label{ordinal: n, to: k + 1}
	switch at(r, k) {
	case '章', '篇', '编':
		l.scheme = famChapter
	case '节':
		l.scheme = famDivision
	case '条':
		l.scheme = famArticle
	case '部':
		end := k + 1
		for isBlank(at(r, end)) && end-k < 3 {
			end++
		}
		if at(r, end) != '分' {
			return label{}, false
		}
		l.scheme, l.to = famPart, end+1
	default:
		return label{}, false
	}
	return l, ok
}

// scanBracketed reads (一) and (1), with damaged brackets; the closing one may be lost
// before a Chinese character that is no numeral.
func scanBracketed(r []rune, i int) (label, bool) {
	k := i + 1
	for isBlank(at(r, k)) && k-i < 3 {
		k++
	}
	start := k
	han, damaged := false, r[i] != '('
	for ; k-start < 4; k++ {
		c := at(r, k)
		switch {
		case isHanNumeral(c):
			han = true
			continue
		case hanConfusion(c):
			han, damaged = true, true
			continue
		case isDigit(c) && !han:
			continue
		case (c == 'l' || c == 'I') && !han:
			damaged = true
			continue
		}
		break
	}
	if k == start {
		return label{}, false
	}
	number := r[start:k]
	for isBlank(at(r, k)) {
		k++
	}
	to := k + 1
	switch c := at(r, k); {
	case c == ')':
	case closeBracket(c):
		damaged = true
	case r[i] == '(' && han && isHan(c) && !strings.ContainsRune("是月日类级年个次种项期批方把", c):
		damaged, to = true, k
	default:
		return label{}, false
	}
	l := label{scheme: famParen, to: to, damaged: damaged, halved: to == k}
	if !han {
		l.ordinal = readArabic(number)
		return l, len(number) <= 2
	}
	n, ok := readHan(number)
	l.scheme, l.ordinal = famHanParen, n
	return l, ok
}

// scanHalfBracket reads 一) whose opening bracket is lost.
func scanHalfBracket(r []rune, i int) (label, bool) {
	k := i
	for k-i < 3 && (isHanNumeral(at(r, k)) || hanConfusion(at(r, k))) {
		k++
	}
	if !closeBracket(at(r, k)) {
		return label{}, false
	}
	n, ok := readHan(r[i:k])
	return label{scheme: famHanParen, to: k + 1, ordinal: n, damaged: true, halved: true}, ok
}

// readHan reads a numeral in which a dash may stand for 一.
func readHan(r []rune) (int, bool) {
	fixed := make([]rune, len(r))
	for i, c := range r {
		if hanConfusion(c) {
			c = '一'
		}
		fixed[i] = c
	}
	return hanNumber(fixed)
}

// scanHan reads 一、 and, where it stands before a blank, 三.
func scanHan(r []rune, i int) (label, bool) {
	k := i
	for k-i < 3 && (isHanNumeral(at(r, k)) || hanConfusion(at(r, k))) {
		k++
	}
	n, ok := readHan(r[i:k])
	if !ok {
		return label{}, false
	}
	damaged := hanConfusion(r[i])
	stop := k
	for isBlank(at(r, stop)) && stop-k < 2 {
		stop++
	}
	switch at(r, stop) {
	case '、':
	case '丶', '·', '，', ',', '.', '・', '﹑', '`', '\'':
		damaged = true
	default:
		if stop == k || hanConfusion(r[i]) { // no stop and no blank
			return label{}, false
		}
		return label{scheme: famHan, to: k, ordinal: n, damaged: true}, true
	}
	return label{scheme: famHan, to: stop + 1, ordinal: n, damaged: damaged}, true
}

// scanArabic reads 1., 1、, 1), 1.1, 1.1.1 and the bare 1.
func scanArabic(r []rune, i int) []label {
	k, damaged := i, false
	for k-i < 3 && (isDigit(at(r, k)) || at(r, k) == 'l' || at(r, k) == 'I') {
		damaged = damaged || !isDigit(r[k])
		k++
	}
	if isDigit(at(r, k)) {
		return nil
	}
	n := readArabic(r[i:k])
	if ls := scanDecimal(r, i); ls != nil {
		return ls
	}
	var ls []label
	stop := k
	for isBlank(at(r, stop)) && stop-k < 2 {
		stop++
	}
	switch at(r, stop) {
	case '.', '、':
		l := label{scheme: famArabic, to: stop + 1, ordinal: n, damaged: damaged}
		switch {
		case !isDigit(at(r, stop+1)) || stop > k || yearAt(r, stop+1) || namedByNumber(r, stop+1):
		case at(r, stop) == '、':
		case longNumberAt(r, stop+1): // 5.121人才: label, then a number of three digits
			l.damaged = true
		case countAt(r, stop+1): // 2.12家企业: or a decimal; the sequence decides
			l.numeric = true
		default:
			return nil
		}
		ls = append(ls, l)
	case '丶', '·', ',', '，', ':', '。', '﹑', '・':
		if !isDigit(at(r, stop+1)) || yearAt(r, stop+1) || countAt(r, stop+1) {
			ls = append(ls, label{scheme: famArabic, to: stop + 1, ordinal: n, damaged: true, numeric: isDigit(at(r, stop+1))})
		}
	case ')':
		ls = append(ls, label{scheme: famHalf, to: stop + 1, ordinal: n, damaged: damaged})
	}
	if ls == nil && k-i <= 2 && (!damaged || k-i == 1) {
		next := at(r, stop)
		if isHan(next) || next == '“' || next == '《' || next == '\n' || stop > k {
			ls = append(ls, label{scheme: famBare, to: k, ordinal: n, damaged: true})
		}
	}
	return ls
}

func readArabic(r []rune) int {
	n := 0
	for _, c := range r {
		if !isDigit(c) {
			c = '1'
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// yearAt reports a year at i: 2.2023年9月 is the label 2. before a date.
func yearAt(r []rune, i int) bool {
	return i+4 < len(r) && (r[i] == '1' && r[i+1] == '9' || r[i] == '2' && r[i+1] == '0') && isDigit(r[i+2]) && isDigit(r[i+3]) && (r[i+4] == '年' || r[i+4] == '-')
}

// namedByNumber reports a word of a number and a letter at i, 5G, 3D, 4S店: 3.5G基站 is the
// label 3. before it.
func namedByNumber(r []rune, i int) bool {
	return isDigit(at(r, i)) && strings.ContainsRune("GDSAK", at(r, i+1)) && isHan(at(r, i+2))
}

// longNumberAt reports a number of three digits or more, not followed by a unit of
// measure: decimals in plans have one or two places.
func longNumberAt(r []rune, i int) bool {
	k := i
	for isDigit(at(r, k)) {
		k++
	}
	return k-i >= 3 && isHan(at(r, k)) && !unitAt(r, k)
}

// countAt reports a number with a unit at i: 12家, 1月至2月.
func countAt(r []rune, i int) bool {
	k := i
	for isDigit(at(r, k)) {
		k++
	}
	return k > i && unitAt(r, k) && !strings.ContainsRune("万亿%％‰", at(r, k))
}

// scanDecimal reads 1.1 to 1.1.1.1. One dot makes a label only before a blank or a Chinese
// character that is no unit.
func scanDecimal(r []rune, i int) []label {
	var nums []int
	k := i
	for len(nums) < 4 {
		start := k
		for isDigit(at(r, k)) && k-start < 3 {
			k++
		}
		if k == start || k-start > 2 {
			return nil
		}
		nums = append(nums, atoi(string(r[start:k])))
		if at(r, k) != '.' || !isDigit(at(r, k+1)) {
			break
		}
		k++
	}
	if len(nums) < 2 || isDigit(at(r, k)) {
		return nil
	}
	next := at(r, k)
	if next == '.' || next == '、' {
		k++
		next = at(r, k)
	}
	if !isBlank(next) && next != '\n' && next != '“' && next != '《' && (!isHan(next) || unitAt(r, k)) {
		return nil
	}
	l := label{scheme: famDecimal2 + family(len(nums)-2), to: k, ordinal: nums[len(nums)-1]}
	for j, n := range nums[:len(nums)-1] {
		l.prefix[j] = int16(n)
	}
	return []label{l}
}
