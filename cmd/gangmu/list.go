package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

func listCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "list",
		Usage:       e.say(message.ListUsage),
		Description: e.say(message.ListDescription),
		Flags:       []cli.Flag{libraryFlag(e), jsonFlag(e)},
		Action: func(c *cli.Context) error {
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			return errors.Join(runList(c.Context, e, l, c.Bool("json")), l.Close())
		},
	}
}

func runList(ctx context.Context, e *env, l *pipeline.Library, asJSON bool) error {
	entries, err := pipeline.List(ctx, l.Store)
	if err != nil {
		return err
	}
	if asJSON {
		out := json.NewEncoder(e.out)
		for _, x := range entries {
			if err := out.Encode(x); err != nil {
				return err
			}
		}
		return nil
	}
	plans, measures, failed := 0, 0, 0
	for _, x := range entries {
		name := oneLine(filepath.Base(x.Name()))
		if x.Failed() {
			failed++
			fmt.Fprintf(e.out, "%s  %s\n    %s\n", e.paint(dim, shortID(x.ID)), name, e.paint(mark, e.problem(x.Code, x.Detail).Message))
			continue
		}
		if x.Old() {
			name += "  " + e.paint(mark, e.say(message.OlderVersion))
		}
		fmt.Fprintf(e.out, "%s  %s\n", e.paint(dim, shortID(x.ID)), name)
		var rows [][]string
		for _, p := range x.Plans {
			plans++
			measures += p.Measures
			year := ""
			if p.Year > 0 {
				year = fmt.Sprint(p.Year)
			}
			rows = append(rows, []string{p.ID, year, oneLine(p.Bureau), cut(oneLine(p.Title), 50), e.say(message.Entries(p.Measures))})
		}
		printTable(e.out, "    ", rows)
	}
	fmt.Fprintln(e.out, e.say(message.Listed(len(entries)-failed, plans, measures, failed)))
	return nil
}
