package bleve

import (
	"math/bits"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/gangmu/gangmu/index/synonym"
	"github.com/gangmu/gangmu/index/zh"
)

// A wish is what a query asks for by words: the same for the score by which the index finds
// the best, and for the second look at their texts. Both count by BM25 (Robertson and
// Zaragoza 2009), times the share of the terms that is there. A synonym counts as if it had
// been asked, one that is only akin a little less; the best of them counts.
type wish struct {
	stats    *stats
	variants []variant
	average  float64 // length of a text
}

// A variant is one way to say what was asked.
type variant struct {
	boost   float64
	pairs   []weighted
	singles []term // characters; they are weighed when they are needed, see look
}

type weighted struct {
	term
	idf float64
}

const (
	bm25K, bm25B = 1.2, .75
	singleBoost  = .6 // of characters against pairs
	akinBoost    = .8
)

// newWish makes the wish for words, which can have synonyms, and phrases.
func newWish(words, phrases []string, synonyms *synonym.Set, s *stats) *wish {
	w := &wish{stats: s, average: s.average()}
	add := func(boost float64, texts []string) {
		v := variant{boost: boost}
		for _, text := range append(texts, phrases...) {
			t := zh.Fold(text)
			for _, b := range t.Bigrams() {
				v.pairs = s.weigh(v.pairs, term{b.Term, t.Lone(b)})
			}
			for _, c := range t.Characters() {
				if k := (term{c.Term, true}); !slices.Contains(v.singles, k) {
					v.singles = append(v.singles, k)
				}
			}
		}
		w.variants = append(w.variants, v)
	}
	add(1, slices.Clip(words))
	for i, word := range words {
		same, akin := synonyms.Expand(word)
		for k, other := range append(same, akin...) {
			boost := 1.0
			if k >= len(same) {
				boost = akinBoost
			}
			add(boost, append(append(append([]string{}, words[:i]...), other), words[i+1:]...))
		}
	}
	return w
}

// weigh adds a term to those that are there, once.
func (s *stats) weigh(all []weighted, t term) []weighted {
	for _, w := range all {
		if w.term == t {
			return all
		}
	}
	return append(all, weighted{t, s.idf(t)})
}

// A scorer scores documents of a view by which of the terms they have, and by their length.
// It knows nothing of how often: the index does not say.
type scorer struct {
	terms    []weighted // of all variants, the rarest maxTerms of them
	variants []mask
	average  float64
	weights  map[uint64]float64 // by the terms that are there
}

// A mask has a bit for each term of a variant.
type mask struct {
	bits  uint64
	terms int // those that have no bit among them
	boost float64
}

const maxTerms = 64

// scorer makes the scorer of exact or of related hits. What is only akin makes no hit exact.
func (w *wish) scorer(exact bool) *scorer {
	s := &scorer{average: w.average, weights: map[uint64]float64{}}
	var variants []variant
	for _, v := range w.variants {
		if !exact || v.boost == 1 {
			variants = append(variants, v)
		}
	}
	for _, v := range variants {
		for _, t := range v.pairs {
			if !slices.Contains(s.terms, t) {
				s.terms = append(s.terms, t)
			}
		}
	}
	if len(s.terms) > maxTerms {
		slices.SortStableFunc(s.terms, func(a, b weighted) int {
			if a.idf > b.idf {
				return -1
			}
			return 1
		})
		s.terms = s.terms[:maxTerms]
	}
	for _, v := range variants {
		m := mask{terms: len(v.pairs), boost: v.boost}
		for _, t := range v.pairs {
			if i := slices.Index(s.terms, t); i >= 0 {
				m.bits |= 1 << i
			}
		}
		s.variants = append(s.variants, m)
	}
	return s
}

// weight is the score of a document of no length that has these terms.
func (s *scorer) weight(have uint64) float64 {
	if w, ok := s.weights[have]; ok {
		return w
	}
	best := 0.0
	for _, v := range s.variants {
		sum := 0.0
		for b := have & v.bits; b != 0; b &= b - 1 {
			sum += s.terms[bits.TrailingZeros64(b)].idf
		}
		best = max(best, v.boost*sum*float64(bits.OnesCount64(have&v.bits))/float64(max(1, v.terms)))
	}
	s.weights[have] = best
	return best
}

// few is how many documents are asked one by one whether they have a term.
const few = 500

// scores calls f for the documents of b, ascending, with their scores.
func (s *scorer) scores(l *leaf, b *roaring.Bitmap, f func(d uint32, score float64)) error {
	lengths, err := l.column(fieldLength)
	if err != nil || b.IsEmpty() {
		return err
	}
	by := make([]float64, len(lengths.values)+1)
	for i, n := range lengths.numbers() {
		by[i+1] = saturated(1, n, s.average)
	}
	var some []uint64 // bits of the terms that some of the documents have, and
	var all []*roaring.Bitmap
	var every uint64 // those that every one has
	for i, t := range s.terms {
		having, err := t.set().in(l)
		if err != nil {
			return err
		}
		switch having.AndCardinality(b) {
		case 0:
		case b.GetCardinality():
			every |= 1 << i
		default:
			some, all = append(some, 1<<i), append(all, having)
		}
	}
	switch {
	case len(all) == 0:
		w := s.weight(every)
		eachOf(b, func(d uint32) { f(d, w*by[lengths.of[d]]) })
	case b.GetCardinality() <= few:
		eachOf(b, func(d uint32) {
			have := every
			for k, t := range all {
				if t.Contains(d) {
					have |= some[k]
				}
			}
			f(d, s.weight(have)*by[lengths.of[d]])
		})
	default:
		have := make([]uint64, len(lengths.of))
		for k, t := range all {
			eachOf(t, func(d uint32) { have[d] |= some[k] })
		}
		eachOf(b, func(d uint32) { f(d, s.weight(every|have[d])*by[lengths.of[d]]) })
	}
	return nil
}

func eachOf(b *roaring.Bitmap, f func(d uint32)) {
	var buffer [256]uint32
	for i := b.ManyIterator(); ; {
		n := i.NextMany(buffer[:])
		if n == 0 {
			return
		}
		for _, d := range buffer[:n] {
			f(d)
		}
	}
}

// saturated is what a term counts that is so many times in a text of that length.
func saturated(times, length int, average float64) float64 {
	n := float64(times)
	return n * (bm25K + 1) / (n + bm25K*(1-bm25B+bm25B*float64(length)/average))
}
