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
	others  []synonym
	words   map[string]bool
	bigrams map[string]bool
	lone    map[string]bool // single Han characters that were asked for as such
	any     map[string]bool // all characters of the texts
	phrases []string        // folded
}

// A synonym is marked where it stands in a row, or else where all its bigrams are.
type synonym struct {
	text    string // folded
	bigrams map[string]bool
}

// New makes the terms of texts, of which words and parts are marked; of synonyms, which are
// marked where all of one is there, since a part of it is nothing that was asked; and of
// phrases, which are marked only in a row.
func New(texts, synonyms, phrases []string) *Terms {
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
	for _, s := range synonyms {
		f := zh.Fold(s)
		pairs := map[string]bool{}
		for _, b := range f.Bigrams() {
			pairs[b.Term] = true
		}
		t.others = append(t.others, synonym{strings.TrimSpace(f.String()), pairs})
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
	bigrams := f.Bigrams()
	for _, b := range bigrams {
		found[b.Term] = true
		if t.bigrams[b.Term] {
			pairs = append(pairs, [2]int{b.Start, b.End})
		}
	}
	for _, s := range t.others {
		if !whole(s.bigrams, found) {
			continue
		}
		if row := f.Find(s.text); len(row) > 0 {
			at = append(at, row...)
			continue
		}
		for _, b := range bigrams {
			if s.bigrams[b.Term] {
				at = append(at, [2]int{b.Start, b.End})
			}
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
	if len(at) == 0 || slices.ContainsFunc(t.texts, func(text map[string]bool) bool { return whole(text, found) }) {
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

// whole reports whether all pairs of a text were found.
func whole(pairs, found map[string]bool) bool {
	for p := range pairs {
		if !found[p] {
			return false
		}
	}
	return len(pairs) > 0
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
