package bleve

import (
	"maps"
	"slices"
	"strings"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
	"github.com/gangmu/gangmu/index/zh"
)

// maxTried is how many other spellings of a word are tried.
const maxTried = 8

// suggest finds a query like this one that has exact hits: one word of it with one
// character replaced, where the word has a pair of characters that no text has. Only words
// are corrected, not what was quoted.
func (s *answerer) suggest(a *index.Answer) error {
	words, ok := s.words(s.tree)
	if !ok || s.query.Tree != nil {
		return nil
	}
	for i, w := range words {
		others, err := s.spellings(w)
		if err != nil {
			return err
		}
		for _, o := range others {
			parts := append(append(append([]string{}, words[:i]...), o), words[i+1:]...)
			tree, err := query.Parse(strings.Join(parts, " "))
			if err != nil || tree == nil {
				continue
			}
			b := *s
			b.tree = tree
			b.query = &index.Query{Bureau: s.query.Bureau, Year: s.query.Year, Plan: s.query.Plan, Topic: s.query.Topic, Section: s.query.Section,
				Unit: s.query.Unit, Match: index.MatchAll}
			if err := b.prepare(); err != nil {
				return err
			}
			if b.exact.count() > 0 {
				a.Suggestion = strings.Join(parts, " ")
				return nil
			}
		}
	}
	return nil
}

// words are the words of a tree that is nothing but words.
func (s *answerer) words(n query.Node) ([]string, bool) {
	switch n := n.(type) {
	case query.Words:
		return []string{n.Text}, true
	case query.And:
		var out []string
		for _, x := range n.X {
			w, ok := x.(query.Words)
			if !ok {
				return nil, false
			}
			out = append(out, w.Text)
		}
		return out, true
	}
	return nil, false
}

// spellings are texts like w, one character replaced so that all pairs with its neighbours
// are in the index; those that sound alike at their beginning first.
func (s *answerer) spellings(w string) ([]string, error) {
	r := []rune(folded(w))
	known := func(a, b rune) bool { return s.compiler.stats.count(term{text: string([]rune{a, b})}) > 0 }
	var alike, others []string
	for i := range r {
		left, right := i > 0 && !known(r[i-1], r[i]), i+1 < len(r) && !known(r[i], r[i+1])
		inner := i > 0 && i+1 < len(r)
		if len(r) < 2 || inner && (!left || !right) || !left && !right {
			continue
		}
		candidates, err := s.neighbours(r, i)
		if err != nil {
			return nil, err
		}
		for _, c := range candidates {
			if i > 0 && !known(r[i-1], c) || i+1 < len(r) && !known(c, r[i+1]) {
				continue
			}
			next := string(r[:i]) + string(c) + string(r[i+1:])
			if a := zh.Initials(c); a != "" && a == zh.Initials(r[i]) {
				alike = append(alike, next)
			} else {
				others = append(others, next)
			}
		}
	}
	all := append(alike, others...)
	return all[:min(len(all), maxTried)], nil
}

// neighbours are the characters that can stand at r[i] beside one neighbour, ascending.
func (s *answerer) neighbours(r []rune, i int) ([]rune, error) {
	found := map[rune]bool{}
	from, before := "", ""
	if i > 0 {
		from = string(r[i-1])
		before = behind(from)
	}
	for _, l := range s.leaves {
		err := l.each(fieldTerms, from, before, func(t string) bool {
			pair := []rune(t)
			if len(pair) != 2 {
				return false
			}
			if i > 0 {
				found[pair[1]] = true
			} else if pair[1] == r[1] {
				found[pair[0]] = true
			}
			return false
		}, nil)
		if err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}
