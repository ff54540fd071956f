package segment

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed dictionary/headings.txt
var headingsFile string

// headingWords are the words that headings end with, those that the text behind a heading
// begins with, those of them that stand within headings too, and the shortest headings.
var headingWords = sync.OnceValue(func() (w struct{ end, begin, within, stock map[string]bool }) {
	w.end, w.begin, w.within, w.stock = map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	of := map[string]map[string]bool{"end": w.end, "begin": w.begin, "within": w.within, "stock": w.stock}
	for _, e := range entries(headingsFile) {
		kind, list, _ := strings.Cut(e, "\t")
		for _, word := range strings.Fields(list) {
			if of[kind] != nil {
				of[kind][word] = true
			}
		}
	}
	return w
})

// The lengths of a heading that a text runs into, code points.
const (
	minRunHeading = 4 // shorter ones are stock
	maxRunHeading = 30
)

// How far behind a doubtful end of a heading another one is looked for, code points.
const laterEnd = 4

// runHeading is the length of the heading that r begins with when the text behind it has
// run into it, 0 if none is seen: the first place where a word that ends headings meets
// one that begins sentences, or a number. A verb that headings hold too is doubtful
// there: of 重点项目推进情况对 the heading ends behind 情况.
func runHeading(r []rune) int {
	w := headingWords()
	commas, doubtful := 0, 0
	for n := 1; n < len(r) && n <= maxRunHeading && (doubtful == 0 || n <= doubtful+laterEnd); n++ {
		switch c := r[n]; {
		case c == '，' || c == ',':
			if commas++; commas > 1 || doubtful > 0 {
				return doubtful
			}
			continue
		case isStop(c) || c == ':' || c == '(':
			return doubtful
		}
		if n < 2 || !w.end[string(r[n-2:n])] || n < minRunHeading && !w.stock[string(r[:n])] {
			continue
		}
		if isDigit(r[n]) && !isDigit(r[n-1]) {
			return n
		}
		for k := 1; k <= 3 && n+k <= len(r); k++ {
			word := string(r[n : n+k])
			switch {
			case !w.begin[word] || w.end[string(r[n:min(n+2, len(r))])]:
			case !w.within[word]:
				return n
			case doubtful == 0:
				doubtful = n
			}
		}
	}
	return doubtful
}
