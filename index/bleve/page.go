package bleve

import (
	"cmp"
	"slices"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// page fills a page with exact hits, then with related ones.
func (s *answerer) page(a *index.Answer, from *cursor) error {
	if from == nil {
		from = &cursor{}
	}
	by, err := s.orderOf(!from.Related)
	if err != nil {
		return err
	}
	after, err := hitOf(from, by)
	if err != nil {
		return err
	}
	var last *cursor
	more := false
	if !from.Related {
		if last, more, err = s.takeRanked(a, s.exact, by, from.Offset, after, true); err != nil {
			return err
		}
		from, after = &cursor{}, nil
		if by, err = s.orderOf(false); err != nil {
			return err
		}
	}
	switch {
	case s.related.count() == 0:
	case len(a.Hits) == s.query.Limit:
		more = true
	default:
		var behind *cursor
		if behind, more, err = s.takeRanked(a, s.related, by, from.Offset, after, false); err != nil {
			return err
		}
		if behind != nil {
			last = behind
		}
	}
	if more && last != nil {
		last.Sort = s.query.Sort
		a.Next = last.encode()
	}
	return nil
}

// take appends hits in an order. It returns where the page ends, nil if it took none, and
// whether there are hits behind it.
func (s *answerer) take(a *index.Answer, f found, by order, after *hit, exact bool) (last *cursor, more bool, err error) {
	room := s.query.Limit - len(a.Hits)
	hits, err := s.best(f, by, room+1, after)
	if err != nil {
		return nil, false, err
	}
	more = len(hits) > room
	for _, h := range hits[:min(len(hits), room)] {
		if err := s.show(a, &h, exact && s.tree != nil); err != nil {
			return nil, false, err
		}
		last = h.cursor(by, !exact)
	}
	return last, more, nil
}

// Pools are how many hits are ranked by their texts; those behind them stay in the order of
// the index. What an exact hit has is all there, so there is less to see.
const (
	exactPool   = 40
	relatedPool = 300
)

// takeRanked appends hits: those of the pool from offset on, then those behind it.
func (s *answerer) takeRanked(a *index.Answer, f found, by order, offset int, after *hit, exact bool) (last *cursor, more bool, err error) {
	if _, ranked := by.(byScore); !ranked || after != nil {
		return s.take(a, f, by, after, exact)
	}
	pool := relatedPool
	if exact {
		pool = exactPool
	}
	hits, err := s.best(f, by, pool, nil)
	if err != nil || len(hits) == 0 {
		return nil, false, err
	}
	end := hits[len(hits)-1]
	if err := s.rank(hits, exact); err != nil {
		return nil, false, err
	}
	i := min(offset, len(hits))
	for ; i < len(hits) && len(a.Hits) < s.query.Limit; i++ {
		if err := s.show(a, &hits[i], exact); err != nil {
			return nil, false, err
		}
		last = &cursor{Related: !exact, Offset: i + 1}
	}
	if i < len(hits) {
		return last, true, nil
	}
	if f.count() == len(hits) {
		return last, false, nil
	}
	if last = end.cursor(by, !exact); len(a.Hits) == s.query.Limit {
		return last, true, nil
	}
	behind, more, err := s.take(a, f, by, &end, exact)
	if behind != nil {
		last = behind
	}
	return last, more, err
}

// rank orders hits by their texts; those that are alike stay in the order of the index.
func (s *answerer) rank(hits []hit, exact bool) error {
	look := s.wish.look(exact)
	for i := range hits {
		err := hits[i].leaf.stored(hits[i].number, func(field string, value []byte) bool {
			if field == fieldText {
				hits[i].key = -look.score(string(value))
			}
			return field != fieldText
		})
		if err != nil {
			return err
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.key, b.key) })
	return nil
}

// wished are the words of n that it need not have all of, and its phrases.
func wished(n query.Node) (words, phrases []string) {
	of := func(nodes []query.Node) {
		for _, x := range nodes {
			w, p := wished(x)
			words, phrases = append(words, w...), append(phrases, p...)
		}
	}
	switch n := n.(type) {
	case query.Words:
		words = []string{n.Text}
	case query.Phrase:
		phrases = []string{n.Text}
	case query.And:
		of(n.X)
	case query.Or:
		of(n.X)
	}
	return words, phrases
}
