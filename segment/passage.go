package segment

import (
	"sort"

	"github.com/gangmu/gangmu"
)

// closesSoon reports whether the bracket that is open at i closes on this line, before
// another one opens: the line was broken inside it.
func closesSoon(v *view, i int) bool {
	for k := i; k < min(i+maxPhrase, len(v.runes)); k++ {
		switch v.runes[k] {
		case ')', '】':
			return true
		case '(', '【', '\n':
			return false
		}
	}
	return false
}

// insideDate reports whether the line end at i breaks a date: 2024⏎年9月, 2024年⏎9月.
func insideDate(v *view, i int) bool {
	prev, next := v.get(i-1), v.get(i+1)
	if isDigit(prev) {
		return next == '年' || next == '月' || next == '日'
	}
	k := i + 1
	for isDigit(v.get(k)) && k-i <= 2 {
		k++
	}
	return prev == '年' && isDigit(v.get(i-2)) && k > i+1 && v.get(k) == '月'
}

// A passage is the own text of a node or an item, folded, with the way back to the text.
// Tabs part the cells of a row and line ends the paragraphs; line ends inside a sentence
// that was broken at a fixed width are taken out.
type passage struct {
	runes   []rune
	at      []int32 // offset in the text of each rune
	printed []rune  // the same, not folded

	open, since int // brackets open, and code points since the last one opened
}

// add appends the view's [from, to).
func (p *passage) add(v *view, from, to int) {
	for i := from; i < to; i++ {
		r, at := v.runes[i], v.pos(i)
		switch {
		case r == ' ' && v.src.text[at] == '\t':
			r = '\t'
		case r == '\n' && (v.continued(i+1) || p.open > 0 && closesSoon(v, i+1) || insideDate(v, i)):
			continue
		case r == '(' || r == '【':
			p.open, p.since = p.open+1, 0
		case r == ')' || r == '】':
			p.open = max(0, p.open-1)
		}
		if p.since++; p.since > maxPhrase {
			p.open = 0
		}
		p.runes = append(p.runes, r)
		p.at = append(p.at, int32(at))
		p.printed = append(p.printed, v.src.text[at])
	}
}

// reset empties p; its memory is used again.
func (p *passage) reset() { *p = passage{runes: p.runes[:0], at: p.at[:0], printed: p.printed[:0]} }

// span is the span in the text of the passage's [from, to).
func (p *passage) span(from, to int) gangmu.Span {
	return gangmu.Span{int(p.at[from]), int(p.at[to-1]) + 1}
}

// trim takes blanks and line ends off the ends of [from, to).
func (p *passage) trim(from, to int) (int, int) {
	blank := func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }
	for from < to && blank(p.runes[from]) {
		from++
	}
	for to > from && blank(p.runes[to-1]) {
		to--
	}
	return from, to
}

// text is what is printed in [from, to), without blanks and line ends.
func (p *passage) text(from, to int) string {
	out := make([]rune, 0, to-from)
	for i := from; i < to; i++ {
		if r := p.runes[i]; r != ' ' && r != '\n' && r != '\t' {
			out = append(out, p.printed[i])
		}
	}
	return string(out)
}

// index is the first place in the passage at or behind offset i of the text.
func (p *passage) index(i int) int {
	return sort.Search(len(p.at), func(k int) bool { return int(p.at[k]) >= i })
}
