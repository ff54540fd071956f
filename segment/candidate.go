package segment

import (
	"math"
	"strings"
)

// A candidate is a label at a place where one may stand, with a score for the place:
// above zero it looks like a label, below it does not. Weak candidates stay; the
// sequence decides.
type candidate struct {
	label
	family family // the list it can go on
	score  float64
	auto   bool // the number is one that the word processor generated

	ownCell bool  // it fills a cell or a line
	atLine  bool  // it stands at the start of a line
	lead    lead  // what stands before it
	look    int16 // its place in looks
	looks   *looks
}

// Candidates below this score are never a label.
const minScore = -5

// findCandidates returns the candidates in v in order; of two that overlap the better
// stays.
func findCandidates(v *view, titles []title) []candidate {
	depth := quoteDepth(v.runes)
	auto := autoLabels(v)
	var cs []candidate
	lists := v.attachments
	v.titleEnds = map[int]bool{}
	for _, t := range titles {
		v.titleEnds[skipBlanks(v, t.to)] = true
	}
	for i := range v.runes {
		for len(lists) > 0 && lists[0].to <= i {
			lists = lists[1:]
		}
		if len(lists) > 0 && lists[0].from <= i {
			continue // the numbers of attachments
		}
		var best candidate
		found := false
		for _, l := range scanLabel(v.runes, i) {
			c := candidate{label: l, family: l.scheme}
			if c.family == famBare {
				c.family = famArabic
			}
			c.auto = auto[i] > 0 && auto[i] >= l.to-1
			c.score = placeScore(v, l, depth[i]) + formScore(v, l) + cellScore(v, l)
			if c.auto {
				c.score = math.Max(c.score, 0) + autoBonus
			}
			c.atLine = v.lineStart(l.from) && !v.continued(l.from)
			c.ownCell = v.lineStart(l.from) && (v.get(l.to) == '\n' || cellEnds(v, l.to))
			if !found || c.score > best.score {
				best, found = c, true
			}
		}
		if !found || best.score <= minScore {
			continue
		}
		if n := len(cs); n > 0 && best.from < cs[n-1].to {
			if best.score > cs[n-1].score {
				cs[n-1] = best
			}
			continue
		}
		cs = append(cs, best)
	}
	ls := &looks{}
	for i := range cs {
		c := &cs[i]
		if c.ordinal == 1 {
			c.lead = leadBefore(v, c)
		}
		if b := v.src.blockAt(v.pos(c.from)); b >= 0 && c.atLine && v.src.spans[b][0] == v.pos(c.from) {
			c.look, c.looks = ls.of(&v.src.blocks[b]), ls
		}
	}
	return cs
}

// cellEnds reports whether the tab, or in a row that blanks part the blank, that ends a cell
// stands at i. Tabs are folded to blanks in the view.
func cellEnds(v *view, i int) bool {
	if i >= len(v.runes) || !isBlank(v.runes[i]) {
		return false
	}
	return v.src.text[v.pos(i)] == '\t' || len(v.src.heads) > 0 && v.src.blankRow(v.pos(i))
}

// A number that the word processor generated is a label beyond doubt.
const autoBonus = 4

// autoLabels maps the start of each generated label in v to its end.
func autoLabels(v *view) map[int]int {
	ends := map[int]int{}
	for i := range v.src.blocks {
		if n := len([]rune(v.src.blocks[i].Label)); n > 0 {
			from := v.index(v.src.spans[i][0])
			if from < len(v.runes) && v.pos(from) == v.src.spans[i][0] {
				ends[from] = from + n
			}
		}
	}
	return ends
}

// quoteDepth is, for each rune, how many quotations are open. Quotes are often left open:
// one that is not closed before the sentence ends is none.
func quoteDepth(r []rune) []int8 {
	depth := make([]int8, len(r))
	var open []int
	for i, c := range r {
		switch c {
		case '“', '《':
			open = append(open, i)
		case '”', '》':
			if n := len(open); n > 0 {
				for k := open[n-1]; k <= i; k++ {
					depth[k] = min(depth[k]+1, 100)
				}
				open = open[:n-1]
			}
		case '\n', '。':
			open = open[:0]
		}
	}
	return depth
}

