package bleve

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/zh"
)

const (
	defaultLimit = 20
	maxFacets    = 100

	// Measures with all bigrams of a phrase are verified on their text; more than this
	// many are not looked at.
	maxVerified = 20_000
)

func yearTerm(y int) string { return strconv.Itoa(y) }

// Search implements [index.Index].
func (x *Index) Search(ctx context.Context, q index.Query) (*index.Answer, error) {
	if err := zh.Load(); err != nil {
		return nil, err
	}
	p, err := parse(q.Text)
	if err != nil {
		return nil, err
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	after, err := decodeCursor(q.After)
	if err != nil {
		return nil, err
	}
	s := &searcher{Index: x, query: &q, parsed: p, terms: termsOf(p)}
	if len(p.phrases) > 0 {
		return s.verified(ctx, after)
	}
	return s.page(ctx, after)
}

// A searcher answers one query.
type searcher struct {
	*Index
	query  *index.Query
	parsed parsed
	terms  terms
}

func (s *searcher) request(size int, after []string) *engine.SearchRequest {
	req := engine.NewSearchRequestOptions(build(s.parsed, s.query), size, 0, false)
	req.Fields = []string{fieldHit}
	req.SortBy([]string{"-_score", fieldOrder})
	if s.query.Text == "" {
		req.SortBy([]string{fieldOrder})
	}
	req.SearchAfter = after
	return req
}

func (s *searcher) page(ctx context.Context, after []string) (*index.Answer, error) {
	req := s.request(s.query.Limit, after)
	req.AddFacet("bureau", engine.NewFacetRequest(fieldBureau, maxFacets))
	req.AddFacet("year", engine.NewFacetRequest(fieldYear, maxFacets))
	res, err := s.engine.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	a := &index.Answer{Query: s.query.Text, Total: int(res.Total), Hits: []index.Hit{}, Facets: facets(res)}
	if s.query.Text != "" {
		count := engine.NewSearchRequestOptions(buildExact(s.parsed, s.query), 0, 0, false)
		count.Score = "none"
		exact, err := s.engine.SearchInContext(ctx, count)
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		a.Exact = int(exact.Total)
	}
	for _, m := range res.Hits {
		h, err := s.hit(m)
		if err != nil {
			return nil, err
		}
		a.Hits = append(a.Hits, h)
	}
	if n := len(res.Hits); n == s.query.Limit {
		a.Next = encodeCursor(res.Hits[n-1])
	}
	return a, nil
}

// verified answers a query with phrases: what has all bigrams of a phrase need not have
// them in a row.
func (s *searcher) verified(ctx context.Context, from []string) (*index.Answer, error) {
	const page = 500
	a := &index.Answer{Query: s.query.Text, Hits: []index.Hit{}, Facets: map[string][]index.Facet{"bureau": {}, "year": {}}}
	counts := map[string]map[string]int{"bureau": {}, "year": {}}
	var after []string
	passed := from == nil // the cursor
	for seen := 0; seen < maxVerified; seen += page {
		res, err := s.engine.SearchInContext(ctx, s.request(page, after))
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		for _, m := range res.Hits {
			h, err := s.hit(m)
			if err != nil {
				return nil, err
			}
			ok := s.hasPhrases(h.Text)
			if ok {
				a.Total++
				a.Exact += btoi(h.Exact)
				counts["bureau"][h.Bureau]++
				counts["year"][yearTerm(h.Year)]++
			}
			switch {
			case !passed:
				passed = len(m.Sort) == len(from) && m.Sort[1] == from[1]
			case ok && len(a.Hits) < s.query.Limit:
				a.Hits = append(a.Hits, h)
				if len(a.Hits) == s.query.Limit {
					a.Next = encodeCursor(m)
				}
			}
		}
		if len(res.Hits) < page {
			break
		}
		after = cursorOf(res.Hits[page-1])
	}
	for name, values := range counts {
		delete(values, "")
		delete(values, "0")
		a.Facets[name] = sortedFacets(values)
	}
	return a, nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *searcher) hasPhrases(text string) bool {
	t := zh.Fold(text).String()
	for _, phrase := range s.parsed.phrases {
		if !strings.Contains(t, folded(phrase)) {
			return false
		}
	}
	return true
}

func (s *searcher) hit(m *search.DocumentMatch) (index.Hit, error) {
	var h index.Hit
	stored, _ := m.Fields[fieldHit].(string)
	if err := json.Unmarshal([]byte(stored), &h); err != nil {
		return h, fmt.Errorf("%w: hit %s: %w", ErrDamaged, m.ID, err)
	}
	h.Score = m.Score
	h.Exact, h.Highlights = s.terms.mark(h.Text)
	if h.Boxes == nil {
		h.Boxes = []gangmu.Region{}
	}
	return h, nil
}

// A cursor is the sort values of the last hit of a page. It is opaque to users.
func cursorOf(m *search.DocumentMatch) []string {
	out := make([]string, len(m.Sort))
	copy(out, m.Sort)
	for i, v := range out {
		if v == "_score" {
			out[i] = strconv.FormatFloat(m.Score, 'g', -1, 64)
		}
	}
	return out
}

func encodeCursor(m *search.DocumentMatch) string {
	b, _ := json.Marshal(cursorOf(m))
	return base64.RawURLEncoding.EncodeToString(b)
}

func decodeCursor(s string) ([]string, error) {
	if s == "" {
		return nil, nil
	}
	var out []string
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil || len(out) == 0 || len(out) > 2 {
		return nil, &index.QueryError{Reason: "the cursor is not one of a page before"}
	}
	return out, nil
}
