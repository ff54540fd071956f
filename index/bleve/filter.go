package bleve

import (
	"strconv"
	"strings"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// filter is a field of the query language.
func (c *compiler) filter(n query.Node) set {
	if s := c.kept[n]; s != nil {
		return s
	}
	if c.kept == nil {
		c.kept = map[query.Node]set{}
	}
	s := keep(c.newFilter(n))
	c.kept[n] = s
	return s
}

func (c *compiler) newFilter(n query.Node) set {
	switch n := n.(type) {
	case query.Field:
		return c.field(n)
	case query.Range:
		if n.Name == query.Year {
			return between(fieldYear, n.From, n.To)
		}
		from, to := "", ""
		if n.From != "" {
			from = query.First(n.From)
		}
		if n.To != "" {
			to = query.Last(n.To)
		}
		return between(fieldDue, from, to)
	}
	return none // cannot be: the tree has no other field
}

func (c *compiler) field(n query.Field) set {
	switch n.Name {
	case query.Title:
		return contains(fieldTitle, n.Text)
	case query.Bureau:
		return c.named(fieldIssuer, n.Text)
	case query.Section:
		return contains(fieldHeading, n.Text)
	case query.Unit:
		return c.named(fieldParty, n.Text)
	case query.Topic:
		return hasTerm{fieldTopic, n.Text}
	case query.Plan:
		return planOf(n.Text)
	}
	return none
}

// planOf matches the entries of a plan, whose document may be cut to its first
// characters; of all plans of the document, if none is named.
func planOf(id string) set {
	doc, plan, _ := strings.Cut(strings.ToLower(id), "/")
	return hasValue{fieldPlan, doc, behind(doc), func(value string) bool {
		_, p, _ := strings.Cut(value, "/")
		return plan == "" || p == plan
	}}
}

// named matches a name or what it is called elsewhere.
func (c *compiler) named(field, name string) set {
	any := oneOf{contains(field, name)}
	same, _ := c.synonyms.Expand(name)
	for _, s := range same {
		any = append(any, contains(field, s))
	}
	return any
}

// filters are the restrictions that stand beside the text, by the fields of entries or
// those of plans.
func (c *compiler) filters(q *index.Query, plans bool) []set {
	issuer, years, title, topics := fieldIssuer, fieldYear, fieldTitle, fieldTopic
	if plans {
		issuer, years, title, topics = planIssuer, planYear, planTitle, planTopic
	}
	var out []set
	add := func(any []set) {
		if len(any) > 0 {
			out = append(out, oneOf(any))
		}
	}
	var bureau, year, topic, unit []set
	for _, b := range q.Bureau {
		bureau = append(bureau, c.named(issuer, b))
	}
	for _, y := range q.Year {
		year = append(year, hasTerm{years, strconv.Itoa(y)})
	}
	for _, t := range q.Topic {
		topic = append(topic, hasTerm{topics, t})
	}
	add(bureau)
	add(year)
	add(topic)
	if q.Plan != "" {
		out = append(out, contains(title, q.Plan))
	}
	if plans {
		return out
	}
	for _, u := range q.Unit {
		unit = append(unit, c.named(fieldParty, u))
	}
	add(unit)
	if q.Section != "" {
		out = append(out, hasTerm{fieldSection, q.Section})
	}
	return out
}

// between matches values from one to another, both included; they are compared as text.
func between(field, from, to string) set {
	if to != "" {
		to += "\x00" // the first text behind it
	}
	return hasValue{field, from, to, nil}
}

// contains matches values that have s in them.
func contains(field, s string) set {
	s = folded(s)
	return hasValue{field, "", "", func(value string) bool { return strings.Contains(value, s) }}
}