// placeScore says how well a label may stand where it does.
func placeScore(v *view, l label, quotes int8) float64 {
	prev := v.get(l.from - 1)
	k := l.from
	for k > 0 && isBlank(v.runes[k-1]) {
		k--
	}
	lineStart := k == 0 || v.runes[k-1] == '\n'
	score := 0.0
	switch {
	case lineStart && v.continued(l.from):
		score = 0.3
	case lineStart, v.titleEnds[l.from]:
		score = 3
	case isStop(prev):
		score = 2.2
	case prev == ':' || prev == '”' || closesRemark(prev) && v.get(l.to) != '号': // 〔2024〕1号
		score = 1.2
	case isBlank(prev):
		score = 1
	case isHan(prev):
		score = schemes[l.scheme].glued
	default:
		score = -2
	}
	if quotes > 0 {
		score -= 4
	}
	if boxed(v, k) {
		score -= 6
	}
	if prev == '第' || isDigit(prev) || prev == '.' && !lineStart {
		score -= 5
	}
	switch l.scheme {
	case famChapter, famDivision, famPart, famArticle:
		if !lineStart && !v.runOn && !v.titleEnds[l.from] {
			score -= 4
		}
	case famHan:
		if isHan(prev) && !lineStart {
			switch prev {
			case '十', '百', '第', '其', '之', '初', '唯', '统':
				score -= 3
			}
		}
	case famArabic:
		if isHan(prev) && !v.runOn {
			score--
		}
	}
	return score
}

// closesRemark holds for the brackets that close a remark: …（市民政局负责）二、….
func closesRemark(r rune) bool { return r == ')' || r == '】' || r == ']' }

// boxed reports whether a number before which i stands counts boxes, tables or
// attachments: 专栏1, 表2, 附件3.
func boxed(v *view, i int) bool {
	for i > 0 && (isBlank(v.runes[i-1]) || v.runes[i-1] == '\n') {
		i--
	}
	before := string(v.runes[max(0, i-2):i])
	return strings.HasSuffix(before, "专栏") || strings.HasSuffix(before, "附件") || strings.HasSuffix(before, "附表")
}

// formScore says how much a label looks like one by itself and by what follows it.
func formScore(v *view, l label) float64 {
	score := schemes[l.scheme].start
	next := v.get(l.to)
	lineStart := v.lineStart(l.from)
	if l.halved {
		score -= 1.2
		if !lineStart {
			score -= 2
		}
	}
	switch l.scheme {
	case famChapter, famDivision, famPart:
		if isBlank(next) && isHan(v.get(skipBlanks(v, l.to))) { // a heading, not a reference
			score++
		}
	case famArticle:
		if !isBlank(next) {
			score -= 2
		}
	case famHan:
		score += hanForm(v, l, lineStart)
	case famBare:
		score += bareForm(v, l, lineStart)
	case famArabic:
		score += arabicForm(v, l, lineStart)
	}
	return score
}

func hanForm(v *view, l label, lineStart bool) float64 {
	score := 0.0
	next, last := v.get(l.to), v.get(l.to-1)
	if isHanNumeral(next) { // 一、二级
		score -= 4
	}
	if v.get(l.from-1) == '、' && isHanNumeral(v.get(l.from-2)) {
		score -= 4
	}
	switch {
	case isHanNumeral(last): // no stop at all: believed at a line start before a heading
		if !lineStart || v.lineEnd(l.to, l.to+31)-l.to > 30 {
			score -= 4
		} else {
			score -= 1.5
		}
	case last != '、' && last != '丶' && !lineStart:
		score -= 3
		if prev := v.get(l.from - 1); isStop(prev) || closesRemark(prev) || v.titleEnds[l.from] {
			score += 2
		}
	}
	return score
}

