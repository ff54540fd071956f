package bleve

import (
	"context"
	"strings"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// A phrase is a text in a row. The index keeps no positions, which would cost half of it
// again: what has all bigrams of the phrase is verified on its stored text.
type phrase struct {
	all  bleveQuery.Query // what has all terms
	text string           // folded
}

func inRow(s string) bleveQuery.Query {
	all := terms(s)
	if len(all) == 1 && all[0].lone {
		return allOf(all) // a character alone is where it is
	}
	return &phrase{allOf(all), folded(s)}
}

// Searcher implements the engine's query.
func (p *phrase) Searcher(ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	s, err := p.all.Searcher(ctx, r, m, o)
	if err != nil {
		return nil, err
	}
	return searcher.NewFilteringSearcher(ctx, s, func(_ *search.SearchContext, d *search.DocumentMatch) bool {
		id, err := r.ExternalID(d.IndexInternalID)
		if err != nil {
			return false
		}
		doc, err := r.Document(id)
		if err != nil || doc == nil {
			return false
		}
		text := ""
		doc.VisitFields(func(f bleveindex.Field) {
			if f.Name() == fieldText {
				text = string(f.Value())
			}
		})
		return strings.Contains(folded(text), p.text)
	}), nil
}
