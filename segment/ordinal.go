package segment

import (
	"strconv"

	"github.com/gangmu/gangmu"
)

// repairOrdinals sets the ordinals of the members of one list. Printed numbers that
// follow each other are in force as they stand, from whatever number on: lists that
// count through a whole plan are as common as lists that start again. Otherwise the
// position counts: 1 6 7 8 is 1 2 3 4. A list that does not start at 1 keeps the start
// that most of its numbers agree with.
func repairOrdinals(printed []int) []int {
	n := len(printed)
	out := make([]int, n)
	start := printed[0]
	if start != 1 {
		votes := map[int]int{}
		for i, p := range printed {
			votes[p-i]++
		}
		for s, c := range votes {
			if s >= 1 && (c > votes[start] || c == votes[start] && s < start) {
				start = s
			}
		}
	}
	start = max(start, 1)
	for i := range out {
		out[i] = start + i
	}
	return out
}

// setOrdinals repairs the ordinals of nodes, which are the children of one parent, and
// sets their paths. lists says which list of the parent each is in: the members of a
// second list have a letter before their ordinal.
func setOrdinals(nodes []*gangmu.Node, lists []int, parent string) {
	for i := 0; i < len(nodes); {
		j := i + 1
		for j < len(nodes) && lists[j] == lists[i] {
			j++
		}
		printed := make([]int, j-i)
		for k := range printed {
			printed[k] = nodes[i+k].OrdinalPrinted
		}
		for k, o := range repairOrdinals(printed) {
			nodes[i+k].Ordinal = o
			nodes[i+k].Path = joinPath(parent, lists[i], o)
		}
		i = j
	}
}

func joinPath(parent string, list, ordinal int) string {
	p := strconv.Itoa(ordinal)
	if list > 0 && list < 26 {
		p = string(rune('a'+list)) + p
	}
	if parent == "" {
		return p
	}
	return parent + "." + p
}
