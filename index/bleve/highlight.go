package bleve

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index/zh"
)

// terms are what a query looks for in a text.
type terms struct {
	words   map[string]bool
	bigrams map[string]bool
	phrases []string // folded
}

func termsOf(p parsed) terms {
	t := terms{words: map[string]bool{}, bigrams: map[string]bool{}}
	for _, w := range zh.Fold(p.words).Words() {
		t.words[w.Term] = true
	}
	for _, s := range append([]string{p.words}, p.phrases...) {
		for _, b := range bigrams(s) {
			t.bigrams[b.Term] = true
		}
	}
	for _, s := range p.phrases {
		t.phrases = append(t.phrases, folded(s))
	}
	return t
}

// mark finds the terms in a stored text: whether all bigrams of the query are there, and
// the places of its words, of its bigrams if all are there, and of its phrases, as code
// points, merged where they touch.
func (t *terms) mark(text string) (exact bool, spans []gangmu.Span) {
	f := zh.Fold(text)
	var at [][2]int // bytes
	found := map[string]bool{}
	var pairs [][2]int
	for _, b := range f.Bigrams() {
		if t.bigrams[b.Term] {
			found[b.Term] = true
			pairs = append(pairs, [2]int{b.Start, b.End})
		}
	}
	exact = len(t.bigrams) > 0 && len(found) == len(t.bigrams)
	if len(t.words) > 0 {
		for _, w := range f.Words() {
			if t.words[w.Term] {
				at = append(at, [2]int{w.Start, w.End})
			}
		}
		if exact || len(at) == 0 {
			at = append(at, pairs...)
		}
	}
	for _, phrase := range t.phrases {
		at = append(at, f.Find(phrase)...)
	}
	return exact, codePoints(text, merge(at))
}

// merge sorts ranges and joins those that overlap or touch.
func merge(at [][2]int) [][2]int {
	slices.SortFunc(at, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	var out [][2]int
	for _, r := range at {
		if n := len(out); n > 0 && r[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], r[1])
			continue
		}
		out = append(out, r)
	}
	return out
}

// codePoints turns ascending byte ranges of text into spans.
func codePoints(text string, at [][2]int) []gangmu.Span {
	out := []gangmu.Span{}
	pos, runes := 0, 0
	to := func(b int) int {
		runes += utf8.RuneCountInString(text[pos:b])
		pos = b
		return runes
	}
	for _, r := range at {
		start := to(r[0])
		out = append(out, gangmu.Span{start, to(r[1])})
	}
	return out
}
