package zh

import (
	"sync"

	"github.com/yanyiwu/gojieba"
)

// A cutter cuts every run of Han in a text into words, without gaps, and gives them with
// the words of two and three characters in them: jieba's search mode. Both cutters give
// the same; a test and a fuzz target hold them to it.
type cutter interface {
	// words calls f for each word as a range of runes of t. The shorter ones in a word come
	// before it.
	words(t *Text, f func(from, to int))
}

// forTexts cuts what is indexed: gojieba, which takes 0.4 CPU seconds and 113 MB to load.
// forQueries cuts what is asked and what is marked, with nothing to load.
var (
	forTexts   cutter = jieba{}
	forQueries cutter = light{}
)

// jieba is gojieba.
type jieba struct{}

// words gives gojieba the runs parted by blanks, at which it never cuts a word in two or
// joins two. Without its dictionaries (see [Load]) there are none.
func (jieba) words(t *Text, f func(from, to int)) {
	j, err := segmenter()
	if err != nil {
		return
	}
	text := make([]byte, 0, len(t.text))
	var at []int // rune of t by byte of text
	t.runs(func(from, to int, k class) {
		if k != han {
			return
		}
		for i := from; i < to; i++ {
			a, b := t.bytesOf(i, i+1)
			text = append(text, t.text[a:b]...)
			for range b - a {
				at = append(at, i)
			}
		}
		text, at = append(text, ' '), append(at, to)
	})
	if len(text) == 0 {
		return
	}
	for _, w := range j.Tokenize(string(text), gojieba.SearchMode, true) {
		if w.Str != " " {
			f(at[w.Start], at[w.End-1]+1)
		}
	}
}

// light cuts by the lexicon and the model that lie in the program.
type light struct{}

var paths = sync.Pool{New: func() any { return &path{words: openedLexicon(), model: openedModel()} }}

func (light) words(t *Text, f func(from, to int)) {
	p := paths.Get().(*path)
	defer paths.Put(p)
	t.runs(func(i, j int, k class) {
		if k != han {
			return
		}
		run := t.runes[i:j]
		for _, w := range p.cut(run) {
			from, to := w[0], w[1]
			for n := 2; n <= 3 && n < to-from; n++ {
				for k := from; k+n <= to; k++ {
					if p.words.has(run[k : k+n]) {
						f(i+k, i+k+n)
					}
				}
			}
			f(i+from, i+to)
		}
	})
}
