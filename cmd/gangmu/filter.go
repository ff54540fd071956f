package main

import (
	"errors"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// filterFlags choose measures, for the commands that search and export.
func filterFlags(e *env) []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "bureau", Aliases: []string{"b"}, Usage: e.say(message.BureauFlag)},
		&cli.IntSliceFlag{Name: "year", Aliases: []string{"y"}, Usage: e.say(message.YearFlag)},
		&cli.StringFlag{Name: "plan", Usage: e.say(message.PlanFlag)},
		&cli.StringSliceFlag{Name: "topic", Usage: e.say(message.TopicFlag)},
		&cli.StringFlag{Name: "section", Usage: e.say(message.SectionFlag)},
		&cli.StringSliceFlag{Name: "unit", Usage: e.say(message.UnitFlag)},
		&cli.StringFlag{Name: "due", Usage: e.say(message.DueFlag)},
	}
}

// filtered is a query for words within the filters of the flags.
func filtered(c *cli.Context, words string) (index.Query, error) {
	q := index.Query{
		Text: words, Bureau: c.StringSlice("bureau"), Year: c.IntSlice("year"), Plan: c.String("plan"),
		Topic: c.StringSlice("topic"), Section: c.String("section"), Unit: c.StringSlice("unit"),
	}
	due := c.String("due")
	if due == "" {
		return q, nil
	}
	n, err := query.Parse("due:" + due)
	var bad *query.Error
	if _, ok := n.(query.Range); !ok && (err == nil || errors.As(err, &bad)) {
		return q, usage{message.DueIs}
	}
	q.Tree = n
	return q, err
}
