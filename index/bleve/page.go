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
	var exact, related part
	var err error
	if from.Related {
		exact.total, err = s.count(s.exact)
	} else {
		exact, err = s.take(a, s.exact, from.After, true)
	}
	if err != nil {
		return err
	}
	switch {
	case s.related == nil:
	case len(a.Hits) == s.query.Limit:
		related.total, err = s.count(s.related)
		related.more = related.total > 0
	default:
		related, err = s.takeRelated(a, from)
	}
	if err != nil {
		return err
	}
	a.Total = exact.total + related.total
	if s.tree != nil {
		a.Exact = exact.total
	}
	last := related.last
	if last == nil {
		last = exact.last
	}
	if (exact.more || related.more) && last != nil {
		a.Next = last.encode()
	}
	return nil
}

// A part is what a page has of the exact or of the related hits.
type part struct {
	total int     // hits in all
	last  *cursor // the last one on the page; nil if there is none
	more  bool    // whether there are hits behind it
}

// take appends hits of q in the order of the index.
func (s *answerer) take(a *index.Answer, q bleveQuery.Query, after []string, exact bool) (part, error) {
	room := s.query.Limit - len(a.Hits)
	hits, n, _, err := s.search(request{query: q, size: room + 1, sort: s.sort, after: after})
	if err != nil {
		return part{}, err
	}
	p := part{total: n, more: len(hits) > room}
	for _, m := range hits[:min(len(hits), room)] {
		h, err := s.hit(m, exact && s.tree != nil)
		if err != nil {
			return part{}, err
		}
		a.Hits = append(a.Hits, h)
		p.last = &cursor{Related: !exact, After: sortValues(m)}
	}
	return p, nil
}

// pool is how many related hits are ranked by their texts; those behind them stay in the
// order of the index.
const pool = 300

// takeRelated appends related hits: those of the pool, then those behind it.
func (s *answerer) takeRelated(a *index.Answer, from *cursor) (part, error) {
	words := wordsOf(s.tree)
	if s.query.Sort != index.SortRelevance || len(words) == 0 || from.Related && from.After != nil {
		after := from.After
		if !from.Related {
			after = nil
		}
		return s.take(a, s.related, after, false)
	}
	hits, n, _, err := s.search(request{query: s.related, size: pool, sort: s.sort})
	if err != nil || len(hits) == 0 {
		return part{total: n}, err
	}
	end := sortValues(hits[len(hits)-1])
	if err := s.rank(hits, words); err != nil {
		return part{}, err
	}
	p := part{total: n}
	i := from.Offset
	for ; i < len(hits) && len(a.Hits) < s.query.Limit; i++ {
		h, err := s.hit(hits[i], false)
		if err != nil {
			return part{}, err
		}
		a.Hits = append(a.Hits, h)
		p.last = &cursor{Related: true, Offset: i + 1}
	}
	if p.more = i < n; !p.more || i < len(hits) {
		return p, nil
	}
	p.last = &cursor{Related: true, After: end}
	if len(a.Hits) == s.query.Limit {
		return p, nil
	}
	behind, err := s.take(a, s.related, end, false)
	if behind.last == nil {
		behind.last = p.last
	}
	return behind, err
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
