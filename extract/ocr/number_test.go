package ocr

import (
	"slices"
	"testing"
)

func TestThinStrokesOfNumbersArePutBackAndShown(t *testing.T) {
	for _, c := range [][2][]string{
		{{"、指导思想", "为做好工作", "二、工作目标"}, {"一、指导思想", "为做好工作", "二、工作目标"}},
		{{"一、指导思想", "为做好工作", "、工作目标"}, {"一、指导思想", "为做好工作", "二、工作目标"}},
		{{"、指导思想", "、工作目标", "三、其他"}, {"一、指导思想", "二、工作目标", "三、其他"}},
		{{"'、工作目标", "为做好工作"}, {"一、工作目标", "为做好工作"}},
		{{"一、指导思想", "（-）强化组织", "（二）健全体系"}, {"一、指导思想", "（一）强化组织", "（二）健全体系"}},
		{{"一、指导思想", "（一）强化组织", "（-）健全体系", "二、重点任务", "()强化宣传"}, {"一、指导思想", "（一）强化组织", "（二）健全体系", "二、重点任务", "(一)强化宣传"}},
		{{"三、工作要求", "（-一-）强化宣传"}, {"三、工作要求", "（一）强化宣传"}},
		{{"、指导思想"}, {"、指导思想"}}, // nothing tells
		{{"一、指导思想", "、工作目标", "四、其他"}, {"一、指导思想", "、工作目标", "四、其他"}}, // two are missing
		{{"“一网通办”、“最多”"}, {"“一网通办”、“最多”"}},
		{{"-8-", "2023年"}, {"-8-", "2023年"}},
	} {
		var lines []Line
		for _, s := range c[0] {
			n := len([]rune(s))
			chars := slices.Repeat([]Char{{Confidence: 0.99}}, n)
			lines = append(lines, Line{Text: s, Chars: chars})
		}
		RepairNumbers(lines)
		for i, l := range lines {
			if l.Text != c[1][i] {
				t.Errorf("%q: %q, want %q", c[0][i], l.Text, c[1][i])
			}
			doubts := 0
			for _, ch := range l.Chars {
				if ch.Confidence < 0.6 {
					doubts++
				}
			}
			if changed := l.Text != c[0][i]; changed != (doubts > 0) || len(l.Chars) != len([]rune(l.Text)) {
				t.Errorf("%q: %d doubts, %d characters", l.Text, doubts, len(l.Chars))
			}
		}
	}
}
