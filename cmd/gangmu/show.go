package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

type showOptions struct {
	id                 string
	tree, json, source bool
}

func showCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "show",
		Usage:       e.say(message.ShowUsage),
		ArgsUsage:   "ID",
		Description: e.say(message.ShowDescription),
		Flags: []cli.Flag{
			libraryFlag(e), jsonFlag(e),
			&cli.BoolFlag{Name: "tree", Usage: e.say(message.TreeFlag)},
			&cli.BoolFlag{Name: "source", Usage: e.say(message.SourceFlag)},
		},
		Action: func(c *cli.Context) error {
			o := showOptions{c.Args().First(), c.Bool("tree"), c.Bool("json"), c.Bool("source")}
			if c.NArg() != 1 {
				return usage{message.ShowWants}
			}
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			return errors.Join(runShow(c.Context, e, l, o), l.Close())
		},
	}
}

func runShow(ctx context.Context, e *env, l *pipeline.Library, o showOptions) error {
	p, err := pipeline.Find(ctx, l.Store, o.id)
	if err != nil {
		return err
	}
	switch {
	case o.source:
		r, err := l.Store.Source(ctx, p.Entry.ID)
		if err != nil {
			return err
		}
		defer r.Close()
		_, err = io.Copy(e.out, r)
		return err
	case p.Result == nil:
		if o.json {
			return json.NewEncoder(e.out).Encode(gangmu.Failure{Schema: gangmu.SchemaID, Name: filepath.Base(p.Entry.Name()), Error: e.problem(p.Entry.Code, p.Entry.Detail)})
		}
		return p.Entry.Code
	case o.json:
		return json.NewEncoder(e.out).Encode(what(p))
	case p.Node != nil:
		printNode(e, p, o.tree)
	case p.Plan != nil:
		printPlan(e, p.Plan, o.tree)
	default:
		fmt.Fprintf(e.out, "%s  %s\n", e.paint(bold, oneLine(p.Result.Name)), e.paint(dim, p.Result.ID))
		for _, plan := range p.Result.Plans {
			fmt.Fprintln(e.out)
			printPlan(e, plan, o.tree)
		}
		printFindings(e, p.Result)
	}
	return nil
}

func printPlan(e *env, p *gangmu.Plan, tree bool) {
	fmt.Fprintf(e.out, "%s  %s\n", e.paint(dim, p.ID), e.paint(bold, oneLine(orElse(p.Title, e.say(message.NoTitle)))))
	fmt.Fprintln(e.out, "    "+facts(e, p))
	p.Walk(func(n *gangmu.Node) bool {
		printLine(e, n, tree)
		return true
	})
}

// facts are those of a plan that are known, on one line.
func facts(e *env, p *gangmu.Plan) string {
	var out []string
	add := func(known bool, t message.Text) {
		if known {
			out = append(out, oneLine(e.say(t)))
		}
	}
	add(p.Issuer != "", message.Issuer(p.Issuer))
	add(p.Year > 0, message.Year(p.Year))
	add(p.DocNumber != "", message.DocNumber(p.DocNumber))
	add(p.Date != "", message.Date(p.Date))
	add(len(p.Measures) > 0, message.Entries(len(p.Measures)))
	return strings.Join(out, e.say(message.Comma))
}

// printLine prints a node under its parent: in a tree its heading, else its own text.
func printLine(e *env, n *gangmu.Node, tree bool) {
	text := oneLine(n.OwnText)
	if tree {
		text = oneLine(n.Label + orElse(n.Heading, strings.TrimPrefix(n.OwnText, n.Label)))
		text = cut(text, 72)
	}
	note := ""
	if n.OrdinalPrinted != n.Ordinal {
		note = "  " + e.say(message.Renumbered(n.OrdinalPrinted, n.Ordinal))
	}
	fmt.Fprintf(e.out, "%s%s%s\n", strings.Repeat("  ", n.Level+1), text, e.paint(mark, note))
}

func printNode(e *env, p *pipeline.Place, tree bool) {
	n := p.Node
	fmt.Fprintf(e.out, "%s  %s\n", e.paint(bold, oneLine(orElse(p.Plan.Title, p.Result.Name))), e.paint(dim, shortID(p.Entry.ID)+"/"+p.Plan.ID+"/"+n.Path))
	if n.Page > 0 {
		fmt.Fprintln(e.out, "    "+e.say(message.Page(n.Page)))
	}
	for _, u := range n.Units {
		fmt.Fprintln(e.out, "    "+e.say(message.Responsible(oneLine(u))))
	}
	for _, d := range n.Deadlines {
		fmt.Fprintln(e.out, "    "+e.say(message.Deadline(oneLine(d))))
	}
	printLine(e, n, tree)
	sub := gangmu.Plan{Sections: n.Children}
	sub.Walk(func(n *gangmu.Node) bool {
		printLine(e, n, tree)
		return true
	})
}

func printFindings(e *env, r *gangmu.Result) {
	if len(r.Findings) == 0 {
		return
	}
	fmt.Fprintln(e.out, "\n"+e.say(message.Findings))
	for _, f := range r.Findings {
		fmt.Fprintf(e.out, "  %s  %s\n", oneLine(e.say(message.Finding(f))), e.paint(dim, cut(oneLine(f.Evidence), 60)))
	}
}

// what is the thing that an ID names.
func what(p *pipeline.Place) any {
	switch {
	case p.Node != nil:
		return p.Node
	case p.Plan != nil:
		return p.Plan
	}
	return p.Result
}
