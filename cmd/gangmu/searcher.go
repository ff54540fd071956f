package main

import (
	"context"
	"errors"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/index"
)

// A searcher answers queries: the index of the library, opened here, or the process that
// has it open.
type searcher interface {
	Search(ctx context.Context, q index.Query) (*index.Answer, error)
	Suggest(ctx context.Context, beginning string, limit int) ([]index.Suggestion, error)
}

// withIndex calls f with the index of the library. A library is used by one process at a
// time; where another has it, the error is a *pipeline.LockedError after a short wait, and
// names the process. A server that holds the library open will be asked from here: it is
// found by what the lock says of its holder, and nothing else of a command changes.
func (e *env) withIndex(c *cli.Context, f func(searcher) error) error {
	l, err := e.open(c, false)
	if err != nil {
		return err
	}
	x, err := l.Index()
	if err == nil {
		err = f(x)
	}
	return errors.Join(err, l.Close())
}
