package synonym

import (
	"strings"

	"github.com/gangmu/gangmu/index/zh"
)

// maxExpanded is how many texts a text expands to at most: several words of it may have
// synonyms.
const maxExpanded = 8

// Expand returns the texts that say the same as text, and those akin to it, folded,
// without text itself: with one or several of its words replaced. A word is replaced only
// where it stands as one: not 军车 in 驻军车辆.
func (s *Set) Expand(text string) (same, akin []string) {
	if s == nil || s.longest == 0 {
		return nil, nil
	}
	t := zh.Fold(text)
	from := t.String()
	places := s.places(t)
	same = expand(from, places, s.same)
	seen := map[string]bool{from: true}
	for _, x := range same {
		seen[x] = true
	}
	for _, base := range append([]string{from}, same...) {
		for _, x := range expand(base, s.places(zh.Fold(base)), s.akin) {
			if !seen[x] && len(akin) < maxExpanded {
				seen[x] = true
				akin = append(akin, x)
			}
		}
	}
	return same, akin
}

// places are the words of the set that stand in t, as bytes of its folded text: from left
// to right, of those that start at one place the longest, none in another.
func (s *Set) places(t *zh.Text) [][2]int {
	text, borders := t.String(), t.Borders()
	var out [][2]int
	for i := 0; i < len(borders)-1; i++ {
		for j := len(borders) - 1; j > i; j-- {
			w := text[borders[i]:borders[j]]
			if len(w) > 4*s.longest || len(s.same[w]) == 0 && len(s.akin[w]) == 0 {
				continue
			}
			out = append(out, [2]int{borders[i], borders[j]})
			i = j - 1
			break
		}
	}
	return out
}

func expand(text string, places [][2]int, by map[string][]string) []string {
	out := []string{""}
	at := 0
	for _, p := range places {
		var next []string
		for _, w := range append([]string{text[p[0]:p[1]]}, by[text[p[0]:p[1]]]...) {
			for _, x := range out {
				if len(next) <= maxExpanded {
					next = append(next, x+text[at:p[0]]+w)
				}
			}
		}
		out, at = next, p[1]
	}
	all := out[:0]
	for _, x := range out {
		if x += text[at:]; x != text {
			all = append(all, strings.Clone(x))
		}
	}
	return all[:min(len(all), maxExpanded)]
}
