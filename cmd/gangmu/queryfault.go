package main

import (
	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// queryFault says what is wrong with a query, and at which character.
func queryFault(q *index.QueryError) message.Text {
	switch q.Reason {
	case query.BadCursor:
		return message.BadCursor
	case query.BadSort:
		return message.BadSort
	case query.BadFacet:
		return message.BadFacet
	}
	return message.BadQuery(q.Offset+1, q.Reason)
}
