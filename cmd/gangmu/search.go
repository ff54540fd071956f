package main

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/index"
)

func searchCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "search",
		Usage:       e.say(message.SearchUsage),
		ArgsUsage:   e.say(message.SearchArguments),
		Description: e.say(message.SearchDescription),
		Flags: append(append([]cli.Flag{libraryFlag(e), jsonFlag(e)}, filterFlags(e)...),
			&cli.BoolFlag{Name: "all", Usage: e.say(message.AllFlag)},
			&cli.StringFlag{Name: "sort", Usage: e.say(message.SortFlag)},
			&cli.StringSliceFlag{Name: "facet", Usage: e.say(message.FacetFlag)},
			&cli.StringFlag{Name: "under", Usage: e.say(message.UnderFlag)},
			&cli.BoolFlag{Name: "absent", Usage: e.say(message.AbsentFlag)},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 20, Usage: e.say(message.LimitFlag)},
			&cli.StringFlag{Name: "after", Usage: e.say(message.AfterFlag)},
		),
		Action: func(c *cli.Context) error {
			q, err := queryOf(c)
			if err != nil {
				return err
			}
			if q.Limit < 1 || q.Limit > 10_000 {
				return usage{message.LimitIs}
			}
			return e.withIndex(c, func(x searcher) error { return runSearch(c.Context, e, x, q, c.Bool("json")) })
		},
	}
}

// queryOf is the query that arguments and flags ask.
func queryOf(c *cli.Context) (index.Query, error) {
	q, err := filtered(c, strings.Join(c.Args().Slice(), " "))
	q.Under, q.Absent, q.Limit, q.After = c.String("under"), c.Bool("absent"), c.Int("limit"), c.String("after")
	if c.Bool("all") {
		q.Match = index.MatchAll
	}
	if s := c.String("sort"); s != "relevance" {
		q.Sort = index.Sort(s)
	}
	for _, f := range c.StringSlice("facet") {
		q.Facets = append(q.Facets, index.FacetName(f))
	}
	return q, err
}

func runSearch(ctx context.Context, e *env, x searcher, q index.Query, asJSON bool) error {
	a, err := x.Search(ctx, q)
	if err != nil {
		return err
	}
	if asJSON {
		return json.NewEncoder(e.out).Encode(a)
	}
	printAnswer(e, &q, a)
	if a.Total > 0 {
		return nil
	}
	for _, b := range q.Bureau {
		names, err := x.Suggest(ctx, b, 5)
		if err != nil {
			return err
		}
		printBureaus(e, b, names)
	}
	return nil
}
