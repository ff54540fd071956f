package segment

import (
	"slices"
	"strings"
)

// The tail of a plan is what stands under it: signature, date, copies, remarks.

const (
	maxTailLine = 60  // a line of a tail is no longer
	maxTailText = 160 // nor is a tail in a text without line ends
)

// tailStart is where the tail of the draft begins in the view, d.to if it has none. The
// tail never reaches back over the last label.
func tailStart(v *view, d *draft) int {
	last := d.from
	if n := len(d.choices); n > 0 {
		last = d.choices[n-1].to
	}
	if v.runOn {
		return runOnTail(v, d, last)
	}
	start, seen := d.to, false
	end := d.to
	for end > last {
		from := end
		for from > last && v.runes[from-1] != '\n' {
			from--
		}
		if from == last && last > d.from {
			break // the line of the last label
		}
		line := strings.ReplaceAll(string(v.runes[from:end]), " ", "")
		kind := tailLine(line)
		if within(v.attachments, skipBlanks(v, from)) {
			kind = tailSign
		}
		if strings.ContainsRune(v.raw(from, end), '\t') {
			kind = tailNone // a row of a table
		}
		if kind == tailNone {
			break
		}
		if kind != tailBlank {
			start = from
			seen = seen || kind == tailSign
		}
		end = from - 1
	}
	if !seen {
		return d.to
	}
	return start
}

type tailKind int

const (
	tailNone tailKind = iota
	tailBlank
	tailSign   // an office or a date: what makes a tail
	tailRemark // what goes with one
)

func tailLine(line string) tailKind {
	n := len([]rune(line))
	switch {
	case n == 0:
		return tailBlank
	case strings.HasPrefix(line, "抄送") || strings.HasPrefix(line, "抄报") || strings.HasPrefix(line, "主送") || strings.HasPrefix(line, "分送"):
		return tailSign
	case n > maxTailLine:
		return tailNone
	case strings.HasPrefix(line, "附件:"):
		return tailSign
	case chineseDate(line) != "" && (n <= maxDateLine || strings.HasSuffix(line, "印发") || strings.HasSuffix(line, "印")), officeEnd(line) != "" && !strings.ContainsAny(line, "。，；：:"):
		return tailSign
	case strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") && n <= 40 && !strings.Contains(line, "单位:"):
		return tailSign
	case strings.HasPrefix(line, "联系人") || strings.HasPrefix(line, "联系电话"):
		return tailRemark
	case strings.HasPrefix(line, "注:") || strings.HasPrefix(line, "备注:"):
		return tailRemark
	}
	return tailNone
}

// runOnTail finds a tail in a text without line ends: what follows the last stop, if it
// is an office, a date or a remark in brackets.
func runOnTail(v *view, d *draft, last int) int {
	to := d.to
	end := trimRight(v.runes, last, to)
	stop := end
	if stop > last && v.runes[stop-1] == '。' {
		return to
	}
	for stop > last && v.runes[stop-1] != '。' && end-stop < maxTailText {
		stop--
	}
	if stop == last || end-stop >= maxTailText {
		return to
	}
	if v.runes[stop] == '(' { // the remark of the last measure: (县水利局牵头，各乡镇参加)
		if to := stop + slices.Index(v.runes[stop:end], ')') + 1; to > stop && namesRole(string(v.runes[stop:to])) {
			if stop = to; skipBlanks(v, stop) >= end {
				return d.to
			}
		}
	}
	text := string(v.runes[stop:end])
	if k := strings.LastIndexByte(text, ':'); k > 0 { // a field of the last measure
		if lead := draftOffice(d); lead != "" {
			if i := strings.LastIndex(text, lead); i > k {
				return stop + utf8Len(text[:i])
			}
		}
		if i := utf8Len(text[:k]); hasField(v.runes[stop:stop+i+1], i) {
			return to
		}
	}
	if chineseDate(text) != "" || officeEnd(text) != "" || strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		return stop
	}
	return to
}

// namesRole reports whether a remark tells who does what.
func namesRole(remark string) bool {
	for _, v := range roleVerbs {
		if strings.Contains(remark, v.verb) {
			return true
		}
	}
	return strings.Contains(remark, "单位") || strings.Contains(remark, "部门") || strings.Contains(remark, "科室")
}

// draftOffice is the office that the title of d begins with.
func draftOffice(d *draft) string {
	if d.title == nil {
		return ""
	}
	return leadingOffice(d.title.text)
}

// hasField reports whether the name of a field stands before the colon at i.
func hasField(r []rune, i int) bool {
	_, c := fieldBefore(r, i)
	return c != colNone
}
