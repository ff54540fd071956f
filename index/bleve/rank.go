package bleve

import (
	"math"

	"github.com/gangmu/gangmu/index/synonym"
	"github.com/gangmu/gangmu/index/zh"
)

// A ranker scores texts that have a part of what was asked: by its bigrams, as the index
// does, and by its single characters, which the index does not keep. Both count by BM25
// (Robertson and Zaragoza 2009), times the share of them that is there. A synonym counts as
// if it had been asked, one that is only akin a little less; the best of them counts.
// Measured on judged queries, characters are worth .02 of nDCG@10 (bench/README.md).
type ranker struct {
	variants []variant
	average  float64 // terms of a text
}

// A variant is one way to say what was asked.
type variant struct {
	boost          float64
	pairs, singles map[string]float64 // idf by term
}

const (
	bm25K, bm25B = 1.2, .75
	singleBoost  = .6 // of characters against bigrams
	akinBoost    = .8
)

// newRanker makes the ranker of the words of a query.
func newRanker(words []string, synonyms *synonym.Set, s *stats) *ranker {
	r := &ranker{average: s.average()}
	total := float64(s.total())
	idf := func(t term) float64 {
		n := float64(s.count(t))
		return math.Log(1 + (total-n+.5)/(n+.5))
	}
	add := func(boost float64, texts []string) {
		v := variant{boost, map[string]float64{}, map[string]float64{}}
		for _, text := range texts {
			t := zh.Fold(text)
			for _, b := range t.Bigrams() {
				v.pairs[b.Term] = idf(term{b.Term, t.Lone(b)})
			}
			for _, c := range t.Characters() {
				v.singles[c.Term] = idf(term{c.Term, true})
			}
		}
		r.variants = append(r.variants, v)
	}
	add(1, words)
	for i, w := range words {
		same, akin := synonyms.Expand(w)
		for k, s := range append(same, akin...) {
			boost := 1.0
			if k >= len(same) {
				boost = akinBoost
			}
			add(boost, append(append(append([]string{}, words[:i]...), s), words[i+1:]...))
		}
	}
	return r
}

// score is that of a text, 0 or more.
func (r *ranker) score(text string) float64 {
	t := zh.Fold(text)
	pairs, singles := count(t.Bigrams()), count(t.Characters())
	best := 0.0
	for _, v := range r.variants {
		s := r.bm25(v.pairs, pairs) + singleBoost*r.bm25(v.singles, singles)
		best = max(best, v.boost*s)
	}
	return best
}

// A tally is how often each term is in a text, and how many terms it has.
type tally struct {
	times map[string]int
	all   int
}

func count(tokens []zh.Token) tally {
	c := tally{make(map[string]int, len(tokens)), len(tokens)}
	for _, t := range tokens {
		c.times[t.Term]++
	}
	return c
}

func (r *ranker) bm25(asked map[string]float64, c tally) float64 {
	sum, found := 0.0, 0
	long := bm25K * (1 - bm25B + bm25B*float64(c.all)/r.average)
	for t, idf := range asked {
		if n := float64(c.times[t]); n > 0 {
			sum += idf * n * (bm25K + 1) / (n + long)
			found++
		}
	}
	if found == 0 {
		return 0
	}
	return sum * float64(found) / float64(len(asked))
}
