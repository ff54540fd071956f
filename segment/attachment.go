package segment

import (
	"strings"

	"github.com/gangmu/gangmu"
)

// An attachmentList is what a text says of the texts that come with it:
//
//	附件：1.清源县拥军优属工作实施方案
//	      2.清源县拥军优属工作任务分工表
//
// Its numbers are no measures, its names are no titles. Offsets are the view's.
type attachmentList struct {
	from, to int
	titles   []string // folded, without blanks
}

// The longest name of an attachment, code points.
const maxAttachment = 80

// findAttachments returns the lists of attachments in v, in order.
func findAttachments(v *view) []attachmentList {
	var as []attachmentList
	for i := 0; i+2 < len(v.runes); i++ {
		if v.runes[i] != '附' || !v.lineStart(i) && !sentenceEnd(v, i) {
			continue
		}
		if a := scanAttachments(v, i); a.to > i {
			as = append(as, a)
			i = a.to - 1
		}
	}
	return as
}

// scanAttachments reads a list at i; to is 0 if there is none. 附件1 on a line of its own
// heads the attachment itself.
func scanAttachments(v *view, i int) attachmentList {
	k, n := attachmentMark(v.runes, i)
	if k == 0 || v.get(k) != ':' && n == 0 {
		return attachmentList{}
	}
	if v.get(k) == ':' {
		k++
	}
	a := attachmentList{from: i}
	for next := 1; ; next++ {
		from := skipBlanks(v, k)
		if n > 0 {
			if next > 1 {
				var m int
				if from, m = attachmentMark(v.runes, skipLine(v, k)); from == 0 || m != n+next-1 {
					break
				}
			}
			from = skipMarks(v, from)
		} else if to, m := listNumber(v.runes, skipLine(v, k)); m == next {
			from = to
		} else if next > 1 {
			break
		}
		end := attachmentEnd(v, from)
		if end == from {
			break
		}
		name := string(squeezeRunes(v.runes[from:end]))
		a.titles = append(a.titles, strings.Trim(name, "《》.。;；"))
		a.to, k = end, end
	}
	if n > 0 && len(a.titles) < 2 {
		return attachmentList{} // 附件1 and its title on one line
	}
	return a
}

// attachmentMark reads 附件, 附件1 or 附 at i: its end, 0 if there is none, and its number.
func attachmentMark(r []rune, i int) (end, n int) {
	k := i + 1
	switch {
	case at(r, i) != '附':
		return 0, 0
	case at(r, k) == '件':
		k++
	case at(r, k) != ':':
		return 0, 0
	}
	from := k
	for k-from < 2 && isDigit(at(r, k)) {
		k++
	}
	if k > from {
		return k, atoi(string(r[from:k]))
	}
	return k, 0
}

// listNumber reads the number of an entry, 1. or 2、, at i: its end and the number.
func listNumber(r []rune, i int) (end, n int) {
	for _, l := range scanLabel(r, i) {
		if l.scheme == famArabic || l.scheme == famParen || l.scheme == famHanParen {
			return l.to, l.ordinal
		}
	}
	return i, 0
}

// skipLine is the first offset from i on that is neither a blank nor a line end.
func skipLine(v *view, i int) int {
	for i < len(v.runes) && (isBlank(v.runes[i]) || v.runes[i] == '\n') {
		i++
	}
	return i
}

func skipMarks(v *view, i int) int {
	for i < len(v.runes) && strings.ContainsRune(" :.、", v.runes[i]) {
		i++
	}
	return i
}

// attachmentEnd is the end of the name of an attachment that starts at from: of its line,
// and in a text without line ends of the genre in it. It is from if what stands there is
// no name.
func attachmentEnd(v *view, from int) int {
	end := paragraphEnd(v, from, from+2*maxAttachment)
	if v.runOn {
		window := v.runes[from:min(end, from+maxAttachment)]
		if g := genreEnd(window); g > 0 {
			return from + g
		}
		return from
	}
	end = trimRight(v.runes, from, end)
	if end-from > maxAttachment || end == from || strings.ContainsRune(string(v.runes[from:end-1]), '。') {
		return from
	}
	return end
}

// within reports whether offset i lies in one of the lists.
func within(as []attachmentList, i int) bool {
	for _, a := range as {
		if a.from <= i && i < a.to {
			return true
		}
	}
	return false
}

// attachmentTitles are the names in the lists of [from, to), as printed.
func attachmentTitles(as []attachmentList, from, to int) []string {
	var names []string
	for _, a := range as {
		if from <= a.from && a.from < to {
			for _, t := range a.titles {
				names = append(names, unfoldBrackets(t))
			}
		}
	}
	return names
}

// missingAttachments reports the attachments that are named and not there.
func missingAttachments(v *view, as []attachmentList, o *gangmu.Outline) {
	for _, a := range as {
		for _, t := range a.titles {
			found := false
			for _, p := range o.Plans {
				title := strings.ReplaceAll(fold2(p.Title), " ", "")
				found = found || title != "" && (strings.HasSuffix(title, t) || strings.HasSuffix(t, title))
			}
			if !found {
				o.Findings = append(o.Findings, gangmu.Finding{
					Code: gangmu.PlanMissing, Severity: gangmu.Info, Span: v.span(a.from, a.to),
					Message:  "附件“" + t + "”不在本文件中",
					Evidence: v.src.clipped(v.span(a.from, a.to)),
				})
			}
		}
	}
}
