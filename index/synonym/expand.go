package synonym

import (
	"strings"

	"github.com/gangmu/gangmu/index/zh"
)

// maxExpanded is how many texts a text expands to at most: several words of it may have
// synonyms.
const maxExpanded = 8

// Expand returns the texts that say the same as text, and those akin to it, folded,
// without text itself: with one or several of its words replaced. A short word is replaced
// only where it stands as one: not 军车 in 驻军车辆.
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

// whole is how many characters a word has that is taken wherever it stands: what two
// characters say can be by chance (军车 in 驻军车辆), and what the dictionary does not know,
// like the names that a user writes, may be cut anywhere.
const whole = 3

// places are the words of the set that stand in t, as bytes of its folded text: from left
// to right, of those that start at one place the longest, none in another.
func (s *Set) places(t *zh.Text) [][2]int {
	text := t.String()
	border := map[int]bool{}
	for _, b := range t.Borders() {
		border[b] = true
	}
	var starts []int // of characters
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	var out [][2]int
	for i := 0; i < len(starts)-1; i++ {
		for n := min(s.longest, len(starts)-1-i); n > 0; n-- {
			from, to := starts[i], starts[i+n]
			w := text[from:to]
			if len(s.same[w]) == 0 && len(s.akin[w]) == 0 || n < whole && (!border[from] || !border[to]) {
				continue
			}
			out = append(out, [2]int{from, to})
			i += n - 1
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
