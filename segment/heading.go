package segment

import "strings"

// A heading is (shares measured on annotated texts):
//
//   - the rest of the label's line, without a stop or with one at its end, when more
//     follows below;
//   - the first sentence of a paragraph, when it is short and the paragraph goes on, or the
//     words before a colon;
//   - in a text that has lost its line ends, what stands between the label and the next
//     label, or one of the stock headings.

// The longest headings, code points.
const (
	maxHeading         = 50
	maxHeadingSentence = 42 // before a body in the same paragraph, of a section
	maxMeasureHeading  = 24 // the same, of a measure
	maxTopic           = 12 // before a colon
)

// heading returns the heading of e in the view as [from, to); they are equal if it has
// none.
func heading(v *view, e *entry) (from, to int) {
	from = e.choice.to
	for from < e.end && (isBlank(v.get(from)) || e.choice.ownCell && v.get(from) == '\n') {
		from++
	}
	end := e.end // of the node's text before its children
	if len(e.children) > 0 {
		end = e.children[0].choice.from
	}
	paragraph := paragraphEnd(v, from, end)
	line := trimRight(v.runes, from, paragraph)
	if line == from {
		return from, from
	}
	if end := setApart(v, e, from, line); end > from {
		return from, end
	}
	section := e.node.Kind == "section"
	more := len(e.children) > 0 || !onlyBlank(v.runes[line:end])
	stop := from
	for stop < line && v.runes[stop] != '。' && !isStop(v.runes[stop]) {
		stop++
	}
	switch {
	case stop == line && line-from <= maxHeading && more && (section || !hasColon(v.runes[from:line])):
		if n := runHeading(v.runes[from:line]); v.runOn && section && n > 0 {
			return from, from + n
		}
		if v.runOn && len(e.children) == 0 {
			break
		}
		return from, trimMarks(v.runes, from, line)
	case section && topicEnd(v.runes[from:line]) > 0:
		return from, from + topicEnd(v.runes[from:line])
	case stop == line-1 && v.runes[stop] == '。' && section && more && stop-from <= maxHeading:
		if n := runHeading(v.runes[from:stop]); v.runOn && n > 0 {
			return from, from + n
		}
		return from, stop
	case stop == line-1 && v.runes[stop] == '。' && len(e.children) > 0 && stop-from <= maxMeasureHeading:
		return from, stop
	case stop < line-1 && v.runes[stop] == '。' && sentenceHeading(v.runes[from:stop], section):
		if n := runHeading(v.runes[from:stop]); v.runOn && section && stop-from > maxTopic && n > 0 {
			return from, from + n
		}
		return from, stop
	}
	if v.runOn && section {
		if n := runHeading(v.runes[from:line]); n > 0 {
			return from, from + n
		}
	}
	if v.runOn {
		if n := stockHeading(v.runes[from:line]); n > 0 {
			return from, from + n
		}
	}
	return from, from
}

// setApart is the end of a heading that is set in other type than what follows it in the
// paragraph, from if there is none.
func setApart(v *view, e *entry, from, line int) int {
	b := v.src.blockAt(v.pos(e.choice.from))
	if b < 0 || v.src.blocks[b].Style.Lead == 0 || v.src.spans[b][0] != v.pos(e.choice.from) {
		return from
	}
	end := v.index(v.src.starts[b] + v.src.blocks[b].Style.Lead)
	if end <= from || end >= line || end-from > maxHeading {
		return from
	}
	return trimMarks(v.runes, from, end)
}

// topicEnd is the length of a topic that a colon parts from what is said of it, 0 if there
// is none: 春节：2月4日至10日放假.
func topicEnd(r []rune) int {
	for i, c := range r {
		switch {
		case c == ':' && i >= 2 && i+1 < len(r):
			return i
		case i >= maxTopic || c == '，' || c == ',' || c == '、' && i > maxTopic/2 || isStop(c):
			return 0
		}
	}
	return 0
}

// paragraphEnd is the end of the paragraph that holds i: of its line, or of the last line
// that goes on the sentence; limit if that comes first.
func paragraphEnd(v *view, i, limit int) int {
	for {
		end := v.lineEnd(i, limit)
		if end >= limit || end >= len(v.runes) || !v.continued(end+1) {
			return end
		}
		i = end + 1
	}
}

func trimRight(r []rune, from, to int) int {
	for to > from && (isBlank(r[to-1]) || r[to-1] == '\n') {
		to--
	}
	return to
}

// trimMarks cuts marks off the end of a heading.
func trimMarks(r []rune, from, to int) int {
	for to > from && strings.ContainsRune("。：:，,；; ", r[to-1]) {
		to--
	}
	return to
}

// sentenceHeading reports whether the first sentence of a paragraph is its heading: it
// is short, and it tells what is done, not how much or by when.
func sentenceHeading(s []rune, section bool) bool {
	limit := maxMeasureHeading
	if section {
		limit = maxHeadingSentence
	}
	if len(s) > limit || len(s) < 2 {
		return false
	}
	commas, amounts := 0, 0
	for i, c := range s {
		switch {
		case c == '，' || c == ',':
			commas++
		case isDigit(c) && (unitAt(s, i+1) || at(s, i+1) == '.'):
			amounts++
		case c == '；' || c == ';' || c == ':':
			return false
		}
	}
	if section {
		return commas <= 3
	}
	return commas <= 1 && amounts == 0
}

// stockHeadings open sections of most plans. Longest first where one begins another.
var stockHeadings = []string{
	"指导思想和基本原则", "指导思想和总体目标", "指导思想和工作目标", "指导思想", "总体要求和主要目标", "总体要求", "总体思路", "总体目标", "基本原则", "工作原则",
	"主要目标", "工作目标", "目标任务", "发展目标", "预期目标", "重点任务", "主要任务", "工作任务", "重点工作", "主要工作", "工作重点", "工作内容", "主要内容",
	"主要措施", "具体措施", "工作措施", "实施步骤", "方法步骤", "工作步骤", "时间安排", "进度安排", "工作安排", "实施范围", "适用范围", "组织实施", "组织领导",
	"组织保障", "保障措施", "工作保障", "工作要求", "有关要求", "相关要求", "监督检查", "考核评价", "任务分工", "职责分工", "工作机制", "形势背景", "现状与问题", "附则", "总则",
}

// stockHeading is the length of the stock heading that r begins with, or 0.
func stockHeading(r []rune) int {
	for _, h := range stockHeadings {
		if p := []rune(h); hasPrefix(r, p) && len(r) > len(p) {
			return len(p)
		}
	}
	return 0
}
