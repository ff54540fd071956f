package bleve

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/highlight"
	"github.com/gangmu/gangmu/index/query"
	"github.com/gangmu/gangmu/index/synonym"
)

// idLength is the length of the document's ID in that of an entry.
func idLength(id string) int {
	n, _, _ := strings.Cut(id, "/")
	return len(n)
}

// show reads what is stored of a hit, and appends it to the page.
func (s *answerer) show(a *index.Answer, h *hit, exact bool) error {
	var id, text string
	var stored storedHit
	var bad error
	err := h.leaf.stored(h.number, func(field string, value []byte) bool {
		switch field {
		case "_id":
			id = string(value)
		case fieldText:
			text = string(value)
		case fieldHit:
			bad = json.Unmarshal(value, &stored)
		}
		return true
	})
	if err != nil {
		return err
	}
	if bad != nil {
		return fmt.Errorf("%w: hit %s: %w", ErrDamaged, id, bad)
	}
	p, err := s.plan(id[:idLength(id)] + "/" + stored.Plan)
	if err != nil {
		return err
	}
	out := stored.hit(id, text, p)
	out.Exact = exact
	if s.query.Sort == index.SortRelevance {
		out.Score = max(0, -h.key)
	}
	out.Highlights, out.Clause = s.mark(out.Text)
	a.Hits = append(a.Hits, out)
	return nil
}

// plan reads what is stored of a plan, once an answer.
func (s *answerer) plan(key string) (p storedPlan, err error) {
	if p, ok := s.plans[key]; ok {
		return p, nil
	}
	found := false
	for _, l := range s.leaves {
		b, err := l.postings(planKey, key)
		if err != nil {
			return p, err
		}
		if b = l.alive(b); b.IsEmpty() {
			continue
		}
		for i := b.Iterator(); i.HasNext() && !found; {
			var bad error
			err := l.stored(i.Next(), func(field string, value []byte) bool {
				if field == planHead {
					found, bad = true, json.Unmarshal(value, &p)
				}
				return true
			})
			if err = errors.Join(err, bad); err != nil {
				return p, fmt.Errorf("%w: plan %s: %w", ErrDamaged, key, err)
			}
		}
		break
	}
	if !found {
		return p, fmt.Errorf("%w: plan %s is missing", ErrDamaged, key)
	}
	if s.plans == nil {
		s.plans = map[string]storedPlan{}
	}
	s.plans[key] = p
	return p, nil
}

func (s *answerer) mark(text string) ([]gangmu.Span, gangmu.Span) {
	if s.terms == nil {
		s.terms = highlight.New(nil, nil, nil)
	}
	return s.terms.Mark(text)
}

// sought are the texts that hits of n have in them or parts of, their synonyms, and phrases.
func sought(n query.Node, synonyms *synonym.Set) (texts, others, phrases []string) {
	texts, phrases = wished(n)
	for _, t := range texts {
		same, akin := synonyms.Expand(t)
		others = append(append(others, same...), akin...)
	}
	return texts, others, phrases
}
