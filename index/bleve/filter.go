package bleve

import (
	"strconv"
	"strings"

	engine "github.com/blevesearch/bleve/v2"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// filter is a field of the query language.
func (c *compiler) filter(n query.Node) bleveQuery.Query {
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
	return engine.NewMatchNoneQuery() // cannot be: the tree has no other field
}

func (c *compiler) field(n query.Field) bleveQuery.Query {
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
		return termQuery(fieldTopic, n.Text)
	case query.Plan:
		return planOf(n.Text)
	}
	return engine.NewMatchNoneQuery()
}

// planOf matches the entries of a plan, whose document may be cut to its first
// characters.
func planOf(id string) bleveQuery.Query {
	doc, plan, _ := strings.Cut(strings.ToLower(id), "/")
	w := engine.NewWildcardQuery(literal(doc) + "*/" + orElse(literal(plan), "*"))
	w.SetField(fieldPlan)
	return w
}

// named matches a name or what it is called elsewhere.
func (c *compiler) named(field, name string) bleveQuery.Query {
	any := []bleveQuery.Query{contains(field, name)}
	same, _ := c.synonyms.Expand(name)
	for _, s := range same {
		any = append(any, contains(field, s))
	}
	return oneOf(any)
}

// filters are the restrictions that stand beside the text, by the fields of entries or
// those of plans.
func (c *compiler) filters(q *index.Query, plans bool) []bleveQuery.Query {
	issuer, years, title, topics := fieldIssuer, fieldYear, fieldTitle, fieldTopic
	if plans {
		issuer, years, title, topics = planIssuer, planYear, planTitle, planTopic
	}
	var out []bleveQuery.Query
	add := func(any []bleveQuery.Query) {
		if len(any) > 0 {
			out = append(out, oneOf(any))
		}
	}
	var bureau, year, topic, unit []bleveQuery.Query
	for _, b := range q.Bureau {
		bureau = append(bureau, c.named(issuer, b))
	}
	for _, y := range q.Year {
		year = append(year, termQuery(years, strconv.Itoa(y)))
	}
	for _, t := range q.Topic {
		topic = append(topic, termQuery(topics, t))
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
		out = append(out, termQuery(fieldSection, q.Section))
	}
	return out
}

// between matches values from one to another, both included; they are compared as text.
func between(field, from, to string) bleveQuery.Query {
	yes := true
	q := engine.NewTermRangeInclusiveQuery(from, to, &yes, &yes)
	q.SetField(field)
	return q
}

// contains matches values that have s in them.
func contains(field, s string) bleveQuery.Query {
	w := engine.NewWildcardQuery("*" + literal(folded(s)) + "*")
	w.SetField(field)
	return w
}

var literal = strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`).Replace
