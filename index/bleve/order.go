package bleve

import (
	"encoding/base64"
	"encoding/json"

	"github.com/blevesearch/bleve/v2/search"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// orderOf is the order of the hits of q; the last key is unique.
func orderOf(q *index.Query, tree query.Node) (search.SortOrder, error) {
	switch q.Sort {
	case index.SortRelevance:
		if tree == nil {
			return search.ParseSortOrderStrings([]string{fieldOrder}), nil
		}
		return search.ParseSortOrderStrings([]string{"-_score", fieldOrder}), nil
	case index.SortYear:
		return search.ParseSortOrderStrings([]string{"-" + fieldYear, fieldOrder}), nil
	case index.SortBureau:
		return search.ParseSortOrderStrings([]string{fieldBureau, fieldOrder}), nil
	case index.SortPlace:
		return search.ParseSortOrderStrings([]string{fieldOrder}), nil
	}
	return nil, &query.Error{Reason: query.BadSort}
}

// A cursor is the last hit of a page. It is opaque to users.
type cursor struct {
	Related bool     `json:"r,omitempty"`
	After   []string `json:"a,omitempty"` // what it was sorted by
	Offset  int      `json:"o,omitempty"` // or, in the pool of related hits, how many came before
}

// sortValues are the values that a hit was sorted by, as the engine takes them back.
func sortValues(m *search.DocumentMatch) []string {
	out := make([]string, len(m.Sort))
	copy(out, m.Sort)
	for i, v := range out {
		if v == "_score" {
			b, _ := json.Marshal(m.Score) // shortest form that reads back the same
			out[i] = string(b)
		}
	}
	return out
}

func (c *cursor) encode() string {
	b, _ := json.Marshal(c) // strings only
	return base64.RawURLEncoding.EncodeToString(b)
}

func decodeCursor(q *index.Query, tree query.Node) (*cursor, error) {
	s := q.After
	if s == "" {
		return nil, nil
	}
	var c cursor
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	keys := 2
	if q.Sort == index.SortPlace || q.Sort == index.SortRelevance && tree == nil {
		keys = 1
	}
	inPool := c.Related && c.Offset > 0 && c.Offset <= pool && c.After == nil
	if err != nil || len(c.After) != keys && !inPool {
		return nil, &query.Error{Reason: query.BadCursor}
	}
	return &c, nil
}
