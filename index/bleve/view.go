package bleve

import (
	"context"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	"github.com/blevesearch/bleve/v2/search/facet"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// A view is one state of the index: all parts of an answer are of the same.
type view struct {
	*Index
	ctx    context.Context
	reader bleveindex.IndexReader
}

func (x *Index) view(ctx context.Context) (*view, error) {
	idx, err := x.engine.Advanced()
	if err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	r, err := idx.Reader()
	if err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	bm25 := func() string { return bleveindex.BM25Scoring }
	ctx = context.WithValue(ctx, search.GetScoringModelCallbackKey, search.GetScoringModelCallbackFn(bm25))
	return &view{x, ctx, r}, nil
}

func (v *view) close(err *error) { *err = errors.Join(*err, v.reader.Close()) }

// A counted field is what hits are counted by.
type counted struct {
	field, prefix string // only values that start with prefix
	size          int    // values to give, the most frequent first
}

// A request asks a view for hits.
type request struct {
	query  bleveQuery.Query
	size   int // 0 to count only
	sort   search.SortOrder
	after  []string
	facets map[string]counted
}

func (v *view) search(r request) (search.DocumentMatchCollection, int, search.FacetResults, error) {
	var o search.SearcherOptions
	if r.size == 0 || !r.sort.RequiresScore() {
		o.Score = "none"
	}
	if r.size == 0 {
		r.sort = search.SortOrder{&search.SortScore{}} // any other reads something of every hit
	}
	if len(r.sort) == 2 && r.sort.RequiresScore() && len(r.facets) == 0 {
		hits, n, err := v.best(r.query, r.size, r.after)
		return hits, n, nil, err
	}
	s, err := r.query.Searcher(v.ctx, v.reader, v.engine.Mapping(), o)
	if err != nil {
		return nil, 0, nil, fmt.Errorf("search: %w", err)
	}
	defer s.Close()
	c := collector.NewTopNCollector(r.size, 0, r.sort)
	if r.after != nil {
		c = collector.NewTopNCollectorAfter(r.size, r.sort, r.after)
	}
	if len(r.facets) > 0 {
		b := search.NewFacetsBuilder(v.reader)
		for name, f := range r.facets {
			one := facet.NewTermsFacetBuilder(f.field, f.size)
			if f.prefix != "" {
				one.SetPrefixFilter(f.prefix)
			}
			b.Add(name, one)
		}
		c.SetFacetsBuilder(b)
	}
	if err := c.Collect(v.ctx, s, v.reader); err != nil {
		return nil, 0, nil, fmt.Errorf("search: %w", err)
	}
	return c.Results(), int(c.Total()), c.FacetResults(), nil
}

// count is the number of entries that q matches.
func (v *view) count(q bleveQuery.Query) (int, error) {
	if q == nil {
		return 0, nil
	}
	_, n, _, err := v.search(request{query: q})
	return n, err
}

// stored reads the stored fields of a record by its ID.
func (v *view) stored(id string) (map[string]string, error) {
	d, err := v.reader.Document(id)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", id, err)
	}
	out := map[string]string{}
	if d != nil {
		d.VisitFields(func(f bleveindex.Field) { out[f.Name()] = string(f.Value()) })
	}
	return out, nil
}
