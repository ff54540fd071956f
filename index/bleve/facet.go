package bleve

import (
	"cmp"
	"slices"

	engine "github.com/blevesearch/bleve/v2"

	"github.com/gangmu/gangmu/index"
)

func facets(res *engine.SearchResult) map[string][]index.Facet {
	out := map[string][]index.Facet{}
	for name, f := range res.Facets {
		values := map[string]int{}
		for _, t := range f.Terms.Terms() {
			values[t.Term] = t.Count
		}
		out[name] = sortedFacets(values)
	}
	return out
}

// sortedFacets orders values by count, then by value.
func sortedFacets(values map[string]int) []index.Facet {
	out := make([]index.Facet, 0, len(values))
	for v, n := range values {
		out = append(out, index.Facet{Value: v, Count: n})
	}
	slices.SortFunc(out, func(a, b index.Facet) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out
}
