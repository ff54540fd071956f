package bleve

import (
	"slices"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// absent names the bureaus that have plans within the filters and no exact hit. Filters on
// entries, of section and responsible body, are no filters of plans: who has no such entry
// is absent.
func (s *answerer) absent(a *index.Answer) error {
	if !s.query.Absent || s.tree == nil {
		return nil
	}
	plans, err := s.find(plansWithin(append(s.compiler.filters(s.query, true), s.compiler.planFilters(s.tree)...)))
	if err != nil {
		return err
	}
	all, err := s.tally(planBureau, plans)
	if err != nil {
		return err
	}
	with, err := s.tally(fieldBureau, s.exact)
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
func plansWithin(filters []set) set {
	return allOf(append([]set{hasTerm{fieldEntry, entryPlan}}, filters...))
}

// planFilters are the parts of a tree that filter plans: fields of plans that must hold.
func (c *compiler) planFilters(n query.Node) []set {
	switch n := n.(type) {
	case query.And:
		var out []set
		for _, x := range n.X {
			out = append(out, c.planFilters(x)...)
		}
		return out
	case query.Field:
		switch n.Name {
		case query.Title:
			return []set{contains(planTitle, n.Text)}
		case query.Bureau:
			return []set{c.named(planIssuer, n.Text)}
		case query.Topic:
			return []set{hasTerm{planTopic, n.Text}}
		}
	case query.Range:
		if n.Name == query.Year {
			return []set{between(planYear, n.From, n.To)}
		}
	}
	return nil
}
