// Package highlight finds in a text what a query asked for: the places to mark, and the
// clause that has most of them.
//
// It works on the text alone and needs nothing of an index; it knows words and phrases,
// and nothing of queries.
package highlight

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index/zh"
)

// Terms are what is marked. They may be shared by goroutines.
type Terms struct {
	texts   []map[string]bool // bigrams of each text, to see whether all of them are there
	words   map[string]bool
	bigrams map[string]bool
	lone    map[string]bool // single Han characters that were asked for as such
	any     map[string]bool // all characters of the texts
	phrases []string        // folded
}

// New makes the terms of texts, of which words and parts are marked, and of phrases, which
// are marked only whole.
func New(texts, phrases []string) *Terms {
	t := &Terms{words: map[string]bool{}, bigrams: map[string]bool{}, lone: map[string]bool{}, any: map[string]bool{}}
	for _, s := range texts {
		f := zh.Fold(s)
		for _, w := range f.Words() {
			t.words[w.Term] = true
		}
		pairs := map[string]bool{}
		for _, b := range f.Bigrams() {
			t.bigrams[b.Term] = true
			pairs[b.Term] = true
			if f.Lone(b) {
				t.lone[b.Term] = true
			}
		}
		for _, c := range f.Characters() {
			t.any[c.Term] = true
		}
		t.texts = append(t.texts, pairs)
	}
	for _, s := range phrases {
		if p := strings.TrimSpace(zh.Fold(s).String()); p != "" {
			t.phrases = append(t.phrases, p)
		}
	}
	return t
}

// Mark returns the places of the terms in text as code points, ascending, merged where
// they touch, and the clause with most of them; the clause of a text without marks is its
// first. Pairs of characters that are no word by themselves are marked where the whole
// text that they come from is there, or nothing else is; single characters where nothing
// else is.
func (t *Terms) Mark(text string) (marks []gangmu.Span, clause gangmu.Span) {
	f := zh.Fold(text)
	var at, pairs [][2]int // bytes
	found := map[string]bool{}
	for _, b := range f.Bigrams() {
		if t.bigrams[b.Term] {
			found[b.Term] = true
			pairs = append(pairs, [2]int{b.Start, b.End})
		}
	}
	if len(t.words) > 0 {
		for _, w := range f.Words() {
			if t.words[w.Term] {
				at = append(at, [2]int{w.Start, w.End})
			}
		}
	}
	at = append(at, places(f, t.lone)...)
	if len(at) == 0 || t.whole(found) {
		at = append(at, pairs...)
	}
	for _, phrase := range t.phrases {
		at = append(at, f.Find(phrase)...)
	}
	if len(at) == 0 {
		at = places(f, t.any)
	}
	at = merge(at)
	return codePoints(text, at), codePoints(text, [][2]int{best(text, at)})[0]
}

// places are where characters stand.
func places(f *zh.Text, characters map[string]bool) (at [][2]int) {
	if len(characters) == 0 {
		return nil
	}
	for _, c := range f.Characters() {
		if characters[c.Term] {
			at = append(at, [2]int{c.Start, c.End})
		}
	}
	return at
}

// whole reports whether all pairs of one of the texts were found.
func (t *Terms) whole(found map[string]bool) bool {
	for _, pairs := range t.texts {
		all := len(pairs) > 0
		for p := range pairs {
			all = all && found[p]
		}
		if all {
			return true
		}
	}
	return false
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
