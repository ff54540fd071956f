package main

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/index"
)

func searchCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:      "search",
		Usage:     e.say("检索措施", "search the measures"),
		ArgsUsage: e.say("检索词...", "WORDS..."),
		Description: e.say(
			`全部命中的（精确）排在前面，部分命中的（相关）在后；加引号的词组须连续出现；空格表示都要，OR 表示任一，- 表示不要。
可按栏目检索：标题:双拥 单位:财政局 章节:保障措施 责任单位:人社局 主题:双拥 计划:1a2b3c4d/p1 年份:2022..2024 期限:<2024-06
例：gangmu search '(军车 OR 军用车辆) 停放 -单位:交通 年份:2023..'`,
			`What has all of it (exact) comes first, what has a part (related) behind. Words in quotes must stand in a row; a blank
means and, OR means or, - means not. Fields: title: bureau: section: unit: topic: plan: year:2022..2024 due:<2024-06`),
		Flags: []cli.Flag{
			libraryFlag(e), jsonFlag(e),
			&cli.StringSliceFlag{Name: "bureau", Aliases: []string{"b"}, Usage: e.say("只看这些`单位`，写名称的一部分即可", "only these `BUREAUS`; part of the name will do")},
			&cli.IntSliceFlag{Name: "year", Aliases: []string{"y"}, Usage: e.say("只看这些`年度`", "only these `YEARS`")},
			&cli.StringFlag{Name: "plan", Usage: e.say("只看标题含此`文字`的计划", "only plans whose title has this `TEXT`")},
			&cli.StringSliceFlag{Name: "topic", Usage: e.say("只看这些`主题`的计划", "only plans on these `TOPICS`")},
			&cli.StringFlag{Name: "section", Usage: e.say("只看这个`章节`之下，各级标题用 / 连接", "only under this `HEADING`; headings joined by /")},
			&cli.StringSliceFlag{Name: "unit", Usage: e.say("只看由这些`责任单位`负责的", "only what these `BODIES` are responsible for")},
			&cli.BoolFlag{Name: "all", Usage: e.say("只看精确命中的", "exact hits only")},
			&cli.StringFlag{Name: "sort", Usage: e.say("`次序`：relevance 相关度、year 年度、bureau 单位、place 原文次序", "`ORDER`: relevance, year, bureau or place")},
			&cli.StringSliceFlag{Name: "facet", Usage: e.say("按`栏目`计数：bureau year plan topic section unit", "count by `FACET`: bureau year plan topic section unit")},
			&cli.StringFlag{Name: "under", Usage: e.say("与 --facet section 合用：只数这个`章节`的下一级", "with --facet section: the headings one level under this `HEADING`")},
			&cli.BoolFlag{Name: "absent", Usage: e.say("列出有计划而没有精确命中的单位", "name the bureaus that have plans but no exact hit")},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 20, Usage: e.say("每页`几`条", "`N` hits a page")},
			&cli.StringFlag{Name: "after", Usage: e.say("上一页给出的`值`，接着往下看", "the `VALUE` that the page before gave")},
		},
		Action: func(c *cli.Context) error {
			q := queryOf(c)
			if q.Limit < 1 || q.Limit > 10_000 {
				return usage(e.say("--limit 须在 1 到 10000 之间", "--limit is 1 to 10000"))
			}
			return e.withIndex(c, func(x searcher) error { return runSearch(c.Context, e, x, q, c.Bool("json")) })
		},
	}
}

// queryOf is the query that arguments and flags ask.
func queryOf(c *cli.Context) index.Query {
	q := index.Query{
		Text: strings.Join(c.Args().Slice(), " "), Bureau: c.StringSlice("bureau"), Year: c.IntSlice("year"), Plan: c.String("plan"),
		Topic: c.StringSlice("topic"), Section: c.String("section"), Unit: c.StringSlice("unit"), Under: c.String("under"),
		Absent: c.Bool("absent"), Limit: c.Int("limit"), After: c.String("after"),
	}
	if c.Bool("all") {
		q.Match = index.MatchAll
	}
	if s := c.String("sort"); s != "relevance" {
		q.Sort = index.Sort(s)
	}
	for _, f := range c.StringSlice("facet") {
		q.Facets = append(q.Facets, index.FacetName(f))
	}
	return q
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
