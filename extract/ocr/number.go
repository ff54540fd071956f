package ocr

import (
	"slices"
	"strings"
	"unicode"
)

// RepairNumbers puts back the thin strokes of Han numbers that lines of a page, in reading
// order, have lost: 一 is read as a dash, as a speck, or not at all. Which number it is, the
// numbers of the lines around say; where they do not, what looks like a stroke is 一.
//
//	、指导思想   一、指导思想      二、工作目标 is the next
//	-、工作目标  一、工作目标
//	（-）强化    （一）强化        or 二, after （一）
//
// What was repaired has little confidence afterwards, so that it is shown.
func RepairNumbers(lines []Line) {
	for i := range lines {
		l := &lines[i]
		if len(l.Chars) != len([]rune(l.Text)) {
			continue
		}
		if from, to, enclosed, ok := lost(l.Text); ok {
			if n := wanted(lines, i, enclosed, to > from); n > 0 {
				l.putNumber(from, to, n)
			}
		}
	}
}

// strokes are what a thin stroke or dirt in its place is read as.
const strokes = "-—–－_‘’'\"“”·.：:"

// lost finds where the number of a line is missing: the code points that stand in its
// place, none of them a number.
func lost(line string) (from, to int, enclosed, ok bool) {
	text := []rune(line)
	if len(text) < 4 {
		return
	}
	if enclosed = bracket(text[0]); enclosed {
		from = 1
	}
	for to = from; to < len(text) && to-from < 3 && (strings.ContainsRune(strokes, text[to]) || enclosed && text[to] == '一'); to++ {
	}
	if to+1 >= len(text) || !unicode.Is(unicode.Han, text[to+1]) || enclosed && string(text[from:to]) == "一" {
		return from, to, enclosed, false
	}
	if enclosed {
		return from, to, true, text[to] == '）' || text[to] == ')'
	}
	return from, to, false, text[to] == '、'
}

// wanted is the number that line i needs, 0 if that cannot be told. stroke says that
// something stands in its place.
func wanted(lines []Line, i int, enclosed, stroke bool) int {
	before, after, more := 0, 0, 1 // more is how many lines have lost their number
	for k := i - 1; k >= 0 && before == 0; k-- {
		n, in := numbered(lines[k].Text)
		if enclosed && n > 0 && !in { // the list begins below it
			break
		}
		if n > 0 && in == enclosed {
			before = n
		}
	}
	for k := i + 1; k < len(lines) && after == 0; k++ {
		n, in := numbered(lines[k].Text)
		if enclosed && n > 0 && !in {
			break
		}
		if n > 0 && in == enclosed {
			after = n
		}
		if _, _, in, ok := lost(lines[k].Text); after == 0 && ok && in == enclosed {
			more++
		}
	}
	switch {
	case after == before+more+1, before > 0 && after == 0, before > 0 && after == 1:
		return before + 1
	case before == 0 && after > more:
		return after - more
	case before == 0 && after == 0 && (stroke || enclosed):
		return 1
	}
	return 0
}

// numbered is the Han number that a line begins with, and whether it stands in brackets.
func numbered(line string) (n int, enclosed bool) {
	text := []rune(line)
	if len(text) > 0 && bracket(text[0]) {
		enclosed, text = true, text[1:]
	}
	end := 0
	for end < len(text) && end < 3 && hanNumber(text[end]) {
		end++
	}
	if end == 0 || end == len(text) || enclosed && text[end] != '）' && text[end] != ')' || !enclosed && text[end] != '、' {
		return 0, enclosed
	}
	return slices.Index(hanNumbers, string(text[:end])) + 1, enclosed
}

var hanNumbers = strings.Fields("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十")

// putNumber replaces code points of the line by a number.
func (l *Line) putNumber(from, to, n int) {
	if n > len(hanNumbers) {
		return
	}
	text := []rune(l.Text)
	number := []rune(hanNumbers[n-1])
	at := l.Chars[from].At
	var chars []Char
	for range number {
		chars = append(chars, Char{At: at, Confidence: repaired})
	}
	l.Text = string(slices.Replace(text, from, to, number...))
	l.Chars = slices.Replace(slices.Clone(l.Chars), from, to, chars...)
	l.Confidence = mean(l.Chars)
}
