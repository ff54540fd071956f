package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/pipeline"
)

func searchCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:      "search",
		Usage:     e.say("检索措施", "search the measures"),
		ArgsUsage: e.say("检索词...", "WORDS..."),
		Description: e.say(
			"命中任一词即列出，全部命中的（精确）排在前面；加引号的词组须连续出现。",
			"Any word hits; measures with all of them (exact) come first. Words in quotes must stand in a row."),
		Flags: []cli.Flag{
			libraryFlag(e), jsonFlag(e),
			&cli.StringSliceFlag{Name: "bureau", Aliases: []string{"b"}, Usage: e.say("只看这些`单位`，写名称的一部分即可", "only these `BUREAUS`; part of the name will do")},
			&cli.IntSliceFlag{Name: "year", Aliases: []string{"y"}, Usage: e.say("只看这些`年度`", "only these `YEARS`")},
			&cli.StringFlag{Name: "plan", Usage: e.say("只看标题含此`文字`的计划", "only plans whose title has this `TEXT`")},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 20, Usage: e.say("每页`几`条", "`N` hits a page")},
			&cli.StringFlag{Name: "after", Usage: e.say("上一页给出的`值`，接着往下看", "the `VALUE` that the page before gave")},
		},
		Action: func(c *cli.Context) error {
			q := index.Query{
				Text: strings.Join(c.Args().Slice(), " "), Bureau: c.StringSlice("bureau"), Year: c.IntSlice("year"),
				Plan: c.String("plan"), Limit: c.Int("limit"), After: c.String("after"),
			}
			if q.Limit < 1 || q.Limit > 10_000 {
				return usage(e.say("--limit 须在 1 到 10000 之间", "--limit is 1 to 10000"))
			}
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			return errors.Join(runSearch(c.Context, e, l, q, c.Bool("json")), l.Close())
		},
	}
}

func runSearch(ctx context.Context, e *env, l *pipeline.Library, q index.Query, asJSON bool) error {
	x, err := l.Index()
	if err != nil {
		return err
	}
	a, err := x.Search(ctx, q)
	if err != nil {
		return err
	}
	if asJSON {
		return json.NewEncoder(e.out).Encode(a)
	}
	printAnswer(e, a)
	return nil
}

// printAnswer prints the hits grouped by plan, plans in the order of their best hit.
func printAnswer(e *env, a *index.Answer) {
	if a.Total == 0 {
		fmt.Fprintln(e.out, e.say("没有找到。", "nothing found"))
		return
	}
	exact := ""
	if a.Query != "" {
		exact = fmt.Sprintf(e.say("，其中精确 %d 条", ", %d of them exact"), a.Exact)
	}
	fmt.Fprintf(e.out, e.say("共 %d 条%s%s\n", "%d hits%s%s\n"), a.Total, exact, facetLine(e, a.Facets["bureau"]))
	var plans []string
	hits := map[string][]index.Hit{}
	for _, h := range a.Hits {
		key := h.Document + "/" + h.Plan
		if hits[key] == nil {
			plans = append(plans, key)
		}
		hits[key] = append(hits[key], h)
	}
	for _, key := range plans {
		h := hits[key][0]
		fmt.Fprintf(e.out, "\n%s  %s\n", e.paint(bold, oneLine(orElse(h.Title, h.Name))), e.paint(dim, shortID(h.Document)+"/"+h.Plan))
		for _, h := range hits[key] {
			place := h.Path
			if h.Page > 0 {
				place += fmt.Sprintf(e.say("  第%d页", "  p. %d"), h.Page)
			}
			if !h.Exact && a.Exact > 0 {
				place += e.say("  相关", "  related")
			}
			fmt.Fprintf(e.out, "  %s\n    %s\n", e.paint(dim, place), marked(e, h.Text, h.Highlights))
		}
	}
	if a.Next != "" {
		fmt.Fprintf(e.err, e.say("\n下一页：加 --after %s\n", "\nnext page: add --after %s\n"), a.Next)
	}
}

func facetLine(e *env, facets []index.Facet) string {
	if len(facets) < 2 {
		return ""
	}
	var parts []string
	for _, f := range facets[:min(6, len(facets))] {
		parts = append(parts, fmt.Sprintf("%s %d", oneLine(f.Value), f.Count))
	}
	return e.say("（", " (") + strings.Join(parts, e.say("，", ", ")) + e.say("）", ")")
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// shown is how many code points of a measure are printed, and lead how many of them go
// before the first mark.
const (
	shown = 160
	lead  = 30
)

// marked is the text on one line, cut round its first mark, with the marks painted or in
// brackets.
func marked(e *env, text string, marks []gangmu.Span) string {
	r := []rune(text)
	from, to := 0, len(r)
	if len(r) > shown {
		if len(marks) > 0 {
			from = max(0, min(marks[0][0]-lead, len(r)-shown))
		}
		to = from + shown
	}
	var b strings.Builder
	if from > 0 {
		b.WriteString("…")
	}
	pos := from
	for _, m := range marks {
		if m[0] < pos || m[1] > to {
			continue
		}
		b.WriteString(flat(r[pos:m[0]]))
		if e.color {
			b.WriteString(e.paint(mark, flat(r[m[0]:m[1]])))
		} else {
			b.WriteString("【" + flat(r[m[0]:m[1]]) + "】")
		}
		pos = m[1]
	}
	b.WriteString(flat(r[pos:to]))
	if to < len(r) {
		b.WriteString("…")
	}
	return b.String()
}

// flat is clean text with its line ends and tabs as blanks.
func flat(r []rune) string {
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(clean(string(r)))
}

// Ways to paint text on a terminal that shows colours (ECMA-48, 8.3.117).
const (
	bold = "1"
	dim  = "2"
	mark = "1;33"
)

func (e *env) paint(how, s string) string {
	if !e.color {
		return s
	}
	return "\x1b[" + how + "m" + s + "\x1b[0m"
}
