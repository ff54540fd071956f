package zh

import (
	"cmp"
	"slices"

	"github.com/yanyiwu/gojieba"
)

// stop are words too common to find anything by.
var stop = map[string]bool{"的": true, "了": true, "和": true, "与": true, "及": true, "在": true, "等": true, "对": true, "为": true, "以": true, "是": true}

// Words returns the words of the text as jieba's search mode cuts them, long words and
// the shorter ones in them, and its numbers and Latin words, in the order of their
// places. Without dictionaries (see [Load]) it gives the latter only.
func (t *Text) Words() []Token {
	out := t.plain()
	j, err := segmenter()
	if err != nil || len(t.runes) == 0 {
		return out
	}
	i := 0
	for _, w := range j.Tokenize(t.text, gojieba.SearchMode, true) {
		for i > 0 && t.runes[i].at > w.Start { // shorter words come before the long one
			i--
		}
		for i < len(t.runes) && t.runes[i].at < w.Start {
			i++
		}
		if i == len(t.runes) {
			break
		}
		k := i
		for k < len(t.runes) && t.runes[k].at < w.End {
			k++
		}
		if t.runes[i].class != han || k == i || k-i == 1 && stop[w.Str] {
			continue
		}
		out = append(out, t.token(i, k))
	}
	slices.SortStableFunc(out, func(a, b Token) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return out
}

// Bigrams returns every two neighbouring Han characters, a Han character that stands
// alone, and numbers and Latin words, in the order of their places.
func (t *Text) Bigrams() []Token {
	var out []Token
	for i := 0; i < len(t.runes); {
		j := i + 1
		switch t.runes[i].class {
		case alnum:
			j = t.word(i)
			out = append(out, t.token(i, j))
		case han:
			for j < len(t.runes) && t.runes[j].class == han {
				j++
			}
			if j == i+1 {
				out = append(out, t.token(i, j))
			}
			for k := i; k+1 < j; k++ {
				out = append(out, t.token(k, k+2))
			}
		}
		i = j
	}
	return out
}

// plain returns the numbers and Latin words.
func (t *Text) plain() []Token {
	var out []Token
	for i := 0; i < len(t.runes); {
		if t.runes[i].class != alnum {
			i++
			continue
		}
		j := t.word(i)
		out = append(out, t.token(i, j))
		i = j
	}
	return out
}

// word is the end of the number or Latin word that starts at rune i. A point between
// digits is part of the number.
func (t *Text) word(i int) int {
	j := i + 1
	for ; j < len(t.runes); j++ {
		point := t.runes[j].r == '.' && digit(t.runes[j-1].r) && j+1 < len(t.runes) && digit(t.runes[j+1].r)
		if t.runes[j].class != alnum && !point {
			break
		}
	}
	return j
}

func digit(r rune) bool { return r >= '0' && r <= '9' }
