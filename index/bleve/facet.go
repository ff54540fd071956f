package bleve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// maxFacets is how many values of a facet are given, the most frequent first.
const maxFacets = 100

var facetFields = map[index.FacetName]string{
	index.FacetBureau: fieldBureau, index.FacetYear: fieldYear, index.FacetPlan: fieldPlan,
	index.FacetTopic: fieldTopic, index.FacetSection: fieldSection, index.FacetUnit: fieldUnit,
}

// facets counts the hits of the whole answer.
func (s *answerer) facets(a *index.Answer) error {
	names := s.query.Facets
	if names == nil {
		names = []index.FacetName{index.FacetBureau, index.FacetYear}
	}
	if len(names) == 0 {
		return nil
	}
	asked := map[string]counted{}
	for _, name := range names {
		field := facetFields[name]
		if field == "" {
			return &query.Error{Reason: query.BadFacet}
		}
		c := counted{field: field, size: maxFacets}
		if name == index.FacetSection {
			c.size = 10 * maxFacets // those of other depths are taken out
			if s.query.Under != "" {
				c.prefix = s.query.Under + "/"
			}
		}
		asked[string(name)] = c
		a.Facets[name] = []index.Facet{}
	}
	q := s.exact
	if s.related != nil {
		q = oneOf([]bleveQuery.Query{s.exact, s.related})
	}
	_, _, found, err := s.search(request{query: q, facets: asked})
	if err != nil {
		return err
	}
	for name, f := range found {
		a.Facets[index.FacetName(name)] = s.values(index.FacetName(name), f)
	}
	return nil
}

// values are those of a facet by count, then by value.
func (s *answerer) values(name index.FacetName, f *search.FacetResult) []index.Facet {
	depth := 0
	if s.query.Under != "" {
		depth = strings.Count(s.query.Under, "/") + 1
	}
	out := []index.Facet{}
	for _, t := range f.Terms.Terms() {
		if name != index.FacetSection || strings.Count(t.Term, "/") == depth {
			out = append(out, index.Facet{Value: t.Term, Count: t.Count})
		}
	}
	slices.SortFunc(out, func(a, b index.Facet) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out[:min(len(out), maxFacets)]
}
