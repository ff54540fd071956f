package bleve

import (
	"slices"

	engine "github.com/blevesearch/bleve/v2"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
	"github.com/gangmu/gangmu/index/synonym"
	"github.com/gangmu/gangmu/index/zh"
)

// A compiler makes queries of the engine from a tree. Every tree has two: what hits
// exactly, and what is related. Filters do not rank: the fields they look at keep no
// frequencies.
type compiler struct {
	synonyms *synonym.Set
	stats    *stats
	wide     bool // whether single characters are enough to be related
}

// A term is a bigram, a number or a Latin word, or a Han character that stands alone in
// what is asked: in texts it begins terms.
type term struct {
	text string
	lone bool
}

// terms are the terms of a text, each once.
func terms(s string) []term {
	t := zh.Fold(s)
	var out []term
	for _, b := range t.Bigrams() {
		if k := (term{b.Term, t.Lone(b)}); !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// leastOf are the terms of the texts, without those that ask for all that another one asks
// for and more: 联席会议 beside 联席会.
func leastOf(text string, same []string) [][]term {
	all := [][]term{terms(text)}
	for _, s := range same {
		all = append(all, terms(s))
	}
	var out [][]term
	for i, a := range all {
		needed := true
		for j, b := range all {
			if i != j && subset(b, a) && (j < i || len(b) < len(a)) {
				needed = false
			}
		}
		if needed {
			out = append(out, a)
		}
	}
	return out
}

func subset(a, b []term) bool {
	for _, t := range a {
		if !slices.Contains(b, t) {
			return false
		}
	}
	return true
}

func (t term) query(boost float64) bleveQuery.Query {
	if t.lone {
		q := engine.NewPrefixQuery(t.text)
		q.SetField(fieldTerms)
		q.SetBoost(boost)
		return q
	}
	q := termQuery(fieldTerms, t.text)
	q.SetBoost(boost)
	return q
}

func termQuery(field, text string) *bleveQuery.TermQuery {
	q := engine.NewTermQuery(text)
	q.SetField(field)
	return q
}

// exact is what has all of n.
func (c *compiler) exact(n query.Node) bleveQuery.Query {
	switch n := n.(type) {
	case query.Words:
		same, _ := c.synonyms.Expand(n.Text)
		var any []bleveQuery.Query
		for _, all := range leastOf(n.Text, same) {
			any = append(any, allOf(all))
		}
		return oneOf(any)
	case query.Phrase:
		return inRow(n.Text)
	case query.And:
		return c.all(n.X, c.exact)
	case query.Or:
		var any []bleveQuery.Query
		for _, x := range n.X {
			any = append(any, c.exact(x))
		}
		return oneOf(any)
	}
	return c.all([]query.Node{n}, c.exact)
}

// all joins parts: those that rank by rank, the others as filters.
func (c *compiler) all(parts []query.Node, rank func(query.Node) bleveQuery.Query) bleveQuery.Query {
	b := engine.NewBooleanQuery()
	var must, filters []bleveQuery.Query
	for _, x := range parts {
		switch x := x.(type) {
		case query.Not:
			b.AddMustNot(c.exact(x.X))
		case query.Field, query.Range:
			filters = append(filters, c.filter(x))
		default:
			must = append(must, rank(x))
		}
	}
	return filtered(b, must, filters)
}

// filtered completes b. What asks for no text asks for every entry.
func filtered(b *bleveQuery.BooleanQuery, must, filters []bleveQuery.Query) bleveQuery.Query {
	if len(must) == 0 {
		must = append(must, oneOf([]bleveQuery.Query{termQuery(fieldEntry, entryMeasure), termQuery(fieldEntry, entrySection)}))
	}
	b.AddMust(must...)
	if len(filters) > 0 {
		b.AddFilter(engine.NewConjunctionQuery(filters...))
	}
	return b
}

func oneOf(any []bleveQuery.Query) bleveQuery.Query {
	if len(any) == 1 {
		return any[0]
	}
	return engine.NewDisjunctionQuery(any...)
}

func allOf(all []term) bleveQuery.Query {
	if len(all) == 0 {
		return engine.NewMatchNoneQuery()
	}
	if len(all) == 1 {
		return all[0].query(1)
	}
	return &conjunction{queries(all)}
}

func queries(all []term) []bleveQuery.Query {
	out := make([]bleveQuery.Query, len(all))
	for i, t := range all {
		out[i] = t.query(1)
	}
	return out
}

// related is what has something of n. Fields, phrases and what must not be hold as they do
// for exact hits. It is nil where nothing but exact hits can be.
func (c *compiler) related(n query.Node) bleveQuery.Query {
	switch n := n.(type) {
	case query.Words:
		return c.some([]string{n.Text})
	case query.Or:
		var any []bleveQuery.Query
		for _, x := range n.X {
			if q := c.related(x); q != nil {
				any = append(any, q)
			}
		}
		if len(any) == 0 {
			return nil
		}
		return oneOf(any)
	case query.And:
		var words []string
		var rest []query.Node
		for _, x := range n.X {
			if w, ok := x.(query.Words); ok {
				words = append(words, w.Text)
			} else {
				rest = append(rest, x)
			}
		}
		return c.relatedAll(words, rest)
	}
	return nil
}

// relatedAll is what has something of the words and all of the rest; without words, what
// has something of one part of the rest that can be related and all the others.
func (c *compiler) relatedAll(words []string, rest []query.Node) bleveQuery.Query {
	loose := len(words) > 0
	q := c.all(rest, func(x query.Node) bleveQuery.Query {
		if r := c.related(x); r != nil {
			loose = true
			return engine.NewDisjunctionQuery(c.exact(x), r)
		}
		return c.exact(x)
	})
	if !loose {
		return nil
	}
	if len(words) == 0 {
		return q
	}
	some := c.some(words)
	if len(rest) == 0 || some == nil {
		return some
	}
	b := engine.NewBooleanQuery()
	b.AddMust(some)
	b.AddFilter(q)
	return b
}

// some is what has one of the terms of words that tell something, or all of a synonym; if
// the compiler is wide, also what has two thirds of the characters.
func (c *compiler) some(words []string) bleveQuery.Query {
	var all []term
	var any []bleveQuery.Query
	var characters []term
	for _, w := range words {
		for _, t := range terms(w) {
			if !slices.Contains(all, t) {
				all = append(all, t)
			}
		}
		same, akin := c.synonyms.Expand(w)
		for _, s := range append(same, akin...) {
			any = append(any, allOf(terms(s)))
		}
		for _, t := range zh.Fold(w).Characters() {
			if k := (term{t.Term, true}); !slices.Contains(characters, k) {
				characters = append(characters, k)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	telling, common := c.stats.split(all)
	any = append(any, queries(telling)...)
	if c.wide && len(characters) > 2 {
		d := engine.NewDisjunctionQuery(queries(characters)...)
		d.SetMin(float64(len(characters) - len(characters)/3))
		any = append(any, d)
	}
	if len(common) == 0 {
		return oneOf(any)
	}
	b := engine.NewBooleanQuery()
	b.AddMust(oneOf(any))
	b.AddShould(queries(common)...)
	return b
}

// asked is the tree of a query: its text and its filters.
func asked(q *index.Query) (query.Node, error) {
	n, err := query.Parse(q.Text)
	if err != nil {
		return nil, err
	}
	var parts []query.Node
	if n != nil {
		parts = append(parts, n)
	}
	if q.Tree != nil {
		parts = append(parts, q.Tree)
	}
	if len(parts) == 1 {
		n = parts[0]
	} else if len(parts) == 2 {
		n = query.And{X: parts}
	}
	if n != nil && !hasTerms(n) {
		return nil, &query.Error{Reason: query.NoWord}
	}
	return n, nil
}

// hasTerms reports whether every word and phrase of n has something to search for.
func hasTerms(n query.Node) bool {
	all := func(nodes []query.Node) bool {
		for _, x := range nodes {
			if !hasTerms(x) {
				return false
			}
		}
		return true
	}
	switch n := n.(type) {
	case query.Words:
		return len(terms(n.Text)) > 0
	case query.Phrase:
		return len(terms(n.Text)) > 0
	case query.Field:
		return folded(n.Text) != ""
	case query.Not:
		return hasTerms(n.X)
	case query.And:
		return all(n.X)
	case query.Or:
		return all(n.X)
	}
	return true
}
