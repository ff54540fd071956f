package query

import "fmt"

// A Reason says why a query cannot be understood.
type Reason string

// The reasons.
const (
	NoWord        Reason = "no word to search for"
	OpenQuote     Reason = "quote is not closed"
	OpenBracket   Reason = "bracket is not closed"
	LoneBracket   Reason = "bracket was not opened"
	NothingToJoin Reason = "nothing to join here"
	NoValue       Reason = "field has no value"
	BadYear       Reason = "not a year or a range of years"
	BadDate       Reason = "not a date or a range of dates"
	TooLong       Reason = "query is too long"
	TooDeep       Reason = "brackets are nested too deeply"
	BadCursor     Reason = "cursor is not one that a page gave"
	BadSort       Reason = "no such order"
	BadFacet      Reason = "no such facet"
)

// An Error is a query that cannot be understood, and where.
type Error struct {
	Offset int // code points into the query
	Reason Reason
}

func (e *Error) Error() string {
	return fmt.Sprintf("query, character %d: %s", e.Offset+1, e.Reason)
}
