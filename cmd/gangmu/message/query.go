package message

import "github.com/gangmu/gangmu/index/query"

// Flags of a query that have a value they cannot have.
var (
	BadCursor = text("--after 不是上一页给出的值。", "--after is not a value that a page gave")
	BadSort   = text("--sort 只能是 relevance、year、bureau 或 place。", "--sort is relevance, year, bureau or place")
	BadFacet  = text("--facet 只能是 bureau、year、plan、topic、section 或 unit。", "--facet is bureau, year, plan, topic, section or unit")
)

// BadQuery points at the character of a query that cannot be understood; the first is 1.
func BadQuery(character int, reason query.Reason) Text {
	return text("检索式第 %d 个字处：%s。", "the query cannot be understood at character %d: %s", character, queryReasons[reason])
}

// queryReasons say what can be wrong with a query.
var queryReasons = map[query.Reason]Text{
	query.NoWord:        text("没有可检索的字词", "no word to search for"),
	query.OpenQuote:     text("引号没有配对", "the quote is not closed"),
	query.OpenBracket:   text("左括号没有配对", "the bracket is not closed"),
	query.LoneBracket:   text("右括号没有配对", "the bracket was not opened"),
	query.NothingToJoin: text("缺少检索词", "nothing to join here"),
	query.NoValue:       text("冒号后面缺少内容", "the field has no value"),
	query.BadYear:       text("年份写作 2023 或 2022..2024", "years are written 2023 or 2022..2024"),
	query.BadDate:       text("期限写作 2024-06、<2024-06-15 或 2024-01..2024-06", "dates are written 2024-06, <2024-06-15 or 2024-01..2024-06"),
	query.TooLong:       text("检索式过长", "the query is too long"),
	query.TooDeep:       text("括号层数过多", "brackets are nested too deeply"),
}
