package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

// runWatch imports what is there, then what changes, until it is interrupted. Between two
// imports the library is free for others; one that is in use is tried again at the next
// change.
func runWatch(ctx context.Context, e *env, o importOptions, once func(paths []string) error) error {
	tolerant := func(paths []string) error {
		err := once(paths)
		var locked *pipeline.LockedError
		switch {
		case errors.Is(err, errSomeFailed):
			return nil
		case errors.As(err, &locked):
			e.finish(ctx, err)
			return nil
		}
		return err
	}
	err := pipeline.Watch(ctx, o.paths, o.Selection, 0, func() error {
		if err := tolerant(o.paths); err != nil {
			return err
		}
		if !o.json {
			fmt.Fprintln(e.err, e.say(message.Watching))
		}
		return nil
	}, tolerant)
	if ctx.Err() != nil {
		return nil // that is how it ends
	}
	return err
}
