package bleve

import (
	"slices"

	engine "github.com/blevesearch/bleve/v2"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// maxBureaus is how many bureaus are looked at.
const maxBureaus = 100_000

// absent names the bureaus that have plans within the filters and no exact hit. Filters on
// entries, of section and responsible body, are no filters of plans: who has no such entry
// is absent.
func (s *answerer) absent(a *index.Answer) error {
	if !s.query.Absent || s.tree == nil {
		return nil
	}
	filters := append(s.compiler.filters(s.query, true), s.compiler.planFilters(s.tree)...)
	plans := plansWithin(filters)
	all, err := s.bureaus(plans, planBureau)
	if err != nil {
		return err
	}
	with, err := s.bureaus(s.exact, fieldBureau)
	if err != nil {
		return err
	}
	a.Absent = []string{}
	for b := range all {
		if with[b] == 0 {
			a.Absent = append(a.Absent, b)
		}
	}
	slices.Sort(a.Absent)
	return nil
}

// plansWithin are the plans that pass all filters.
func plansWithin(filters []bleveQuery.Query) bleveQuery.Query {
	has := engine.NewTermRangeQuery("", "")
	has.SetField(planKey)
	return engine.NewConjunctionQuery(append([]bleveQuery.Query{has}, filters...)...)
}

// bureaus counts what q matches by bureau.
func (s *answerer) bureaus(q bleveQuery.Query, field string) (map[string]int, error) {
	_, _, found, err := s.search(request{query: q, facets: map[string]counted{"bureau": {field: field, size: maxBureaus}}})
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for _, t := range found["bureau"].Terms.Terms() {
		out[t.Term] = t.Count
	}
	return out, nil
}

// planFilters are the parts of a tree that filter plans: fields of plans that must hold.
func (c *compiler) planFilters(n query.Node) []bleveQuery.Query {
	switch n := n.(type) {
	case query.And:
		var out []bleveQuery.Query
		for _, x := range n.X {
			out = append(out, c.planFilters(x)...)
		}
		return out
	case query.Field:
		switch n.Name {
		case query.Title:
			return []bleveQuery.Query{contains(planTitle, n.Text)}
		case query.Bureau:
			return []bleveQuery.Query{c.named(planIssuer, n.Text)}
		case query.Topic:
			return []bleveQuery.Query{termQuery(planTopic, n.Text)}
		}
	case query.Range:
		if n.Name == query.Year {
			return []bleveQuery.Query{between(planYear, n.From, n.To)}
		}
	}
	return nil
}
