package main

import (
	"fmt"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// queryFaults are the sentences for what can be wrong with a query.
var queryFaults = map[query.Reason]string{
	query.NoWord:        "没有可检索的字词",
	query.OpenQuote:     "引号没有配对",
	query.OpenBracket:   "括号没有配对",
	query.LoneBracket:   "括号没有配对",
	query.NothingToJoin: "缺少检索词",
	query.NoValue:       "冒号后面缺少内容",
	query.BadYear:       "年份写作 2023 或 2022..2024",
	query.BadDate:       "期限写作 2024-06、<2024-06-15 或 2024-01..2024-06",
	query.TooLong:       "检索式过长",
	query.TooDeep:       "括号层数过多",
}

// queryFault says what is wrong with a query, and at which character.
func queryFault(q *index.QueryError) (chinese, english string) {
	switch q.Reason {
	case query.BadCursor:
		return "--after 不是上一页给出的值。", "--after is not a value that a page gave"
	case query.BadSort:
		return "--sort 只能是 relevance、year、bureau 或 place。", "--sort is relevance, year, bureau or place"
	case query.BadFacet:
		return "--facet 只能是 bureau、year、plan、topic、section 或 unit。", "--facet is bureau, year, plan, topic, section or unit"
	}
	return fmt.Sprintf("检索式第 %d 个字处：%s。", q.Offset+1, queryFaults[q.Reason]),
		fmt.Sprintf("the query cannot be understood at character %d: %s", q.Offset+1, q.Reason)
}
