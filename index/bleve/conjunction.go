package bleve

import (
	"context"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// A conjunction is what has all terms. Where hits are scored, it first finds by bitmaps
// which entries they are, then scores only those: the parts of a word are frequent where
// the word is not.
type conjunction struct{ terms []bleveQuery.Query }

// Searcher implements the engine's query.
func (c *conjunction) Searcher(ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	plain := engine.NewConjunctionQuery(c.terms...)
	if o.Score == "none" {
		return plain.Searcher(ctx, r, m, o)
	}
	b := engine.NewBooleanQuery()
	b.AddMust(&unscored{plain}, plain)
	return b.Searcher(ctx, r, m, o)
}

// unscored is a query whose hits have no score.
type unscored struct{ query bleveQuery.Query }

// Searcher implements the engine's query.
func (u *unscored) Searcher(ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	o.Score = "none"
	return u.query.Searcher(ctx, r, m, o)
}
