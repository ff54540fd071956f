package bleve

import (
	"encoding/base64"
	"encoding/json"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// A cursor is the last hit of a page. It is opaque to users.
type cursor struct {
	Sort    index.Sort `json:"s,omitempty"`
	Related bool       `json:"r,omitempty"`
	After   []string   `json:"a,omitempty"` // what it was sorted by, and its place
	Offset  int        `json:"o,omitempty"` // or, in the pool of hits, how many came before
}

func (c *cursor) encode() string {
	b, _ := json.Marshal(c) // strings only
	return base64.RawURLEncoding.EncodeToString(b)
}

func decodeCursor(s string) (*cursor, error) {
	if s == "" {
		return nil, nil
	}
	var c cursor
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	inPool := c.Offset > 0 && c.Offset <= relatedPool && c.After == nil
	if err != nil || len(c.After) != 3 && !inPool {
		return nil, &query.Error{Reason: query.BadCursor}
	}
	return &c, nil
}
