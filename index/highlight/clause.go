package highlight

import (
	"strings"
	"unicode/utf8"
)

// ends are the signs that a clause ends with (GB/T 15834-2011, 4.1-4.4, 4.6). A
// line end is none: it is where a printed line broke.
const ends = "。；;！!？?"

// best is the clause of text, as bytes, that has the most bytes marked, the first of those
// that are alike; blanks round it are left out.
func best(text string, marks [][2]int) [2]int {
	most, out := -1, [2]int{0, len(text)}
	start, next := 0, 0
	take := func(end int) {
		marked := 0
		for ; next < len(marks) && marks[next][0] < end; next++ {
			marked += min(marks[next][1], end) - max(marks[next][0], start)
			if marks[next][1] > end {
				break // it goes on in the next clause
			}
		}
		if marked > most && strings.TrimSpace(text[start:end]) != "" {
			most, out = marked, [2]int{start, end}
		}
		start = end
	}
	for i, r := range text {
		if strings.ContainsRune(ends, r) {
			take(i + utf8.RuneLen(r))
		}
	}
	if start < len(text) {
		take(len(text))
	}
	part := text[out[0]:out[1]]
	left := len(part) - len(strings.TrimLeft(part, " \t\n\u3000"))
	return [2]int{out[0] + left, max(out[0]+left, out[0]+len(strings.TrimRight(part, " \t\n\u3000")))}
}
