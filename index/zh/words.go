package zh

import (
	"cmp"
	"slices"
)

// stop are words too common to find anything by.
var stop = map[rune]bool{'的': true, '了': true, '和': true, '与': true, '及': true, '在': true, '等': true, '对': true, '为': true, '以': true, '是': true}

// Words returns the words of the text as jieba's search mode cuts them, long words and
// the shorter ones in them, and its numbers and Latin words, in the order of their places.
// Words of one character that are too common to find anything by are left out.
func (t *Text) Words() []Token {
	var out []Token
	t.words(func(from, to int) {
		if to-from > 1 || !stop[t.runes[from].r] {
			out = append(out, t.token(from, to))
		}
	})
	t.runs(func(i, j int, k class) {
		if k == alnum {
			out = append(out, t.token(i, j))
		}
	})
	sortTokens(out)
	return out
}

func sortTokens(tokens []Token) {
	slices.SortStableFunc(tokens, func(a, b Token) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.End, b.End))
	})
}

// Bigrams returns every two neighbouring Han characters, a Han character that stands
// alone, and numbers and Latin words, in the order of their places.
func (t *Text) Bigrams() []Token {
	out := make([]Token, 0, len(t.runes))
	t.runs(func(i, j int, k class) {
		if k == alnum || j == i+1 {
			out = append(out, t.token(i, j))
			return
		}
		for ; i+1 < j; i++ {
			out = append(out, t.token(i, i+2))
		}
	})
	return out
}

// Terms returns what a text is indexed by: its bigrams; the last character of every run of
// Han, so that every character begins a term; numbers and Latin words.
func (t *Text) Terms() []Token {
	out := make([]Token, 0, len(t.runes))
	t.runs(func(i, j int, k class) {
		if k == han {
			for ; i+1 < j; i++ {
				out = append(out, t.token(i, i+2))
			}
		}
		out = append(out, t.token(i, j))
	})
	return out
}

// EachTerm calls f for every bigram, number and Latin word, and for every Han character.
func (t *Text) EachTerm(f func(term string)) {
	t.runs(func(i, j int, k class) {
		if k == alnum {
			from, to := t.bytesOf(i, j)
			f(t.text[from:to])
			return
		}
		for ; i < j; i++ {
			from, to := t.bytesOf(i, i+1)
			f(t.text[from:to])
			if i+1 < j {
				_, to = t.bytesOf(i+1, i+2)
				f(t.text[from:to])
			}
		}
	})
}

// Characters returns every Han character, in the order of their places.
func (t *Text) Characters() []Token {
	out := make([]Token, 0, len(t.runes))
	for i := range t.runes {
		if t.runes[i].class == han {
			out = append(out, t.token(i, i+1))
		}
	}
	return out
}

// runs calls f for every run of Han, and every number and Latin word, as ranges of runes.
func (t *Text) runs(f func(i, j int, k class)) {
	for i := 0; i < len(t.runes); {
		j := i + 1
		switch t.runes[i].class {
		case alnum:
			j = t.word(i)
			f(i, j, alnum)
		case han:
			for j < len(t.runes) && t.runes[j].class == han {
				j++
			}
			f(i, j, han)
		}
		i = j
	}
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

// Borders returns where words begin and end, as ascending bytes of the folded text: the
// ends of the text, those of every word that is not part of a longer one, and those of
// every character that belongs to none.
func (t *Text) Borders() []int {
	inside := make([]bool, len(t.runes)+1)
	t.words(func(from, to int) {
		for i := from + 1; i < to; i++ {
			inside[i] = true
		}
	})
	t.runs(func(i, j int, k class) {
		if k == alnum {
			for i++; i < j; i++ {
				inside[i] = true
			}
		}
	})
	var out []int
	for i := range t.runes {
		if !inside[i] {
			out = append(out, int(t.runes[i].at))
		}
	}
	return append(out, len(t.text))
}

// Lone reports whether the token is a Han character alone.
func (t *Text) Lone(k Token) bool {
	return t.runes[k.Position-1].class == han && len(k.Term) == len(string(t.runes[k.Position-1].r))
}
