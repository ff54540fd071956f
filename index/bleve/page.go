package bleve

import (
	"cmp"
	"slices"

	"github.com/blevesearch/bleve/v2/search"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// page fills a page with exact hits, then with related ones, and counts both.
func (s *answerer) page(a *index.Answer, from *cursor) error {
	if from == nil {
		from = &cursor{}
	}
	var exact, related int
	var last *cursor
	var err error
	if from.Related {
		exact, err = s.count(s.exact)
	} else {
		exact, last, err = s.take(a, s.exact, from.After, !from.Related)
	}
	if err != nil {
		return err
	}
	switch {
	case s.related == nil:
	case len(a.Hits) == s.query.Limit:
		related, err = s.count(s.related)
	default:
		related, last, err = s.takeRelated(a, from)
	}
	if err != nil {
		return err
	}
	a.Total = exact + related
	if s.tree != nil {
		a.Exact = exact
	}
	if len(a.Hits) < s.query.Limit {
		return nil
	}
	more := !last.Related && related > 0
	if !more {
		if more, err = s.more(last, related); err != nil {
			return err
		}
	}
	if more {
		a.Next = last.encode()
	}
	return nil
}

// take appends hits of q in the order of the index, and returns how many there are in all
// and the last one.
func (s *answerer) take(a *index.Answer, q bleveQuery.Query, after []string, exact bool) (int, *cursor, error) {
	hits, n, _, err := s.search(request{query: q, size: s.query.Limit - len(a.Hits), sort: s.sort, after: after})
	if err != nil {
		return 0, nil, err
	}
	var last *cursor
	for _, m := range hits {
		h, err := s.hit(m, exact && s.tree != nil)
		if err != nil {
			return 0, nil, err
		}
		a.Hits = append(a.Hits, h)
		last = &cursor{Related: !exact, After: sortValues(m)}
	}
	return n, last, nil
}

// pool is how many related hits are ranked by their texts; those behind them stay in the
// order of the index.
const pool = 300

// takeRelated appends related hits: those of the pool, then those behind it.
func (s *answerer) takeRelated(a *index.Answer, from *cursor) (int, *cursor, error) {
	words := wordsOf(s.tree)
	if s.query.Sort != index.SortRelevance || len(words) == 0 {
		after := from.After
		if !from.Related {
			after = nil
		}
		return s.take(a, s.related, after, false)
	}
	if from.Related && from.After != nil {
		return s.take(a, s.related, from.After, false)
	}
	hits, n, _, err := s.search(request{query: s.related, size: pool, sort: s.sort})
	if err != nil || len(hits) == 0 {
		return n, nil, err
	}
	end := sortValues(hits[len(hits)-1])
	if err := s.rank(hits, words); err != nil {
		return 0, nil, err
	}
	var last *cursor
	for i := from.Offset; i < len(hits) && len(a.Hits) < s.query.Limit; i++ {
		h, err := s.hit(hits[i], false)
		if err != nil {
			return 0, nil, err
		}
		a.Hits = append(a.Hits, h)
		last = &cursor{Related: true, Offset: i + 1}
	}
	if len(hits) < pool {
		return n, last, nil
	}
	if last == nil || last.Offset == len(hits) {
		last = &cursor{Related: true, After: end}
	}
	if len(a.Hits) < s.query.Limit {
		_, behind, err := s.take(a, s.related, end, false)
		if err != nil || behind == nil {
			return n, last, err
		}
		last = behind
	}
	return n, last, nil
}

// rank orders hits by their texts.
func (s *answerer) rank(hits search.DocumentMatchCollection, words []string) error {
	r := newRanker(words, s.synonyms, s.compiler.stats)
	for _, m := range hits {
		f, err := s.stored(m.ID)
		if err != nil {
			return err
		}
		m.Score = r.score(f[fieldText])
	}
	slices.SortStableFunc(hits, func(a, b *search.DocumentMatch) int { return cmp.Compare(b.Score, a.Score) })
	return nil
}

// wordsOf are the words of n that it need not have all of.
func wordsOf(n query.Node) []string {
	var out []string
	switch n := n.(type) {
	case query.Words:
		return []string{n.Text}
	case query.And:
		for _, x := range n.X {
			out = append(out, wordsOf(x)...)
		}
	case query.Or:
		for _, x := range n.X {
			out = append(out, wordsOf(x)...)
		}
	}
	return out
}

// more reports whether there are hits behind c in its part of the answer.
func (s *answerer) more(c *cursor, related int) (bool, error) {
	if c.Related && c.After == nil {
		return c.Offset < related, nil
	}
	q := s.exact
	if c.Related {
		q = s.related
	}
	hits, _, _, err := s.search(request{query: q, size: 1, sort: s.sort, after: c.After})
	return len(hits) > 0, err
}
