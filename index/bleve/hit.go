package bleve

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index/highlight"
	"github.com/gangmu/gangmu/index/query"
	"github.com/gangmu/gangmu/index/synonym"
)

// idLength is the length of the document's ID in that of an entry.
func idLength(id string) int {
	n, _, _ := strings.Cut(id, "/")
	return len(n)
}

// plan reads what is stored of a plan, once an answer.
func (s *answerer) plan(key string) (storedPlan, error) {
	if p, ok := s.plans[key]; ok {
		return p, nil
	}
	f, err := s.stored(key)
	if err != nil {
		return storedPlan{}, err
	}
	var p storedPlan
	if err := json.Unmarshal([]byte(f[planHead]), &p); err != nil {
		return p, fmt.Errorf("%w: plan %s: %w", ErrDamaged, key, err)
	}
	if s.plans == nil {
		s.plans = map[string]storedPlan{}
	}
	s.plans[key] = p
	return p, nil
}

func (s *answerer) mark(text string) ([]gangmu.Span, gangmu.Span) {
	if s.terms == nil {
		s.terms = highlight.New(nil, nil)
	}
	return s.terms.Mark(text)
}

// sought are the texts and phrases that hits of n have in them.
func sought(n query.Node, synonyms *synonym.Set) (texts, phrases []string) {
	add := func(nodes []query.Node) {
		for _, x := range nodes {
			t, p := sought(x, synonyms)
			texts, phrases = append(texts, t...), append(phrases, p...)
		}
	}
	switch n := n.(type) {
	case query.Words:
		same, akin := synonyms.Expand(n.Text)
		texts = append(append([]string{n.Text}, same...), akin...)
	case query.Phrase:
		phrases = []string{n.Text}
	case query.And:
		add(n.X)
	case query.Or:
		add(n.X)
	}
	return texts, phrases
}
