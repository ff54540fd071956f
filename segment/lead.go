package segment

import (
	"regexp"
)

// A lead is what stands between the last label and a 1. It tells where the list that the 1
// opens belongs:
//
//	二、重点工作            leadOwn: the labelled line itself announces the list
//	1.引进人才，包括：
//
//	3.国防教育周活动。       leadAnnounced: a paragraph of its own announces another list
//	十月份：                under the same parent
//	1.秋季运动会。
//
//	3.国防教育周活动。       leadBreak: a paragraph of its own, which announces nothing
//	各校要高度重视。
//	1.秋季运动会。
type lead int8

const (
	leadNone lead = iota // a labelled line that is complete
	leadOwn
	leadAnnounced
	leadBreak
)

// announces are words of a paragraph that a list follows.
var announces = regexp.MustCompile(`(?:如下|以下|下列|下面|[几两三四五六七八九十]个?(?:方面|问题|重点|环节|阶段|步骤|任务|项工作|项任务)[^。]{0,8})[^。]{0,12}[。：:]?$`)

// The longest paragraph that is looked at for words that announce a list, code points.
const maxAnnouncement = 400

// leadBefore tells what stands before c.
func leadBefore(v *view, c *candidate) lead {
	end := c.from
	for end > 0 && isBlank(v.runes[end-1]) {
		end--
	}
	if !c.atLine && !v.runOn {
		if v.get(end-1) == ':' {
			return leadOwn
		}
		return leadNone
	}
	if c.atLine && tableHeadBefore(v, end) {
		return leadAnnounced
	}
	for end > 0 && (isBlank(v.runes[end-1]) || v.runes[end-1] == '\n') {
		end--
	}
	start := paragraphStart(v, end)
	if v.runOn {
		start = sentenceStart(v, end)
	}
	text := v.runes[min(start, end):end] // nothing but blanks may stand before c
	colon := len(text) > 0 && text[len(text)-1] == ':'
	switch {
	case len(text) == 0:
		return leadNone
	case labelled(v, start):
		if colon {
			return leadOwn
		}
		return leadNone
	case isField(text) && !(colon && !fieldAt(text, len(text)-1)):
		return leadNone
	case colon || announces.MatchString(string(text[max(0, len(text)-maxAnnouncement):])):
		return leadAnnounced
	}
	return leadBreak
}

// How far back the start of a paragraph is looked for, code points.
const maxLead = 2000

// tableHeadBefore reports whether a row of column heads was dropped right before i.
func tableHeadBefore(v *view, i int) bool {
	return i > 0 && i < len(v.runes) && v.pos(i)-v.pos(i-1) > 1 && v.src.isTableHead(v.pos(i)-1)
}

// paragraphStart is the start of the paragraph that ends at end.
func paragraphStart(v *view, end int) int {
	last := end
	for {
		for end > 0 && v.runes[end-1] != '\n' {
			if end--; last-end > maxLead {
				return end
			}
		}
		if end == 0 || !v.continued(end) {
			return skipBlanks(v, end)
		}
		end--
	}
}

// sentenceStart is the start of the sentence that ends at end, or of its line.
func sentenceStart(v *view, end int) int {
	i := end
	for i > 0 && end-i < maxLead && v.runes[i-1] != '\n' && (i == end || !endsParagraph(v.runes[i-1])) {
		i--
	}
	return skipBlanks(v, i)
}

func skipBlanks(v *view, i int) int {
	for isBlank(v.get(i)) {
		i++
	}
	return i
}

// labelled reports whether a label stands at i.
func labelled(v *view, i int) bool {
	for _, l := range scanLabel(v.runes, i) {
		if l.scheme != famBare || !unitAt(v.runes, skipBlanks(v, l.to)) {
			return true
		}
	}
	return false
}

// isField reports whether a paragraph is a field of the ledger: 责任单位：….
func isField(text []rune) bool {
	for i, c := range text[:min(len(text), 2*maxColumnName)] {
		if c == ':' {
			_, col := fieldBefore(text, i)
			return col != colNone && col != colText
		}
	}
	return false
}

// fieldAt reports whether the colon at i of a paragraph is that of a field.
func fieldAt(text []rune, i int) bool {
	_, col := fieldBefore(text, i)
	return col != colNone && col != colText
}
