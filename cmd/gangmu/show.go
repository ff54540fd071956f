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
	"github.com/gangmu/gangmu/pipeline"
)

type showOptions struct {
	id                 string
	tree, json, source bool
}

func showCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:      "show",
		Usage:     e.say("显示一个文件、一篇计划或一条措施", "show a document, a plan or a measure"),
		ArgsUsage: "ID",
		Description: e.say(
			"ID 形如 1a2b3c4d、1a2b3c4d/p1、1a2b3c4d/p1/3.2.4，文件编号写前四位以上即可。",
			"ID is like 1a2b3c4d, 1a2b3c4d/p1 or 1a2b3c4d/p1/3.2.4; four characters or more of the document's will do."),
		Flags: []cli.Flag{
			libraryFlag(e), jsonFlag(e),
			&cli.BoolFlag{Name: "tree", Usage: e.say("只显示章节和编号", "headings and numbers only")},
			&cli.BoolFlag{Name: "source", Usage: e.say("输出原文件", "write the file as it was imported")},
		},
		Action: func(c *cli.Context) error {
			o := showOptions{c.Args().First(), c.Bool("tree"), c.Bool("json"), c.Bool("source")}
			if c.NArg() != 1 {
				return usage(e.say("请指明一个编号", "name one ID"))
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
	fmt.Fprintf(e.out, "%s  %s\n", e.paint(dim, p.ID), e.paint(bold, oneLine(orElse(p.Title, e.say("（无标题）", "(no title)")))))
	var facts []string
	add := func(chinese, english, value string) {
		if value != "" && value != "0" {
			facts = append(facts, e.say(chinese, english)+" "+oneLine(value))
		}
	}
	add("单位", "by", p.Issuer)
	add("年度", "year", fmt.Sprint(p.Year))
	add("文号", "number", p.DocNumber)
	add("成文日期", "date", p.Date)
	add("条目", "entries", fmt.Sprint(len(p.Measures)))
	fmt.Fprintln(e.out, "    "+strings.Join(facts, e.say("，", ", ")))
	p.Walk(func(n *gangmu.Node) bool {
		printLine(e, n, tree)
		return true
	})
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
		note = fmt.Sprintf(e.say("  ［印为 %d，应为 %d］", "  [printed %d, read as %d]"), n.OrdinalPrinted, n.Ordinal)
	}
	fmt.Fprintf(e.out, "%s%s%s\n", strings.Repeat("  ", n.Level+1), text, e.paint(mark, note))
}

func printNode(e *env, p *pipeline.Place, tree bool) {
	n := p.Node
	fmt.Fprintf(e.out, "%s  %s\n", e.paint(bold, oneLine(orElse(p.Plan.Title, p.Result.Name))), e.paint(dim, shortID(p.Entry.ID)+"/"+p.Plan.ID+"/"+n.Path))
	if n.Page > 0 {
		fmt.Fprintf(e.out, e.say("    第%d页\n", "    page %d\n"), n.Page)
	}
	for _, u := range n.Units {
		fmt.Fprintf(e.out, e.say("    责任单位 %s\n", "    by %s\n"), oneLine(u))
	}
	for _, d := range n.Deadlines {
		fmt.Fprintf(e.out, e.say("    时限 %s\n", "    due %s\n"), oneLine(d))
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
	fmt.Fprintln(e.out, e.say("\n提示：", "\nfindings:"))
	for _, f := range r.Findings {
		fmt.Fprintf(e.out, "  %s  %s\n", oneLine(f.Message), e.paint(dim, cut(oneLine(f.Evidence), 60)))
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
