package segment

import (
	"strings"
	"unicode/utf8"
)

// officeEnd is the ending by which name is the name of an office, or "".
func officeEnd(name string) string {
	if name == "国务院" {
		return name
	}
	last, _ := utf8.DecodeLastRuneInString(name)
	if last == '办' && endsInVerb(name) {
		return ""
	}
	for _, e := range officeEndings()[last] {
		if len(name) > len(e) && strings.HasSuffix(name, e) {
			return e
		}
	}
	return ""
}

// endsInVerb reports whether the 办 that a name ends with is the end of a verb: 任务督办.
func endsInVerb(name string) bool {
	for _, verb := range []string{"督办", "主办", "承办", "协办", "举办", "交办", "查办", "转办"} {
		if strings.HasSuffix(name, verb) {
			return true
		}
	}
	return false
}

// The longest name of an office, code points.
const maxOffice = 36

// leadingOffice is the longest name of an office at the start of a title, or "". A year or
// 关于印发 may stand before it; what comes behind is a year, the subject or 关于, not the
// rest of a word.
func leadingOffice(title string) string {
	title = afterYear(title)
	if i := strings.Index(title, "关于"); i > 0 {
		if name := strings.TrimSpace(title[:i]); officeEnd(name) != "" {
			return name
		}
	}
	for _, verb := range []string{"关于印发", "关于转发", "印发", "转发"} {
		if rest, ok := strings.CutPrefix(title, verb); ok {
			title = afterYear(strings.TrimPrefix(rest, "《"))
		}
	}
	best := ""
	r := []rune(title)
	if len(r) == 0 || !isHan(r[0]) && !strings.ContainsRune("X×*", r[0]) {
		return ""
	}
	for i := 2; i <= len(r) && i <= maxOffice; i++ {
		if strings.ContainsRune("《》，。、：:", r[i-1]) || isDigit(r[i-1]) {
			break
		}
		if name := string(r[:i]); officeEnd(name) != "" && officeFollows(string(r[i:])) {
			best = name
		}
	}
	return best
}

// afterYear is a title without the year that it begins with.
func afterYear(title string) string {
	if m := arabicYear.FindStringIndex(title); m != nil && m[0] == 0 {
		return strings.TrimPrefix(strings.TrimPrefix(title[m[1]:], "度"), "全")
	}
	return title
}

// notAfterOffice are words that go on the last word of what looks like the name of an
// office: 办 in 办理 and 部 in 部门 are no ends of names.
var notAfterOffice = []string{
	"理", "法", "门", "分", "署", "事", "公", "长", "员", "级", "队", "区", "会", "落", "镇", "村", "领", "面", "于", "属", "托", "办", "厅", "室", "局", "党", "人民", "政府", "校", "机关",
	"主义", "建设", "保障", "治理", "服务", "管理", "所", "委", "组", "支", "部", "校", "工委", "学", "院",
	"创建", "评选", "评定", "认定", "申报", "遴选", "命名",
}

func officeFollows(rest string) bool {
	if rest == "" {
		return false
	}
	for _, w := range notAfterOffice {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return true
}
