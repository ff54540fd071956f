// Package zh analyses Chinese official text for search: one analysis for what is
// stored and for what is asked.
//
// It knows characters and words, and nothing of indexes. A text is folded rune by rune
// (width, case, compatibility forms, radicals, traditional to simplified characters; blanks
// between Han dropped) with every folded rune leading back to the original. Bigrams and
// single characters are of Han; words are those of jieba's search mode over jieba's
// dictionary and model, with nothing to load. All of it may be used by any number of
// goroutines. Measured on judged queries in bench/README.md.
package zh

//go:generate go run ./dictionary/make

// A Token is a word, bigram or character of a text.
type Token struct {
	Term     string // folded
	Start    int    // bytes of the original
	End      int
	Position int // of its first rune in the folded text, from 1
}
