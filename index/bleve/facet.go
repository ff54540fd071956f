package bleve

import (
	"cmp"
	"slices"
	"strings"

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
	for _, name := range names {
		field := facetFields[name]
		if field == "" {
			return &query.Error{Reason: query.BadFacet}
		}
		counts, err := s.tally(field, s.exact, s.related)
		if err != nil {
			return err
		}
		a.Facets[name] = s.values(name, counts)
	}
	return nil
}

// tally counts what was found by the values of a field.
func (v *view) tally(field string, all ...found) (map[string]int, error) {
	out := map[string]int{}
	for i, l := range v.leaves {
		c, err := l.column(field)
		if err != nil {
			return nil, err
		}
		for _, f := range all {
			if f == nil || f[i].IsEmpty() {
				continue
			}
			for k, n := range c.tally(f[i]) {
				if n > 0 {
					out[c.values[k]] += n
				}
			}
		}
	}
	return out, nil
}

// values are those of a facet by count, then by value; of headings, those of one depth.
func (s *answerer) values(name index.FacetName, counts map[string]int) []index.Facet {
	depth, prefix := 0, ""
	if s.query.Under != "" {
		depth, prefix = strings.Count(s.query.Under, "/")+1, s.query.Under+"/"
	}
	out := []index.Facet{}
	for value, n := range counts {
		if name != index.FacetSection || strings.HasPrefix(value, prefix) && strings.Count(value, "/") == depth {
			out = append(out, index.Facet{Value: value, Count: n})
		}
	}
	slices.SortFunc(out, func(a, b index.Facet) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out[:min(len(out), maxFacets)]
}
