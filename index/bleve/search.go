package bleve

import (
	"context"
	"encoding/json"
	"fmt"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"

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
	defer x.recovered("search", &err)
	tree, err := asked(&q)
	if err != nil {
		return nil, err
	}
	sort, err := orderOf(&q, tree)
	if err != nil {
		return nil, err
	}
	from, err := decodeCursor(&q, tree)
	if err != nil {
		return nil, err
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	v, err := x.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close(&err)
	s := &answerer{view: v, query: &q, tree: tree, sort: sort, compiler: &compiler{synonyms: x.synonyms, stats: &stats{v.ctx, v.reader}}}
	return s.answer(from)
}

// An answerer answers one query.
type answerer struct {
	*view
	query    *index.Query
	tree     query.Node // nil asks for everything
	sort     search.SortOrder
	compiler *compiler

	exact, related bleveQuery.Query // what hits; related without what is exact, nil if nothing is
	terms          *highlight.Terms
	plans          map[string]storedPlan
}

// prepare makes the queries of the engine.
func (s *answerer) prepare() error {
	filters := s.compiler.filters(s.query, false)
	within := func(q bleveQuery.Query, not bleveQuery.Query) bleveQuery.Query {
		b := engine.NewBooleanQuery()
		if not != nil {
			b.AddMustNot(not)
		}
		var must []bleveQuery.Query
		if q != nil {
			must = append(must, q)
		}
		return filtered(b, must, filters)
	}
	if s.tree == nil {
		s.exact = within(nil, nil)
		return nil
	}
	exact := s.compiler.exact(s.tree)
	s.exact = exact
	if len(filters) > 0 {
		s.exact = within(exact, nil)
	}
	s.terms = highlight.New(sought(s.tree, s.compiler.synonyms))
	if s.query.Match == index.MatchAll {
		return nil
	}
	r := s.compiler.related(s.tree)
	if r == nil {
		return nil
	}
	s.related = within(r, exact)
	all, err := s.count(oneOf([]bleveQuery.Query{s.exact, within(r, nil)}))
	if err != nil || all >= fewHits {
		return err
	}
	s.compiler.wide = true
	s.related = within(s.compiler.related(s.tree), exact)
	return nil
}

func (s *answerer) answer(from *cursor) (*index.Answer, error) {
	if err := s.prepare(); err != nil {
		return nil, err
	}
	a := &index.Answer{Query: s.query.Text, Hits: []index.Hit{}, Facets: map[index.FacetName][]index.Facet{}}
	if a.Query == "" && s.query.Tree != nil {
		a.Query = s.query.Tree.String()
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
	return a, nil
}

// hit reads what is stored of a hit.
func (s *answerer) hit(m *search.DocumentMatch, exact bool) (index.Hit, error) {
	f, err := s.stored(m.ID)
	if err != nil {
		return index.Hit{}, err
	}
	var h storedHit
	if err := json.Unmarshal([]byte(f[fieldHit]), &h); err != nil {
		return index.Hit{}, fmt.Errorf("%w: hit %s: %w", ErrDamaged, m.ID, err)
	}
	p, err := s.plan(m.ID[:idLength(m.ID)] + "/" + h.Plan)
	if err != nil {
		return index.Hit{}, err
	}
	out := h.hit(m.ID, f[fieldText], p)
	out.Score, out.Exact = m.Score, exact
	out.Highlights, out.Clause = s.mark(out.Text)
	return out, nil
}
