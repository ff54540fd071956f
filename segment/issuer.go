package segment

import (
	"regexp"
	"strings"
)

// signed is an office and a date at the end of a text without line ends.
var signed = regexp.MustCompile(`(\p{Han}{2,30}?)\s*(?:[12][0-9O]\d\d年\d{1,2}月\d{1,2}日|[一二][〇○零O一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)`)

// issuer finds the office that issues a plan: the one in the covering notice's title or
// signature, else in the plan's own title, else in its signature, else at its head. A
// signature that ends with the title's office, or names the whole of it, is fuller and
// wins.
func issuer(d *draft, cover, front, foot, planTitle string) string {
	signature := lastSignature(foot)
	if cover != "" && !d.attached || cover != "" && strings.Contains(cover, "关于") {
		if office := coverOffice(cover); office != "" {
			return office
		}
	}
	lead := leadingOffice(strings.ReplaceAll(fold2(planTitle), " ", ""))
	if prefix, ok := strings.CutSuffix(signature, lead); ok && lead != "" && prefix != "" && !regional(strings.TrimPrefix(prefix, "中共")) {
		signature = lead // the end of a sentence has run into it
	}
	if strings.Contains(signature, "、") && strings.ReplaceAll(signature, "、", "") == lead {
		return signature // two offices, which a blank parts in the title
	}
	switch {
	case signature != "" && (lead == "" || strings.HasSuffix(signature, lead) || fuller(signature, lead)):
		return signature
	case lead != "" && !halfNamed(lead):
		return lead
	}
	if office := speaker(front); office != "" && lead == "" {
		return office
	}
	if head := headOffice(front); head != "" && (lead == "" || fuller(head, lead)) {
		return head
	}
	return wholeName(lead, planTitle)
}

// coverOffice is the office that issues a covering notice: the one that its title begins
// with, or its signature.
func coverOffice(cover string) string {
	if i := strings.Index(cover, "印发"); i > 0 && i < 240 {
		if office := offices(cover[:i]); office != "" {
			return office
		}
	}
	if i := strings.Index(cover, "关于"); i > 0 && i < 240 {
		if office := offices(cover[:i]); office != "" {
			return office
		}
	}
	return lastSignature(cover)
}

// fuller reports whether signature is the whole name of what a title names in short:
// 南坪镇 in the title, 南坪镇人民政府 under the plan.
func fuller(signature, lead string) bool {
	if region, ok := strings.CutSuffix(lead, "管委会"); ok && signature == region+"管理委员会" {
		return true
	}
	return strings.HasPrefix(signature, lead) && halfNamed(lead)
}

// halfNamed holds for regions that stand for the body that governs them.
func halfNamed(lead string) bool {
	for _, s := range []string{"镇", "乡", "街道", "管委会"} {
		if strings.HasSuffix(lead, s) {
			return true
		}
	}
	return false
}

// streetTitle is a title that begins with the name of a street, a town or a township.
var streetTitle = regexp.MustCompile(`^(\p{Han}{2,10}?街道)(?:[12]\d{3}|关于|“|办)`)

// wholeName writes out the body that governs a street or a town: 西岭街道 is 西岭街道办事处,
// 柳林镇 is 柳林镇人民政府.
func wholeName(lead, title string) string {
	if r := []rune(lead); len(r) > 1 && (r[len(r)-1] == '镇' || r[len(r)-1] == '乡') {
		return lead + "人民政府"
	}
	if m := streetTitle.FindStringSubmatch(title); m != nil && (lead == "" || lead == m[1]) {
		return m[1] + "办事处"
	}
	return lead
}

// offices joins the names of the offices before 关于 in the title of a joint notice.
func offices(s string) string {
	for _, verb := range []string{"转发", "批转", "印发"} { // 国务院办公厅转发民政部关于…
		s, _, _ = strings.Cut(s, verb)
	}
	s = strings.TrimSuffix(s, "关于")
	var names []string
	for _, n := range strings.FieldsFunc(s, func(r rune) bool { return isBlank(r) || r == '\n' || r == '、' }) {
		if isMark(n) {
			continue
		}
		if officeEnd(n) == "" {
			return ""
		}
		names = append(names, n)
	}
	return strings.Join(names, "、")
}

// isMark holds for what stands over the title of a notice: its secrecy, urgency, red head
// and number.
func isMark(s string) bool {
	return secrecyOf(s) != "" || s == "特急" || s == "加急" || s == "急件" || strings.HasSuffix(s, "文件") || documentNumber.MatchString(s) ||
		strings.HasPrefix(s, "附件") || strings.Trim(s, "0123456789") == ""
}

// In a report to a congress the speaker tells for whom: 我代表市人民政府，向大会报告工作; the
// congress tells the region: 在安平市第七届人民代表大会.
var (
	speaksFor = regexp.MustCompile(`代表(\p{Han}{2,15}?)[,，]?\s*向(?:大会|会议|全会)`)
	congress  = regexp.MustCompile(`在(\p{Han}{2,12}?)第\p{Han}{1,4}届`)
)

// speaker is the office for which a report is given, "" if the text tells none.
func speaker(front string) string {
	m := speaksFor.FindStringSubmatch(front)
	if m == nil || officeEnd(m[1]) == "" {
		return ""
	}
	if c := congress.FindStringSubmatch(front); c != nil && regional(c[1]) {
		for _, level := range []string{"省", "市", "县", "区", "州", "旗", "镇", "乡"} {
			if rest, ok := strings.CutPrefix(m[1], level); ok && strings.HasPrefix(rest, "人民政府") {
				return c[1] + rest
			}
		}
	}
	return m[1]
}

// headOffice is the office that the red head of a text names: …局文件.
func headOffice(front string) string {
	for i, line := range strings.Split(front, "\n") {
		line = strings.ReplaceAll(line, " ", "")
		if name, ok := strings.CutSuffix(line, "文件"); ok && officeEnd(name) != "" && utf8Len(name) <= maxOffice {
			return name
		}
		if i > 8 {
			break
		}
	}
	return ""
}

// lastSignature is the office that stands over, or right before, the last date in text.
// The lines that say who printed and who receives the text sign nothing.
func lastSignature(text string) string {
	best := ""
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	for i := len(lines) - 1; i >= 0; i-- {
		if names := strings.Fields(strings.TrimSpace(lines[i])); len(names) == 2 && officeEnd(names[0]) != "" && officeEnd(names[1]) != "" {
			return names[0] + "、" + names[1]
		}
		line := strings.ReplaceAll(strings.TrimSpace(lines[i]), " ", "")
		if n := utf8Len(line); n > 2 && n <= 40 && officeEnd(line) != "" && !strings.ContainsAny(line, "。，；：:、()《》") {
			if two := i > 0 && best == "" && signatureLine(lines[i-1]); two && signatureLine(lines[i]) {
				return strings.ReplaceAll(strings.TrimSpace(lines[i-1]), " ", "") + "、" + line
			}
			return line
		}
	}
	for _, m := range signed.FindAllStringSubmatch(text, -1) {
		name := m[1]
		if i := strings.LastIndexAny(name, "。)"); i >= 0 {
			name = name[i:]
		}
		if officeEnd(name) != "" {
			best = name
		}
	}
	return best
}

// signatureLine reports whether a line is the whole name of an office of some rank: two of
// them over one date sign together.
func signatureLine(line string) bool {
	line = strings.ReplaceAll(strings.TrimSpace(line), " ", "")
	return utf8Len(line) > 5 && utf8Len(line) <= 40 && officeEnd(line) != "" && !strings.ContainsAny(line, "。，；：:、()《》")
}
