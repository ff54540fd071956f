package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

func runsCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "runs",
		Usage:       e.say(message.RunsUsage),
		ArgsUsage:   "[RUN]",
		Description: e.say(message.RunsDescription),
		Flags:       []cli.Flag{libraryFlag(e), jsonFlag(e)},
		Action: func(c *cli.Context) error {
			if c.NArg() > 1 {
				return usage{message.RunsWants}
			}
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			if c.NArg() == 1 {
				return errors.Join(runRun(e, l, c.Args().First(), c.Bool("json")), l.Close())
			}
			return errors.Join(runRuns(e, l, c.Bool("json")), l.Close())
		},
	}
}

func runRuns(e *env, l *pipeline.Library, asJSON bool) error {
	runs, err := pipeline.Runs(l)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if asJSON {
			if err := json.NewEncoder(e.out).Encode(r); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(e.out, "%s  %s  %s\n", e.paint(dim, r.Name), r.Began.Local().Format("2006-01-02 15:04:05"), e.say(summary(r)))
	}
	return nil
}

// summary is the account of a run.
func summary(r *pipeline.Run) message.Text {
	switch {
	case r.Report == nil:
		return message.CutOff(r.Events)
	case r.Stopped != "":
		return message.StoppedBy(account(r.Report), oneLine(r.Stopped))
	}
	return account(r.Report)
}

func runRun(e *env, l *pipeline.Library, name string, asJSON bool) error {
	if name == "last" {
		runs, err := pipeline.Runs(l)
		if err != nil {
			return err
		}
		if len(runs) == 0 {
			return pipeline.ErrNoRun
		}
		name = runs[0].Name
	}
	r, err := pipeline.ReadRun(l, name, func(ev pipeline.Event) error {
		if asJSON {
			return json.NewEncoder(e.out).Encode(ev)
		}
		why := string(ev.Reason)
		if ev.Code != "" {
			why = string(ev.Code)
		}
		fmt.Fprintf(e.out, "%-6s  %-14s  %-8s  %s\n", ev.Status, why, e.paint(dim, shortID(ev.ID)), shownPath(ev.Path))
		return nil
	})
	if err == nil && !asJSON {
		fmt.Fprintln(e.out, e.say(summary(r)))
	}
	return err
}
