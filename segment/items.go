package segment

import (
	"sort"
	"strings"

	"github.com/gangmu/gangmu"
)

// An enumeration inside a paragraph: 一是…二是…三是, 一要…二要, 首先…其次…最后, 第一，…第二，,
// 第一步：…第二步：. It is one only if it counts from one and has a second member before the
// paragraph ends, or, where the first one begins a paragraph, at the start of one that
// follows.

var itemWords = [][]rune{[]rune("首先"), []rune("其次"), []rune("再次"), []rune("最后")}

// How far an enumeration is followed, code points.
const maxEnumeration = 6000

// findItems returns the members of the enumerations in the view's [from, to) of p, whose
// nodes are there already. A member runs to the next one, to the next node or to the end
// of the paragraph.
func findItems(s *source, v *view, from, to int, p *gangmu.Plan) []gangmu.Item {
	var items []gangmu.Item
	lists := map[string]int{}
	for i := from; i < to; i++ {
		if _, n, _ := scanItem(v, i); n != 1 || !itemStart(v, i) {
			continue
		}
		node, end := nodeAt(p.Sections, v.pos(i)), p.Span[1]
		path := ""
		if node != nil {
			path, end = node.Path, node.Span[1]
			for _, c := range node.Children {
				if c.Span[0] > v.pos(i) {
					end = min(end, c.Span[0])
				}
			}
		}
		run := itemRun(v, i, min(to, v.index(end)))
		if len(run) < 2 {
			continue
		}
		lists[path]++
		for k, r := range run {
			next := paragraphEnd(v, r[0], min(to, r[0]+maxEnumeration))
			if k+1 < len(run) {
				next = run[k+1][0]
			}
			text := v.span(r[0], trimRight(v.runes, r[1], min(next, to)))
			text[1] = max(min(text[1], end), v.pos(r[1]-1)+1)
			label := v.span(r[0], r[1])
			own := &v.passage
			own.reset()
			own.add(v, r[1], v.index(text[1]))
			items = append(items, gangmu.Item{
				Ledger: readLedger(own, p.Year, nil, nil, 0),
				Span:   label, Label: v.raw(r[0], r[1]), Path: path, List: lists[path], Ordinal: k + 1,
				TextSpan: text, Text: strings.TrimLeft(strings.TrimSpace(s.clean(gangmu.Span{label[1], text[1]})), "，,、：: "),
			})
		}
		i = run[len(run)-1][1] - 1
	}
	return items
}

// itemRun follows the enumeration whose first member stands at i, up to to at the most: the
// labels of its members.
func itemRun(v *view, i, to int) [][2]int {
	form, _, end := scanItem(v, i)
	run := [][2]int{{i, end}}
	paragraphs := v.lineStart(i)
	want := 2
	for k := end; k < min(to, i+maxEnumeration) && (paragraphs || v.runes[k] != '\n'); k++ {
		f, m, e := scanItem(v, k)
		if m == 1 && f == form && itemStart(v, k) {
			break // the next enumeration
		}
		if m > 0 && f == form && itemStart(v, k) && (m == want || form == formWords && m > 1) {
			run = append(run, [2]int{k, e})
			want = m + 1
			k = e - 1
		}
	}
	return run
}

// nodeAt is the innermost of nodes that holds offset i of the text, nil if none does.
func nodeAt(nodes []*gangmu.Node, i int) *gangmu.Node {
	k := sort.Search(len(nodes), func(k int) bool { return nodes[k].Span[1] > i })
	if k == len(nodes) || !nodes[k].Span.Contains(i) {
		return nil
	}
	if n := nodeAt(nodes[k].Children, i); n != nil {
		return n
	}
	return nodes[k]
}

type itemForm int

const (
	formIs    itemForm = iota // 一是
	formMust                  // 一要
	formFirst                 // 第一，
	formWords                 // 首先
	formStep                  // 第一步：, 第一阶段（
)

// scanItem reads the label of an item at i: its form, number (0 if none) and end.
func scanItem(v *view, i int) (itemForm, int, int) {
	if v.get(i) == '第' && isHanNumeral(v.get(i+1)) && (v.get(i+2) == '，' || v.get(i+2) == ',' || v.get(i+2) == '、') {
		n, _ := hanNumber(v.runes[i+1 : i+2])
		return formFirst, n, i + 2
	}
	if n, end := scanStep(v, i); n > 0 {
		return formStep, n, end
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
		if v.get(i) == w[0] && hasPrefix(v.runes[i:], w) {
			return formWords, n + 1, i + len(w)
		}
	}
	return 0, 0, 0
}

// scanStep reads 第一步： and 第一阶段（: their number, 0 if none, and end before the mark.
func scanStep(v *view, i int) (n, end int) {
	if v.get(i) != '第' || !isHanNumeral(v.get(i+1)) {
		return 0, 0
	}
	switch end = i + 3; {
	case v.get(i+2) == '步':
	case v.get(i+2) == '阶' && v.get(i+3) == '段':
		end++
	default:
		return 0, 0
	}
	if !strings.ContainsRune("：:，,(（、 ", v.get(end)) {
		return 0, 0
	}
	n, _ = hanNumber(v.runes[i+1 : i+2])
	return n, end
}

// itemStart reports whether an item may start at i: behind a stop, a comma, a colon or
// at a line start.
func itemStart(v *view, i int) bool {
	if v.lineStart(i) {
		return true
	}
	return strings.ContainsRune("。；;，,:！!", v.get(i-1))
}
