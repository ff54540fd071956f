package bleve

import (
	"slices"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
	"github.com/gangmu/gangmu/index/synonym"
	"github.com/gangmu/gangmu/index/zh"
)

// A compiler makes sets from a tree. Every tree has two: what hits exactly, and what is
// related.
type compiler struct {
	synonyms *synonym.Set
	stats    *stats
	wide     bool               // whether single characters are enough to be related
	kept     map[query.Node]set // by field of the query
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

func (t term) set() set {
	if t.lone {
		return hasCharacter{t.text}
	}
	return hasTerm{fieldTerms, t.text}
}

func sets(all []term) []set {
	out := make([]set, len(all))
	for i, t := range all {
		out[i] = t.set()
	}
	return out
}

// exact is what has all of n.
func (c *compiler) exact(n query.Node) set {
	switch n := n.(type) {
	case query.Words:
		same, _ := c.synonyms.Expand(n.Text)
		var any oneOf
		for _, all := range leastOf(n.Text, same) {
			any = append(any, allOf(sets(all)))
		}
		return any
	case query.Phrase:
		return inRow(n.Text)
	case query.And:
		return c.all(n.X, c.exact)
	case query.Or:
		var any oneOf
		for _, x := range n.X {
			any = append(any, c.exact(x))
		}
		return any
	}
	return c.all([]query.Node{n}, c.exact)
}

// all joins parts by what text makes of those that ask for words. What asks for none asks
// for every entry.
func (c *compiler) all(parts []query.Node, text func(query.Node) set) set {
	var must allOf
	var not oneOf
	for _, x := range parts {
		switch x := x.(type) {
		case query.Not:
			not = append(not, c.exact(x.X))
		case query.Field, query.Range:
			must = append(must, c.filter(x))
		default:
			must = append(must, text(x))
		}
	}
	if len(must) == 0 {
		must = append(must, entries)
	}
	if len(not) == 0 {
		return must
	}
	return except{must, not}
}

// related is what has something of n. Fields, phrases and what must not be hold as they do
// for exact hits. It is nil where nothing but exact hits can be.
func (c *compiler) related(n query.Node) set {
	switch n := n.(type) {
	case query.Words:
		return c.some([]string{n.Text})
	case query.Or:
		var any oneOf
		for _, x := range n.X {
			if q := c.related(x); q != nil {
				any = append(any, q)
			}
		}
		if len(any) == 0 {
			return nil
		}
		return any
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
func (c *compiler) relatedAll(words []string, rest []query.Node) set {
	loose := len(words) > 0
	q := c.all(rest, func(x query.Node) set {
		if r := c.related(x); r != nil {
			loose = true
			return oneOf{c.exact(x), r}
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
	return allOf{some, q}
}

// some is what has one of the terms of words that tell something, or all of a synonym; if
// the compiler is wide, also what has two thirds of the characters.
func (c *compiler) some(words []string) set {
	var all []term
	var any oneOf
	var characters []term
	for _, w := range words {
		for _, t := range terms(w) {
			if !slices.Contains(all, t) {
				all = append(all, t)
			}
		}
		same, akin := c.synonyms.Expand(w)
		for _, s := range append(same, akin...) {
			any = append(any, allOf(sets(terms(s))))
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
	any = append(any, sets(c.stats.telling(all))...)
	if c.wide && len(characters) > 2 {
		any = append(any, most{len(characters) - len(characters)/3, sets(characters)})
	}
	return any
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
