// Package index declares full-text search over measures: what an index is asked and
// what it answers.
//
// It knows measures and text, and nothing of files, of how plans are found, or of
// commands. The embedded index is in bleve, the analyzer in zh.
package index

import (
	"context"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index/query"
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

	// Suggest completes the name of a bureau: by its beginning, then by the initials of its
	// pinyin (czj for 财政局), then by any part of it; each by the number of plans.
	Suggest(ctx context.Context, beginning string, limit int) ([]Suggestion, error)

	// Count says how much is in the index.
	Count(ctx context.Context) (Count, error)

	// Check reads all of the index and says what is wrong with it; nil is sound.
	Check(ctx context.Context) error

	// Close frees the index. It may be called once; no other call may follow.
	Close() error
}

// A Query asks for measures. The zero Query asks for all of them. What it says in several
// fields must all hold; within a field, one of its values.
type Query struct {
	Text string     // in the language of package query
	Tree query.Node // besides Text, for programs

	Bureau  []string // part of the name of the bureau or issuer
	Year    []int
	Plan    string   // part of a plan's title
	Topic   []string // field of work, as the facet has it
	Section string   // headings from the top, joined by "/", as the facet has them
	Unit    []string // part of the name of a responsible body

	Match  Match
	Sort   Sort
	Facets []FacetName // what to count by; nil for bureau and year
	Under  string      // with FacetSection: only the headings under this one
	Absent bool        // whether to name the bureaus that have plans but no exact hit

	Limit int    // hits a page, 20 if zero
	After string // Answer.Next of the page before
}

// Everything reports whether q leaves no measure out.
func (q *Query) Everything() bool {
	return strings.TrimSpace(q.Text) == "" && q.Tree == nil && len(q.Bureau)+len(q.Year)+len(q.Topic)+len(q.Unit) == 0 && q.Plan == "" && q.Section == ""
}

// A Match says what hits.
type Match string

// The ways to match. Exact hits have all that was asked for, related ones a part of the
// words. Exact ones come first whatever the order.
const (
	MatchRelated Match = ""    // exact hits, then related ones
	MatchAll     Match = "all" // exact hits only
)

// A Sort is an order of hits.
type Sort string

// The orders. Hits that are alike in one go by document and place in it.
const (
	SortRelevance Sort = ""
	SortYear      Sort = "year" // latest first
	SortBureau    Sort = "bureau"
	SortPlace     Sort = "place" // document by document, in the order of the text
)

// A FacetName is something that hits are counted by.
type FacetName string

// The facets.
const (
	FacetBureau  FacetName = "bureau"
	FacetYear    FacetName = "year"
	FacetPlan    FacetName = "plan" // document ID/plan ID
	FacetTopic   FacetName = "topic"
	FacetSection FacetName = "section" // headings of one depth, see Query.Under
	FacetUnit    FacetName = "unit"
)

// An Answer is one page of hits, best first. Its JSON is the output of gangmu search
// --json.
type Answer struct {
	Query  string                `json:"query"`
	Total  int                   `json:"total"`
	Exact  int                   `json:"exact"` // those of Total that have all that was asked for
	Hits   []Hit                 `json:"hits"`
	Facets map[FacetName][]Facet `json:"facets"` // of Total
	Next   string                `json:"next"`   // for Query.After; empty on the last page

	// Absent are the bureaus that have plans within the filters and no exact hit in any.
	Absent []string `json:"absent,omitempty"`

	// Suggestion is a query like this one that has exact hits where this one has none.
	Suggestion string `json:"suggestion,omitempty"`
}

// A Hit is an entry that answers a query.
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
	Section  string          `json:"section"` // headings above, from the top, joined by "/"
	Kind     gangmu.Kind     `json:"kind"`
	Text     string          `json:"text"` // the entry's own text
	Page     int             `json:"page"`
	Boxes    []gangmu.Region `json:"boxes"`

	Units     []string `json:"units,omitempty"` // responsible bodies, as printed
	Deadlines []string `json:"deadlines,omitempty"`

	// Highlights are the places in Text that match, code points, ascending; adjacent
	// ones are merged. Clause is the clause of Text that has most of them.
	Highlights []gangmu.Span `json:"highlights"`
	Clause     gangmu.Span   `json:"clause"`
}

// A Facet counts the hits with one value of a field.
type Facet struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// A Suggestion is a bureau that has plans, and how many.
type Suggestion struct {
	Bureau string `json:"bureau"`
	Plans  int    `json:"plans"`
}

// A Count says how much is in an index.
type Count struct {
	Plans    int `json:"plans"`
	Measures int `json:"measures"` // and sections without children
	Sections int `json:"sections"` // those that have children
}

// A QueryError is a query that cannot be understood, and where.
type QueryError = query.Error
