package bleve

import (
	"github.com/gangmu/gangmu/index/zh"
)

// A look is the second look at texts: it scores them by the pairs that they have of what is
// wished, and by how often; where a text has only a part of that, by its single characters
// too. Measured on judged queries, characters are worth .02 of nDCG@10 (bench/README.md).
type look struct {
	*wish
	numbers map[string]int // of the terms and characters of all variants
	times   []int          // how often each is in the text
	idf     [][2][]counted // by variant: pairs and singles
}

// A counted term is one whose number is known.
type counted struct {
	number int
	idf    float64
}

// look makes the second look at exact or at related hits.
func (w *wish) look(exact bool) *look {
	l := &look{wish: w, numbers: map[string]int{}}
	number := func(all []weighted) (out []counted) {
		for _, t := range all {
			n, ok := l.numbers[t.text]
			if !ok {
				n = len(l.numbers)
				l.numbers[t.text] = n
			}
			out = append(out, counted{n, t.idf})
		}
		return out
	}
	for _, v := range w.variants {
		var singles []weighted
		if !exact {
			for _, t := range v.singles {
				singles = append(singles, weighted{t, w.stats.idf(t)})
			}
		}
		l.idf = append(l.idf, [2][]counted{number(v.pairs), number(singles)})
	}
	l.times = make([]int, len(l.numbers))
	return l
}

// score is that of a text.
func (l *look) score(text string) float64 {
	t := zh.Fold(text)
	n := length(text)
	clear(l.times)
	t.EachTerm(func(term string) {
		if k, ok := l.numbers[term]; ok {
			l.times[k]++
		}
	})
	best := 0.0
	for i, v := range l.variants {
		s := l.bm25(l.idf[i][0], n) + singleBoost*l.bm25(l.idf[i][1], n)
		best = max(best, v.boost*s)
	}
	return best
}

func (l *look) bm25(asked []counted, length int) float64 {
	sum, found := 0.0, 0
	for _, t := range asked {
		if n := l.times[t.number]; n > 0 {
			sum += t.idf * saturated(n, length, l.average)
			found++
		}
	}
	if found == 0 {
		return 0
	}
	return sum * float64(found) / float64(len(asked))
}
