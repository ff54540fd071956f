package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

// relaxGC lets garbage grow to three times what is in use while an index is written: a
// reindex takes a quarter less CPU time for it, an import a tenth, and some 60 and 15 MiB more
// memory (bench/README.md).
func relaxGC() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300)
	}
}

func reindexCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:  "reindex",
		Usage: e.say(message.ReindexUsage),
		Flags: []cli.Flag{libraryFlag(e)},
		Action: func(c *cli.Context) error {
			relaxGC()
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			n, err := pipeline.Reindex(c.Context, l, nil)
			if err = errors.Join(err, l.Close()); err != nil {
				return err
			}
			_, err = fmt.Fprintln(e.out, e.say(message.Reindexed(n)))
			return err
		},
	}
}
