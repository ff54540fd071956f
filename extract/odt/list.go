package odt

import (
	"strconv"
	"strings"

	"github.com/gangmu/gangmu/extract/numeral"
	"github.com/gangmu/gangmu/extract/xmlscan"
)

const levels = 10

// A listStyle is a text:list-style or the text:outline-style (16.30, 16.34).
type listStyle struct{ levels [levels]*level }

// A level says how numbers look (16.31 to 16.33).
type level struct {
	format         string // of ECMA-376; "none" shows no number
	prefix, suffix string
	pattern        string // num-list-format, "%1%.%2%": it stands for prefix, suffix and shown
	shown          int    // levels whose numbers are shown
	start          int
	bullet         string
}

// formats are the values of num-format (19.500), as number formats of ECMA-376. Those beyond
// letters and digits are the first numbers themselves.
var formats = map[string]string{
	"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none",
	"一": "chineseCountingThousand", "壹": "chineseLegalSimplified", "壱": "ideographLegalTraditional", "〇": "ideographDigital",
	"甲": "ideographTraditional", "子": "ideographZodiac", "①": "decimalEnclosedCircle", "１": "decimalFullWidth",
	"01": "decimalZero", "1st": "ordinal",
}

func (l *listStyle) read(s *xmlscan.Scanner) error {
	return s.Each(func(name string) error {
		i := s.Int("level", 0)
		if i < 1 || i > levels {
			return s.Skip()
		}
		first, _, _ := strings.Cut(s.Attr("num-format"), ",")
		x := &level{
			format: formats[strings.TrimSpace(first)], prefix: s.Attr("num-prefix"), suffix: s.Attr("num-suffix"), pattern: s.Attr("num-list-format"),
			shown: max(1, min(s.Int("display-levels", 1), i)), start: s.Int("start-value", 1),
		}
		if x.format == "" {
			x.format = "decimal"
		}
		switch name {
		case "list-level-style-bullet":
			x.format = "none"
			x.bullet = strings.Map(func(r rune) rune { return numeral.Symbol("", r) }, s.Attr("bullet-char"))
		case "list-level-style-image":
			x.format = "none"
		}
		l.levels[i-1] = x
		return s.Skip()
	})
}

// counters count the items of one list, with those that continue it.
type counters struct {
	n       [levels]int
	running [levels]bool
}

// advance counts an item at level i, from 0, and returns its label. start, if not
// negative, is the number it is given.
func (c *counters) advance(l *listStyle, i, start int) string {
	if l == nil || i < 0 || i >= levels || l.levels[i] == nil {
		return ""
	}
	for k := range i + 1 {
		first := 1
		if l.levels[k] != nil {
			first = l.levels[k].start
		}
		switch {
		case k == i && start >= 0:
			c.n[k], c.running[k] = start, true
		case !c.running[k]:
			c.n[k], c.running[k] = first, true
		case k == i:
			c.n[k]++
		}
	}
	for k := i + 1; k < levels; k++ {
		c.running[k] = false
	}
	return c.label(l, i)
}

func (c *counters) label(l *listStyle, i int) string {
	x := l.levels[i]
	if x.bullet != "" {
		return x.bullet
	}
	if x.format == "none" {
		return ""
	}
	number := func(k int) string {
		if k < 0 || k > i || l.levels[k] == nil {
			return ""
		}
		return numeral.Format(c.n[k], l.levels[k].format)
	}
	if x.pattern != "" {
		var b strings.Builder
		for rest := x.pattern; rest != ""; {
			before, after, ok := strings.Cut(rest, "%")
			b.WriteString(before)
			if !ok {
				break
			}
			digits, tail, ok := strings.Cut(after, "%")
			k, err := strconv.Atoi(digits)
			if !ok || err != nil {
				b.WriteString("%")
				rest = after
				continue
			}
			b.WriteString(number(k - 1))
			rest = tail
		}
		return b.String()
	}
	var numbers []string
	for k := i - x.shown + 1; k <= i; k++ {
		if n := number(k); n != "" {
			numbers = append(numbers, n)
		}
	}
	return x.prefix + strings.Join(numbers, ".") + x.suffix
}