func bareForm(v *view, l label, lineStart bool) float64 {
	score := 0.0
	k := l.to
	for isBlank(v.get(k)) {
		k++
	}
	if unitAt(v.runes, k) {
		score -= 4
	}
	if first := v.get(l.from); !isDigit(first) && (!lineStart || k == l.to) { // l加强: hardly
		score -= 3
	}
	prev := v.get(l.from - 1)
	switch {
	case lineStart && k > l.to:
		score += 1.5 // "1　总则", a cell of its own
	case lineStart && v.get(k) == '\n':
		score += 1.5
	case lineStart, v.titleEnds[l.from]:
		score += 0.5
	case runsOnFromHeading(v, l.from):
		score += runOnOne
	case isStop(prev) || closesRemark(prev) && v.get(l.to) != '号' || prev == ':':
		score += afterStop // a sentence does not begin with a number and a verb
	}
	return score
}

// A bare number behind a stop, before something that is not counted.
const afterStop = 1.2

// A bare number that a heading runs into opens a list: （三）支持部队备战打仗1配合驻军…
const runOnOne = 5.2

// The same of a number with its stop.
const runOnFirst = 1.6

// The length of a heading that a bare 1 may follow, code points.
const (
	minRunOnHeading = 3
	maxRunOnHeading = 32
)

// runsOnFromHeading reports whether nothing but a heading stands between i and a label that
// opens one.
func runsOnFromHeading(v *view, i int) bool {
	if i < 1 || !isHan(v.runes[i-1]) && !isBlank(v.runes[i-1]) && v.runes[i-1] != '”' {
		return false
	}
	for k := i - 1; k >= 0 && i-k < maxRunOnHeading; k-- {
		if i-k >= minRunOnHeading && headingLabel(v, k, i) {
			return true
		}
		if !headingRune(v, k) { // a damaged stop, 三·, is part of the label before it
			return headingLabel(v, k-1, i) && !isHan(v.runes[k])
		}
	}
	return false
}

// headingLabel reports whether a label that opens a heading, long enough to end at i, stands
// at k.
func headingLabel(v *view, k, i int) bool {
	for _, l := range scanLabel(v.runes, max(0, k)) {
		if opensHeading(l.scheme) && i-l.to >= minRunOnHeading && !isHanNumeral(v.get(k-1)) {
			return true
		}
	}
	return false
}

func opensHeading(f family) bool {
	switch f {
	case famChapter, famDivision, famPart, famHan, famHanParen:
		return true
	}
	return false
}

// headingRune reports whether the rune at i may stand in a heading that a number runs into.
func headingRune(v *view, i int) bool {
	switch r := v.runes[i]; r {
	case ',', '，', '、', '“', '”', ' ', '(', ')':
		return true
	case '\n':
		return v.continued(i + 1)
	default:
		return isHan(r)
	}
}

func arabicForm(v *view, l label, lineStart bool) float64 {
	score := 0.0
	switch last := v.get(l.to - 1); last {
	case '.':
		if next := v.get(l.to); isHan(next) || next == '“' || next == '《' {
			score += 0.9 // nothing else reads 1.加强
		}
	case ',', ':', '，', '。':
		score -= 1.2
	case '、':
		if isDigit(v.get(l.to)) && !yearAt(v.runes, l.to) { // 3、4号
			if score -= 4; lineStart && countAt(v.runes, l.to) { // 1、2家单位
				score += 2.5
			}
		}
	}
	if l.numeric {
		score -= numericForm
		if prev := v.get(l.from - 1); !lineStart && !isStop(prev) && prev != ':' && !runsOnFromHeading(v, l.from) {
			score -= 3
		}
	}
	if runsOnFromHeading(v, l.from) {
		score += runOnFirst
	}
	if first := v.get(l.from); !isDigit(first) && !lineStart {
		score -= 1.5
	}
	return score
}

// A label whose stop a number follows, 2.12家企业, may be a decimal.
const numericForm = 2.6
