package segment

import (
	"strings"
	"sync"
)

// genres are the words that titles of official texts end with (文种, and the names
// that plans go by), longest first where one ends with another.
var genres = []string{
	"工作计划", "行动计划", "实施计划", "年度计划", "五年计划", "计划",
	"工作要点", "要点",
	"实施方案", "行动方案", "工作方案", "总体方案", "试点方案", "改革方案", "方案",
	"实施意见", "指导意见", "若干意见", "安排意见", "工作意见", "意见",
	"工作安排", "安排", "工作打算", "打算", "工作思路",
	"若干措施", "措施", "预案", "规划", "纲要",
	"暂行办法", "管理办法", "实施办法", "办法", "实施细则", "细则", "工作规则", "规则", "若干规定", "规定", "制度", "条例",
	"责任分解表", "任务分解表", "分解表", "责任分解", "任务分解", "任务分工", "分工表", "任务清单", "清单", "台账", "一览表", "样图",
	"通知", "通告", "公告", "通报", "工作报告", "报告", "工作总结", "总结", "批复", "决定", "的函",
}

// kindsOfText are what genres come down to.
var kindsOfText = []string{"计划", "要点", "方案", "意见", "安排", "措施", "预案", "规划", "纲要", "办法", "细则", "规则", "规定", "制度", "条例", "清单", "分解表", "分工表", "台账", "一览表", "分工", "责任分解", "任务分解", "打算", "通知", "通告", "公告", "通报", "报告", "总结", "批复", "决定", "函", "样图"}

// genreOf is the kind of text that a title names last: 计划 of …年工作总结和…年工作计划.
func genreOf(title string) string {
	best, at := "", -1
	for _, k := range kindsOfText {
		if i := strings.LastIndex(title, k); i >= 0 && i+len(k) > at {
			best, at = k, i+len(k)
		}
	}
	return best
}

// genresByEnd are the genres by their last code point.
var genresByEnd = sync.OnceValue(func() map[rune][][]rune {
	m := map[rune][][]rune{}
	for _, g := range genres {
		r := []rune(g)
		m[r[len(r)-1]] = append(m[r[len(r)-1]], r)
	}
	return m
})

// endsWithGenre reports whether title, folded, ends with a genre, perhaps followed by a
// remark in brackets: （试行）, （征求意见稿）, （2024年版）. Blanks do not count.
func endsWithGenre(title []rune) bool {
	t := trimBlanks(title)
	if len(t) > 0 && t[len(t)-1] == ')' {
		for i := len(t) - 1; i > 0 && len(t)-i <= maxRemark; i-- {
			if t[i] == '(' {
				t = trimBlanks(t[:i])
				break
			}
		}
	}
	if len(t) > 0 && t[len(t)-1] == '》' {
		t = trimBlanks(t[:len(t)-1])
	}
	if len(t) == 0 {
		return false
	}
	for _, g := range genresByEnd()[t[len(t)-1]] {
		if endsWith(t, g) {
			return true
		}
	}
	return false
}

// The longest remark behind a title, brackets included, code points.
const maxRemark = 12

func trimBlanks(r []rune) []rune {
	for len(r) > 0 && isBlank(r[len(r)-1]) {
		r = r[:len(r)-1]
	}
	return r
}

// endsWith reports whether r ends with suffix, blanks in r aside.
func endsWith(r, suffix []rune) bool {
	for k := len(suffix) - 1; k >= 0; k-- {
		if r = trimBlanks(r); len(r) == 0 || r[len(r)-1] != suffix[k] {
			return false
		}
		r = r[:len(r)-1]
	}
	return true
}

// genreEnd is the end of the first genre in title that is not the start of a longer
// word of a title, or -1.
func genreEnd(title []rune) int {
	best := -1
	t := string(title)
	for _, g := range genres {
		if i := strings.Index(t, g); i >= 0 {
			end := len([]rune(t[:i+len(g)]))
			if best < 0 || end < best {
				best = end
			}
		}
	}
	if best < 0 {
		return -1
	}
	for more := true; more; { // 工作方案的通知 is one title, not 工作方案
		more = false
		rest := strings.TrimPrefix(string(title[best:]), "》")
		rest = strings.TrimPrefix(rest, "的")
		for _, g := range genres {
			if strings.HasPrefix(rest, g) {
				best = len(title) - len([]rune(rest)) + len([]rune(g))
				more = true
				break
			}
		}
	}
	return best
}

// isCover reports whether a title is that of a notice which only carries another text.
func isCover(title string) bool {
	for _, w := range []string{"印发", "转发", "批转", "发布", "下发", "公布"} {
		if i := strings.Index(title, w); i >= 0 {
			for _, e := range []string{"通知", "函", "批复", "公告", "意见", "通告", "令"} {
				if strings.HasSuffix(title, e) {
					return true
				}
			}
		}
	}
	return false
}
