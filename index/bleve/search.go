package bleve

import (
	"context"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/highlight"
	"github.com/gangmu/gangmu/index/query"
)

const (
	defaultLimit = 20

	// Where a query has fewer hits than this, measures that have two thirds of its single
	// characters are related too.
	fewHits = 100
)

// Search implements [index.Index].
func (x *Index) Search(ctx context.Context, q index.Query) (a *index.Answer, err error) {
	defer judged("search", &err)
	tree, err := asked(&q)
	if err != nil {
		return nil, err
	}
	from, err := decodeCursor(q.After)
	if err != nil {
		return nil, err
	}
	if from != nil && from.Sort != q.Sort {
		return nil, &query.Error{Reason: query.BadCursor}
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	v, err := x.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close(&err)
	s := &answerer{view: v, query: &q, tree: tree, compiler: &compiler{synonyms: x.synonyms, stats: &stats{view: v}}}
	return s.answer(from)
}

// An answerer answers one query.
type answerer struct {
	*view
	query    *index.Query
	tree     query.Node // nil asks for everything
	compiler *compiler

	exact, related found // what hits; related without what is exact
	wish           *wish // nil without a tree
	terms          *highlight.Terms
	plans          map[string]storedPlan
}

// prepare finds what hits.
func (s *answerer) prepare() error {
	filters := allOf(s.compiler.filters(s.query, false))
	for i, f := range filters {
		filters[i] = keep(f)
	}
	within := func(x set) (found, error) {
		if len(filters) > 0 {
			x = allOf(append([]set{x}, filters...))
		}
		return s.find(x)
	}
	if s.tree == nil {
		all, err := within(entries)
		s.exact = all
		return err
	}
	exact := s.compiler.exact(s.tree)
	var err error
	if s.exact, err = within(exact); err != nil {
		return err
	}
	if s.query.Match == index.MatchAll {
		return nil
	}
	r := s.compiler.related(s.tree)
	if r == nil {
		return s.compiler.stats.err
	}
	if err := s.relate(within, r); err != nil || s.exact.count()+s.related.count() >= fewHits {
		return err
	}
	s.compiler.wide = true
	return s.relate(within, s.compiler.related(s.tree))
}

// relate finds what is related and not exact.
func (s *answerer) relate(within func(set) (found, error), r set) error {
	all, err := within(r)
	if err == nil {
		s.related, err = all.without(s.exact), s.compiler.stats.err
	}
	return err
}

func (s *answerer) answer(from *cursor) (*index.Answer, error) {
	if err := s.prepare(); err != nil {
		return nil, err
	}
	if s.tree != nil {
		words, phrases := wished(s.tree)
		s.wish = newWish(words, phrases, s.compiler.synonyms, s.compiler.stats)
		s.terms = highlight.New(sought(s.tree, s.compiler.synonyms))
	}
	a := &index.Answer{Query: s.query.Text, Hits: []index.Hit{}, Facets: map[index.FacetName][]index.Facet{}}
	if a.Query == "" && s.query.Tree != nil {
		a.Query = s.query.Tree.String()
	}
	a.Total = s.exact.count() + s.related.count()
	if s.tree != nil {
		a.Exact = s.exact.count()
	}
	if err := s.page(a, from); err != nil {
		return nil, err
	}
	if err := s.facets(a); err != nil {
		return nil, err
	}
	if err := s.absent(a); err != nil {
		return nil, err
	}
	if a.Exact == 0 && s.tree != nil && from == nil {
		if err := s.suggest(a); err != nil {
			return nil, err
		}
	}
	return a, s.compiler.stats.err
}
