package main

import (
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/extract"
)

// advice says what an error means and what to do. detail is the error in technical words:
// some problems share a code with others and are told apart by it.
func advice(code gangmu.ErrorCode, detail string) message.Advice {
	switch {
	case strings.Contains(detail, extract.NoOffice):
		return message.NoOffice
	case strings.Contains(detail, extract.NotADocument):
		return message.AnArchive
	}
	return message.Problems[code]
}

// problem is advice as it stands in JSON.
func (e *env) problem(code gangmu.ErrorCode, detail string) gangmu.Problem {
	a := advice(code, detail)
	return gangmu.Problem{Code: code, Message: e.say(a.What), Hint: e.say(a.Next)}
}
