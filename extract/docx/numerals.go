package docx

import (
	"strconv"
	"strings"
)

// Number formats, ECMA-376 part 1, 17.18.59 (ST_NumberFormat). Those that are not here
// are shown in decimal.

// A counting system writes numbers with digits and the names of powers of ten.
type counting struct {
	digits  [10]string
	powers  [4]string // one, ten, hundred, thousand
	zero    string    // between digits
	bareTen bool      // 10 to 19 begin with the power: 十一, not 一十一
}

var (
	hanDigits   = [10]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	legalDigits = [10]string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}

	chineseCounting = counting{hanDigits, [4]string{"", "十", "百", "千"}, "〇", true}
	chineseThousand = counting{hanDigits, [4]string{"", "十", "百", "千"}, "零", true}
	legalSimplified = counting{legalDigits, [4]string{"", "拾", "佰", "仟"}, "零", false}
)

// A run of code points stands for 1, 2, 3, ...
type runOf struct {
	first rune
	count int
	from  int // the number that first stands for
}

var enclosed = map[string][]runOf{
	"decimalEnclosedCircle":        {{'①', 20, 1}, {'㉑', 15, 21}, {'㊱', 15, 36}},
	"decimalEnclosedCircleChinese": {{'①', 20, 1}, {'㉑', 15, 21}, {'㊱', 15, 36}},
	"decimalEnclosedParen":         {{'⑴', 20, 1}},
	"decimalEnclosedFullstop":      {{'⒈', 20, 1}},
	"ideographEnclosedCircle":      {{'㈠', 10, 1}},
}

// cycles are the formats that name things in a fixed order.
var cycles = map[string][]rune{
	"ideographTraditional": []rune("甲乙丙丁戊己庚辛壬癸"),
	"ideographZodiac":      []rune("子丑寅卯辰巳午未申酉戌亥"),
}

// formatNumber writes n in an ST_NumberFormat. A bullet and "none" are empty.
func formatNumber(n int, format string) string {
	for _, r := range enclosed[format] {
		if n >= r.from && n < r.from+r.count {
			return string(r.first + rune(n-r.from))
		}
	}
	if c, ok := cycles[format]; ok && n >= 1 && n <= len(c) {
		return string(c[n-1])
	}
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letter(n, 'A')
	case "lowerLetter":
		return letter(n, 'a')
	case "ordinal":
		return strconv.Itoa(n) + ordinalSuffix(n)
	case "chineseCounting", "taiwaneseCounting":
		if n >= 100 { // written digit by digit from here on
			return digitwise(n)
		}
		return chineseCounting.write(n)
	case "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand":
		return chineseThousand.write(n)
	case "chineseLegalSimplified", "ideographLegalTraditional":
		return legalSimplified.write(n)
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2":
		return digitwise(n)
	case "decimalFullWidth", "decimalFullWidth2":
		return fullWidth(n)
	}
	return strconv.Itoa(n)
}

// write writes 0 to 99,999,999.
func (c *counting) write(n int) string {
	switch {
	case n < 0 || n > 99_999_999:
		return strconv.Itoa(n)
	case n == 0:
		return c.zero
	case n < 10_000:
		return c.four(n, c.bareTen)
	}
	s := c.four(n/10_000, c.bareTen) + "万"
	switch low := n % 10_000; {
	case low == 0:
		return s
	case low < 1000:
		return s + c.zero + c.four(low, false)
	default:
		return s + c.four(low, false)
	}
}

// four writes 1 to 9999.
func (c *counting) four(n int, bareTen bool) string {
	var b strings.Builder
	zero := false
	for power, unit := 3, 1000; power >= 0; power, unit = power-1, unit/10 {
		d := n / unit % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteString(c.zero)
			zero = false
		}
		if !(bareTen && power == 1 && d == 1 && b.Len() == 0) {
			b.WriteString(c.digits[d])
		}
		b.WriteString(c.powers[power])
	}
	return b.String()
}

func digitwise(n int) string {
	var b strings.Builder
	for _, d := range strconv.Itoa(n) {
		if d == '-' {
			return strconv.Itoa(n)
		}
		b.WriteString(hanDigits[d-'0'])
	}
	return b.String()
}

func fullWidth(n int) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, strconv.Itoa(n))
}

func roman(n int) string {
	if n <= 0 || n > 32767 {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, v := range values {
		for n >= v {
			b.WriteString(signs[i])
			n -= v
		}
	}
	return b.String()
}

// letter writes A ... Z, AA, BB, ... : the letter is repeated, as Word does.
func letter(n int, first rune) string {
	if n <= 0 || n > 26*100 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func ordinalSuffix(n int) string {
	if n%100 >= 11 && n%100 <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}
