package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gangmu/gangmu/extract/numeral"
)

// overlay is the text of a field EQ \o(a,b): characters set over one another. Chinese Word
// makes circled numbers of it, EQ \o\ac(○,1), and in old files the reading over a word,
// EQ \o\ad(\s\up 9(zhù),驻). Other equations are not text.
func overlay(code string) string {
	i := strings.Index(strings.ToLower(code), `\o`)
	if i < 0 {
		return ""
	}
	args := arguments(code[i:])
	if len(args) == 0 {
		return ""
	}
	last := args[len(args)-1]
	if len(args) == 2 && strings.ContainsAny(args[0], "○◯〇") {
		return circled(last)
	}
	return last
}

// arguments parts what stands between the first parenthesis and the one that closes it.
func arguments(code string) []string {
	var args []string
	start, depth := -1, 0
	for i, r := range code {
		switch {
		case r == '(':
			if depth++; depth == 1 {
				start = i + 1
			}
		case r == ')' && depth > 1:
			depth--
		case r == ')' && depth == 1:
			return append(args, strings.TrimSpace(code[start:i]))
		case (r == ',' || r == ';') && depth == 1:
			args = append(args, strings.TrimSpace(code[start:i]))
			start = i + 1
		}
	}
	return nil
}

// circled is a number or a Han numeral in a circle, where Unicode has it.
func circled(s string) string {
	if n, err := strconv.Atoi(s); err == nil {
		return numeral.Format(n, "decimalEnclosedCircle")
	}
	if n := strings.Index("一二三四五六七八九十", s); n >= 0 && utf8.RuneCountInString(s) == 1 {
		return numeral.Format(n/len("一")+1, "ideographEnclosedCircle")
	}
	return s
}
