package html

import (
	"strconv"
	"strings"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gangmu/gangmu/extract/numeral"
)

// systems are the number formats of lists: types of HTML (4.4.5) and list styles of CSS
// (Counter Styles 3, 6 and 7), with what stands behind the number.
var systems = map[string]struct{ format, behind string }{
	"1": {"decimal", "."}, "a": {"lowerLetter", "."}, "A": {"upperLetter", "."}, "i": {"lowerRoman", "."}, "I": {"upperRoman", "."},
	"decimal": {"decimal", "."}, "decimal-leading-zero": {"decimalZero", "."},
	"lower-alpha": {"lowerLetter", "."}, "lower-latin": {"lowerLetter", "."}, "upper-alpha": {"upperLetter", "."}, "upper-latin": {"upperLetter", "."},
	"lower-roman": {"lowerRoman", "."}, "upper-roman": {"upperRoman", "."},
	"cjk-decimal": {"ideographDigital", "、"}, "cjk-ideographic": {"chineseCountingThousand", "、"}, "trad-chinese-informal": {"taiwaneseCountingThousand", "、"},
	"simp-chinese-informal": {"chineseCountingThousand", "、"}, "simp-chinese-formal": {"chineseLegalSimplified", "、"},
	"cjk-heavenly-stem": {"ideographTraditional", "、"}, "cjk-earthly-branch": {"ideographZodiac", "、"},
}

// list reads an ordered list: each item gets the number that a browser shows.
func (w *walker) list(n *dom.Node, s style) error {
	number, step := 1, 1
	if has(n, "reversed") {
		step = -1
		number = 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Li {
				number++
			}
		}
	}
	number = integer(n, "start", number)
	kind := "1"
	if t := attribute(n, "type"); t != "" {
		kind = t
	}
	if s.list != "" {
		kind = s.list
	}
	s.list = ""
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			if err := w.walk(c, s); err != nil {
				return err
			}
			continue
		}
		number = integer(c, "value", number)
		if err := w.item(c, s, number, kind); err != nil {
			return err
		}
		number += step
	}
	return nil
}

func (w *walker) item(n *dom.Node, s style, number int, kind string) error {
	own := s.within(n)
	if own.hidden {
		return nil
	}
	if own.list != "" {
		kind = own.list
	}
	if err := w.endParagraph(); err != nil {
		return err
	}
	if x, ok := systems[kind]; ok {
		w.label = numeral.Format(number, x.format) + x.behind
	}
	err := w.element(n, s)
	w.label = "" // of an item without text
	return err
}

func has(n *dom.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func integer(n *dom.Node, name string, def int) int {
	if i, err := strconv.Atoi(strings.TrimSpace(attribute(n, name))); err == nil {
		return i
	}
	return def
}
