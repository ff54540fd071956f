package segment

import (
	"strings"

	"github.com/gangmu/gangmu"
)

// An enumeration inside a paragraph: 一是…二是…三是, 一要…二要, 首先…其次…最后, 第一，…第二，.
// It is one only if it counts from one and has a second member before the paragraph
// ends.

var itemWords = []string{"首先", "其次", "再次", "最后"}

// findItems returns the members of the enumerations in the view's [from, to).
func findItems(v *view, from, to int) []gangmu.Item {
	var items []gangmu.Item
	for i := from; i < to; i++ {
		form, n, end := scanItem(v, i)
		if n != 1 || !itemStart(v, i) {
			continue
		}
		run := [][2]int{{i, end}}
		want := 2
		for k := end; k < to && v.runes[k] != '\n'; k++ {
			f, m, e := scanItem(v, k)
			if f == form && itemStart(v, k) && (m == want || form == formWords && m > 1) {
				run = append(run, [2]int{k, e})
				want = m + 1
				k = e - 1
			}
		}
		if len(run) < 2 {
			continue
		}
		for _, r := range run {
			items = append(items, gangmu.Item{Span: v.span(r[0], r[1]), Label: v.raw(r[0], r[1])})
		}
		i = run[len(run)-1][1] - 1
	}
	return items
}

type itemForm int

const (
	formIs    itemForm = iota // 一是
	formMust                  // 一要
	formFirst                 // 第一，
	formWords                 // 首先
)

// scanItem reads the label of an item at i: its form, number (0 if none) and end.
func scanItem(v *view, i int) (itemForm, int, int) {
	if v.get(i) == '第' && isHanNumeral(v.get(i+1)) && (v.get(i+2) == '，' || v.get(i+2) == ',' || v.get(i+2) == '、') {
		n, _ := hanNumber(v.runes[i+1 : i+2])
		return formFirst, n, i + 2
	}
	if isHanNumeral(v.get(i)) && !isHanNumeral(v.get(i-1)) {
		k := i + 1
		for isHanNumeral(v.get(k)) && k-i < 2 {
			k++
		}
		n, ok := hanNumber(v.runes[i:k])
		switch {
		case !ok:
		case v.get(k) == '是' && v.get(k+1) != '一':
			return formIs, n, k + 1
		case v.get(k) == '要':
			return formMust, n, k + 1
		}
	}
	for n, w := range itemWords {
		if r := []rune(w); hasPrefix(v.runes[min(i, len(v.runes)):], r) {
			return formWords, n + 1, i + len(r)
		}
	}
	return 0, 0, 0
}

// itemStart reports whether an item may start at i: behind a stop, a comma, a colon or
// at a line start.
func itemStart(v *view, i int) bool {
	if v.lineStart(i) {
		return true
	}
	return strings.ContainsRune("。；;，,:！!", v.get(i-1))
}
