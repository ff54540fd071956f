package segment

// A label is a number at a place, as far as its form goes.
type label struct {
	scheme  family // famBare included
	from    int    // in the runes that were scanned
	to      int
	ordinal int
	prefix  [3]int16 // decimals: the numbers before the last
	damaged bool     // read as something else than what is printed
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
	case c == '(':
		add(scanBracketed(r, i))
	case circled(c) > 0:
		add(label{scheme: famCircled, to: i + 1, ordinal: circled(c)}, true)
	case isHanNumeral(c) || hanConfusion(c):
		add(scanHan(r, i))
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
		if at(r, k+1) != '分' {
			return label{}, false
		}
		l.scheme, l.to = famPart, k+2
	default:
		return label{}, false
	}
	return l, ok
}

// scanBracketed reads (一) and (1), with a damaged closing bracket.
func scanBracketed(r []rune, i int) (label, bool) {
	k := i + 1
	for isBlank(at(r, k)) && k-i < 3 {
		k++
	}
	start := k
	han, damaged := false, false
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
	switch at(r, k) {
	case ')':
	case '〉', '》', '}', ']':
		damaged = true
	default:
		return label{}, false
	}
	if !han {
		if len(number) > 2 {
			return label{}, false
		}
		return label{scheme: famParen, to: k + 1, ordinal: atoi(string(number)), damaged: damaged}, true
	}
	n, ok := readHan(number)
	return label{scheme: famHanParen, to: k + 1, ordinal: n, damaged: damaged}, ok
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
		if !isDigit(at(r, stop+1)) || stop > k || at(r, stop) == '、' || yearAt(r, stop+1) {
			ls = append(ls, label{scheme: famArabic, to: stop + 1, ordinal: n, damaged: damaged})
		} else if longNumberAt(r, stop+1) { // 5.121人才: label, then a number of three digits
			ls = append(ls, label{scheme: famArabic, to: stop + 1, ordinal: n, damaged: true})
		}
	case '丶', '·', ',', '，', ':', '。', '﹑', '・':
		if !isDigit(at(r, stop+1)) {
			ls = append(ls, label{scheme: famArabic, to: stop + 1, ordinal: n, damaged: true})
		}
	case ')':
		ls = append(ls, label{scheme: famHalf, to: stop + 1, ordinal: n, damaged: damaged})
	}
	if ls == nil && !damaged && k-i <= 2 {
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

// longNumberAt reports a number of three digits or more, not followed by a unit of
// measure: decimals in plans have one or two places.
func longNumberAt(r []rune, i int) bool {
	k := i
	for isDigit(at(r, k)) {
		k++
	}
	return k-i >= 3 && isHan(at(r, k)) && !isUnit(at(r, k))
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
	if !isBlank(next) && next != '\n' && next != '“' && next != '《' && (!isHan(next) || isUnit(next)) {
		return nil
	}
	l := label{scheme: famDecimal2 + family(len(nums)-2), to: k, ordinal: nums[len(nums)-1]}
	for j, n := range nums[:len(nums)-1] {
		l.prefix[j] = int16(n)
	}
	return []label{l}
}

// isUnit holds for the first characters of what is counted: 3年, 12个, 5%.
func isUnit(r rune) bool {
	switch r {
	case '年', '月', '日', '时', '分', '秒', '个', '项', '名', '家', '次', '人', '万', '亿', '元', '%', '％', '条', '户', '处', '所', '场', '座',
		'级', '度', '倍', '位', '岁', '公', '里', '台', '吨', '米', '亩', '批', '周', '届', '楼', '路', '号', '艘', '只', '口', '平', '线',
		'期', '件', '套', '支', '部', '类', '种', '天', '小', '千', '百', '余', '多', '至', '～', '~', '轮', '张', '本', '份', '例', '头', '棵', '株', '辆', '队', '站', '镇', '村', '县', '市', '区', '省':
		return true
	}
	return false
}
