// Package numeral writes the numbers that word processors generate, and the characters of
// their symbol fonts as the ones they look like.
//
// It knows no file format; formats name the systems as WordprocessingML does.
package numeral

import (
	"strconv"
	"strings"
)

// Number formats, ECMA-376 part 1, 17.18.59 (ST_NumberFormat), as data: counting systems,
// runs of code points, cycles of signs, and the few that are computed. What each writes is
// the clause's own example where it gives one. A format that is not here is shown in
// decimal: those of Hebrew, Arabic, Hindi, Thai, Korean and Vietnamese, and numbers
// written out in words.

// A counting system writes numbers with digits and the names of powers of ten.
type counting struct {
	digits  [10]string
	powers  [4]string // one, ten, hundred, thousand
	myriad  string    // ten thousand
	zero    string    // between digits
	bareTen bool      // 10 to 19 begin with the power: 十一, not 一十一
	below   int       // from this number on it writes digit by digit; 0 is never
}

var (
	hanDigits    = [10]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	simpleLegal  = [10]string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}
	traditional  = [10]string{"零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"}
	plainPowers  = [4]string{"", "十", "百", "千"}
	legalPowers  = [4]string{"", "拾", "佰", "仟"}
	hanThousands = counting{hanDigits, plainPowers, "万", "零", true, 0}
)

var countings = map[string]counting{
	"chineseCounting":           {hanDigits, plainPowers, "万", "〇", true, 100},
	"taiwaneseCounting":         {hanDigits, plainPowers, "萬", "〇", true, 100},
	"chineseCountingThousand":   hanThousands,
	"taiwaneseCountingThousand": {hanDigits, plainPowers, "萬", "零", true, 0},
	"japaneseCounting":          hanThousands,
	"chineseLegalSimplified":    {simpleLegal, legalPowers, "万", "零", false, 0},
	"ideographLegalTraditional": {traditional, legalPowers, "萬", "零", false, 0},
}

// digitwise are the formats that write each decimal digit by a sign of its own.
var digitwise = map[string][10]string{
	"ideographDigital":           hanDigits,
	"japaneseDigitalTenThousand": hanDigits,
	"taiwaneseDigital":           hanDigits,
	"koreanDigital2":             hanDigits,
	"decimalFullWidth":           {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"},
	"decimalFullWidth2":          {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"},
}

// A run of code points stands for the numbers from from on.
type runOf struct {
	first rune
	count int
	from  int
}

var enclosed = map[string][]runOf{
	"decimalEnclosedCircle":        {{'①', 20, 1}, {'㉑', 15, 21}, {'㊱', 15, 36}},
	"decimalEnclosedCircleChinese": {{'①', 20, 1}, {'㉑', 15, 21}, {'㊱', 15, 36}},
	"decimalEnclosedParen":         {{'⑴', 20, 1}},
	"decimalEnclosedFullstop":      {{'⒈', 20, 1}},
	"ideographEnclosedCircle":      {{'㊀', 10, 1}},
}

// cycles are the formats that name things in a fixed order, once through.
var cycles = map[string][]rune{
	"ideographTraditional": []rune("甲乙丙丁戊己庚辛壬癸"),
	"ideographZodiac":      []rune("子丑寅卯辰巳午未申酉戌亥"),
	"aiueo":                []rune("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
	"aiueoFullWidth":       []rune("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"),
	"russianLower":         []rune("абвгдежзиклмнопрстуфхцчшщыэюя"),
	"russianUpper":         []rune("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
}

// Format writes n in an ST_NumberFormat, or in a custom one of leading zeros: "001".
// A bullet and "none" are empty; a format that is not [Known] comes in Arabic digits.
func Format(n int, format string) string {
	for _, r := range enclosed[format] {
		if n >= r.from && n < r.from+r.count {
			return string(r.first + rune(n-r.from))
		}
	}
	if c, ok := cycles[format]; ok && n >= 1 && n <= len(c) {
		return string(c[n-1])
	}
	if c, ok := countings[format]; ok {
		return c.write(n)
	}
	if digits, ok := digitwise[format]; ok {
		return byDigit(n, digits)
	}
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		return padded(n, 2)
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
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "hex":
		return strings.ToUpper(strconv.FormatInt(int64(n), 16))
	}
	if strings.HasPrefix(format, "0") {
		return padded(n, len(format))
	}
	return strconv.Itoa(n)
}

// write writes 0 to 99,999,999; other numbers in decimal.
func (c *counting) write(n int) string {
	switch {
	case n < 0 || n > 99_999_999:
		return strconv.Itoa(n)
	case c.below > 0 && n >= c.below:
		return byDigit(n, c.digits)
	case n == 0:
		return c.zero
	case n < 10_000:
		return c.four(n, c.bareTen)
	}
	s := c.four(n/10_000, c.bareTen) + c.myriad
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

func byDigit(n int, digits [10]string) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range strconv.Itoa(n) {
		b.WriteString(digits[d-'0'])
	}
	return b.String()
}

func padded(n, width int) string {
	s := strconv.Itoa(n)
	if n < 0 {
		return s
	}
	return strings.Repeat("0", max(0, min(width, 20)-len(s))) + s
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

// Known reports whether Format writes numbers in a format as they are meant.
func Known(format string) bool {
	switch format {
	case "", "decimal", "decimalHalfWidth", "none", "bullet", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "numberInDash", "hex":
		return true
	}
	_, counted := countings[format]
	_, digits := digitwise[format]
	return counted || digits || enclosed[format] != nil || cycles[format] != nil || strings.HasPrefix(format, "0")
}
