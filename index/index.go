// Package index declares full-text search over measures: what an index is asked and
// what it answers.
//
// It knows measures and text, and nothing of files, of how plans are found, or of
// commands. The embedded index is in bleve, the analyzer in zh.
package index

import (
	"context"

	"github.com/gangmu/gangmu"
)

// An Index finds measures. Its methods may be called from several goroutines.
type Index interface {
	// Put stores the measures of whole documents; those of an earlier Put of the same
	// document are replaced, none is left behind. When Put returns nil, the documents
	// survive a crash of the process.
	Put(ctx context.Context, docs ...*gangmu.Result) error

	// Delete removes documents by ID. An unknown ID is no error.
	Delete(ctx context.Context, ids ...string) error

	// Search answers q. A query that cannot be understood is a *QueryError.
	Search(ctx context.Context, q Query) (*Answer, error)

	// Close frees the index. It may be called once; no other call may follow.
	Close() error
}

// A Query asks for measures. The zero Query asks for all of them.
type Query struct {
	Text   string   // words, or a phrase in quotes
	Bureau []string // any of these; bureau or issuer
	Year   []int    // any of these
	Plan   string   // part of a plan's title
	Limit  int      // hits a page, 20 if zero
	After  string   // Answer.Next of the page before
}

// An Answer is one page of hits, best first. Its JSON is the output of gangmu search
// --json.
type Answer struct {
	Query  string             `json:"query"`
	Total  int                `json:"total"`
	Exact  int                `json:"exact"` // hits that have the whole query in their text
	Hits   []Hit              `json:"hits"`
	Facets map[string][]Facet `json:"facets"` // by "bureau" and "year"
	Next   string             `json:"next"`   // for Query.After; empty on the last page
}

// A Hit is a measure that answers a query.
type Hit struct {
	ID       string          `json:"id"` // document ID/plan ID/path
	Score    float64         `json:"score"`
	Exact    bool            `json:"exact"`
	Document string          `json:"document"`
	Name     string          `json:"name"`
	Plan     string          `json:"plan"`
	Title    string          `json:"title"`
	Bureau   string          `json:"bureau"`
	Year     int             `json:"year"`
	Path     string          `json:"path"`
	Label    string          `json:"label"`
	Heading  string          `json:"heading"`
	Text     string          `json:"text"` // the measure's own text
	Page     int             `json:"page"`
	Boxes    []gangmu.Region `json:"boxes"`

	// Highlights are the places in Text that match, code points, ascending; adjacent
	// ones are merged.
	Highlights []gangmu.Span `json:"highlights"`
}

// A Facet counts the hits with one value of a field.
type Facet struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// A QueryError is a query that cannot be understood.
type QueryError struct {
	Offset int // code points into the query
	Reason string
}

func (e *QueryError) Error() string { return e.Reason }
