package segment

import (
	"strconv"
	"strings"

	"github.com/gangmu/gangmu"
)

// A separator parts the plans of a bundle: 篇一, 【篇二】, 第三篇, 范文四.
type separator struct {
	span    gangmu.Span
	ordinal int
	title   string // of what it parts, where it names it
}

// markSeparators drops the separators, if they count from one. 第一篇 may also be the
// top division of one long plan: it parts plans only where a title follows.
func (s *source) markSeparators() []separator {
	if indexRunes(s.folded, []rune("篇"), 0) < 0 && indexRunes(s.folded, []rune("范文"), 0) < 0 {
		return nil
	}
	q := s.squeeze(len(s.text))
	var found []separator
	for i := 0; i < len(q.runes); i++ {
		end, n := scanSeparator(q.runes[:lineLimit(s, q, i)], i)
		if end, n = yearBehind(q.runes, i, end, n, len(found)+1); n == 0 || n != len(found)+1 {
			continue
		}
		starts := q.startsLine(s, i)
		if from := titledSeparator(s, q, i, end); from >= 0 {
			found = append(found, separator{gangmu.Span{from, q.span(i, end)[1]}, n, s.clean(gangmu.Span{from, int(q.at[i])})})
			i = end - 1
			continue
		}
		if !starts && !endsPlan(q.runes[:i]) {
			continue
		}
		window := q.runes[end:min(end+80, len(q.runes))]
		titled := genreEnd(window) > 0 && !strings.ContainsAny(string(window[:genreEnd(window)]), "。;；")
		alone := end == len(q.runes) || q.startsLine(s, end)
		if !titled && (!alone || q.runes[i] == '第') {
			continue
		}
		found = append(found, separator{span: q.span(i, end), ordinal: n})
		i = end - 1
	}
	if len(found) == 1 && s.text[found[0].span[0]] == '第' {
		return nil
	}
	for _, f := range found {
		s.mark(f.span[0], f.span[1], gangmu.DropSeparator)
	}
	return found
}

// yearBehind takes a year or a label that has run into the number of a separator off it:
// 篇22024年, 篇31.加强.
func yearBehind(r []rune, i, end, n, want int) (int, int) {
	if r[i] != '篇' || n == want {
		return end, n
	}
	digits := []rune(strconv.Itoa(want))
	k := i + 1 + len(digits)
	if !hasPrefix(r[i+1:], digits) {
		return end, n
	}
	if ls := scanLabel(r, k); yearAt(r, k) || len(ls) > 0 && ls[0].ordinal == 1 {
		return k, want
	}
	return end, n
}

// lineLimit is where the line that holds q[i] ends, but no more than a separator's length on.
func lineLimit(s *source, q squeezed, i int) int {
	k := i + 1
	for k < len(q.runes) && k-i < 10 && !q.startsLine(s, k) {
		k++
	}
	return k
}

// titledSeparator is where a line or sentence starts that names what a bundle holds and
// counts it: 社区工作计划 篇1. It is -1 if the separator at q[i:end) does not end such a one.
func titledSeparator(s *source, q squeezed, i, end int) int {
	if q.runes[i] != '篇' || i == 0 {
		return -1
	}
	from := i
	for from > 0 && i-from < maxTitle && !q.startsLine(s, from) && !isStop(q.runes[from-1]) && q.runes[from-1] != ')' {
		from--
	}
	if i == from || !endsWithGenre(q.runes[from:i]) || strings.ContainsAny(string(q.runes[from:i]), "。;；，") {
		return -1
	}
	return int(q.at[from])
}

// scanSeparator reads a separator at i: its end and its number, or 0.
func scanSeparator(r []rune, i int) (end, n int) {
	open := rune(0)
	if r[i] == '【' || r[i] == '[' || r[i] == '(' {
		open = r[i]
		i++
	}
	get := func(k int) rune {
		if k < len(r) {
			return r[k]
		}
		return 0
	}
	number := func(k int) (int, int) {
		e := k
		for isHanNumeral(get(e)) || isDigit(get(e)) {
			e++
		}
		if e == k || e-k > 3 {
			return k, 0
		}
		if isDigit(r[k]) {
			return e, atoi(string(r[k:e]))
		}
		v, _ := hanNumber(r[k:e])
		return e, v
	}
	switch {
	case get(i) == '篇':
		end, n = number(i + 1)
	case get(i) == '范' && get(i+1) == '文':
		end, n = number(i + 2)
	case get(i) == '第':
		end, n = number(i + 1)
		if get(end) != '篇' {
			return 0, 0
		}
		end++
	default:
		return 0, 0
	}
	if n == 0 {
		return 0, 0
	}
	if open != 0 {
		if want := map[rune]rune{'【': '】', '[': ']', '(': ')'}[open]; get(end) != want {
			return 0, 0
		}
		end++
	}
	if get(end) == ':' || get(end) == '、' {
		end++
	}
	return end, n
}

// endsPlan reports whether text may be the end of a plan in a text without line ends: a
// stop, a bracket, a date.
func endsPlan(text []rune) bool {
	switch text[len(text)-1] {
	case '。', '!', '！', ')', '日', '】', ';', '；', '…', '”':
		return true
	}
	return isDigit(text[len(text)-1]) // page number of the last entry of the contents
}
