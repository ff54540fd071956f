package message

// The command search, its flags and what is wrong with them.
var (
	SearchUsage       = text("检索措施", "search the measures")
	SearchArguments   = text("检索词...", "WORDS...")
	SearchDescription = text(
		`全部命中的（精确）排在前面，部分命中的（相关）在后；加引号的词组须连续出现；空格表示都要，OR 表示任一，- 表示不要。
可按栏目检索：标题:双拥 单位:财政局 章节:保障措施 责任单位:人社局 主题:双拥 计划:1a2b3c4d/p1 年份:2022..2024 期限:<2024-06
例：gangmu search '(军车 OR 军用车辆) 停放 -单位:交通 年份:2023..'
不要的词写在其他检索词之后（就业 -gdp），单独写时放在 -- 之后（-- -gdp）。资料库中的 synonyms.txt 可写自己的同义词，每行一组：双拥办 = 拥军办`,
		`What has all of it (exact) comes first, what has a part (related) behind. Words in quotes must stand in a row; a blank
means and, OR means or, - means not. Fields: title: bureau: section: unit: topic: plan: year:2022..2024 due:<2024-06
Words that are not wanted go behind others (employment -gdp), or behind -- (-- -gdp). Synonyms of your own go into synonyms.txt in the library, a group a line: a = b`)

	AllFlag    = text("只看精确命中的", "exact hits only")
	SortFlag   = text("`次序`：relevance 相关度、year 年度、bureau 单位、place 原文次序", "`ORDER`: relevance, year, bureau or place")
	FacetFlag  = text("按`栏目`计数：bureau year plan topic section unit", "count by `FACET`: bureau year plan topic section unit")
	UnderFlag  = text("与 --facet section 合用：只数这个`章节`的下一级", "with --facet section: the headings one level under this `HEADING`")
	AbsentFlag = text("列出有计划而没有精确命中的单位", "name the bureaus that have plans but no exact hit")
	LimitFlag  = text("每页`几`条", "`N` hits a page")
	AfterFlag  = text("上一页给出的`值`，接着往下看", "the `VALUE` that the page before gave")

	LimitIs = text("--limit 须在 1 到 10000 之间", "--limit is 1 to 10000")
)

// What a search found.
var (
	NothingFound = text("没有找到。", "nothing found")
	Related      = text("相关", "related")
	NobodyAbsent = text("有计划的单位都有精确命中。", "every bureau that has plans has an exact hit")
)

// Hits counts the hits of a query without words.
func Hits(total int, bureaus string) Text { return text("共 %d 条%s", "%d hits%s", total, bureaus) }

// HitsExact counts the hits and how many have all of the query.
func HitsExact(total, exact int, bureaus string) Text {
	return text("共 %d 条，其中精确 %d 条%s", "%d hits, %d of them exact%s", total, exact, bureaus)
}

// DidYouMean is another spelling.
func DidYouMean(query string) Text { return text("您是不是要找：%s", "did you mean: %s", query) }

// Page is a page by its number, in a line with other things.
func Page(n int) Text { return text("第%d页", "p. %d", n) }

// NextPage tells how to see more.
func NextPage(after string) Text {
	return text("下一页：加 --after %s", "next page: add --after %s", after)
}

// Absent names the bureaus that promise nothing.
func Absent(n int, names string) Text {
	return text("有计划而没有精确命中的单位 %d 个：%s", "%d bureaus have plans and no exact hit: %s", n, names)
}

// NoBureau: no bureau is called like this.
func NoBureau(asked string) Text {
	return text("资料库里没有名称含“%s”的单位。", "the library has no bureau called “%s”", asked)
}

// BureausLike names the bureaus that are called like this.
func BureausLike(asked, names string) Text {
	return text("与“%s”相符的单位：%s", "bureaus like “%s”: %s", asked, names)
}
