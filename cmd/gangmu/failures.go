package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

func failuresCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "failures",
		Usage:       e.say(message.FailuresUsage),
		Description: e.say(message.FailuresDescription),
		Flags:       []cli.Flag{libraryFlag(e), jsonFlag(e)},
		Action: func(c *cli.Context) error {
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			list, err := pipeline.Failures(c.Context, l)
			if err = errors.Join(err, l.Close()); err != nil {
				return err
			}
			return printFailures(e, list, c.Bool("json"))
		},
	}
}

func printFailures(e *env, list []pipeline.Lapse, asJSON bool) error {
	if asJSON {
		for _, f := range list {
			err := json.NewEncoder(e.out).Encode(struct {
				pipeline.Lapse
				Problem gangmu.Problem `json:"problem"`
			}{f, e.problem(f.Code, f.Detail)})
			if err != nil {
				return err
			}
		}
		return nil
	}
	for _, f := range list {
		p := e.problem(f.Code, f.Detail)
		fmt.Fprintf(e.out, "%s  %s\n    %s", e.paint(dim, shortID(f.ID)), shownPath(f.Paths[0]), p.Message)
		if f.Attempts > 1 {
			fmt.Fprint(e.out, e.say(message.Tried(f.Attempts)))
		}
		fmt.Fprintf(e.out, "\n    → %s\n", p.Hint)
	}
	fmt.Fprintln(e.out, e.say(message.FailuresTotal(len(list))))
	return nil
}
