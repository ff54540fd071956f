package segment

import (
	"fmt"
	"regexp"
	"strings"
)

// Dates as they stand under a plan: 2024年3月5日, 二〇二四年三月五日.

var (
	arabicDate = regexp.MustCompile(`([12][0-9O]\d\d)年(\d{1,2})月(\d{1,2})日`)
	hanDate    = regexp.MustCompile(`([一二][〇○零O一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日`)
	arabicYear = regexp.MustCompile(`([12][09O]\d\d)年`)
	hanYear    = regexp.MustCompile(`([一二][〇○零O九][〇○零O一二三四五六七八九]{2})年`)
)

// chineseDate is the last date in folded text as ISO 8601, or "".
func chineseDate(text string) string {
	if !strings.Contains(text, "月") {
		return ""
	}
	at, out := -1, ""
	if ms := arabicDate.FindAllStringSubmatchIndex(text, -1); ms != nil {
		m := ms[len(ms)-1]
		at, out = m[0], isoDate(digitsOf(text[m[2]:m[3]]), atoi(text[m[4]:m[5]]), atoi(text[m[6]:m[7]]))
	}
	if ms := hanDate.FindAllStringSubmatchIndex(text, -1); ms != nil {
		m := ms[len(ms)-1]
		if m[0] > at {
			year, _ := hanNumber([]rune(text[m[2]:m[3]]))
			month, _ := hanNumber([]rune(text[m[4]:m[5]]))
			day, _ := hanNumber([]rune(text[m[6]:m[7]]))
			out = isoDate(year, month, day)
		}
	}
	return out
}

func isoDate(year, month, day int) string {
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// digitsOf reads a year in which a scan may have made O of 0.
func digitsOf(s string) int {
	n := 0
	for _, c := range s {
		if c == 'O' {
			c = '0'
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// firstYear is the first year in text, 0 if there is none.
func firstYear(text string) int {
	if m := arabicYear.FindStringSubmatch(text); m != nil {
		return digitsOf(m[1])
	}
	if m := hanYear.FindStringSubmatch(text); m != nil {
		n, _ := hanNumber([]rune(m[1]))
		return n
	}
	return 0
}
