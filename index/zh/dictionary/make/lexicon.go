package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gangmu/gangmu/index/zh"
)

// A node of the trie while it is built.
type node struct {
	char     rune
	weight   float64 // 0 if no word ends here
	children map[rune]*node
}

// packLexicon makes the trie of package zh from lines of "word frequency tag", as cppjieba
// does: of a word that is there twice the last one counts, own after dict. Words that no
// folded run of Han can hold are left out.
func packLexicon(dict, own []byte) ([]byte, error) {
	sum := 0.0
	for line := range strings.Lines(string(dict)) {
		_, f, err := entry(line)
		if err != nil {
			return nil, err
		}
		sum += f
	}
	least := 0.0
	root := &node{}
	for _, file := range [][]byte{dict, own} {
		for line := range strings.Lines(string(file)) {
			w, f, err := entry(line)
			if err != nil {
				return nil, err
			}
			weight := logarithm(f / sum)
			if &file[0] == &dict[0] {
				least = min(least, weight)
			}
			if zh.Fold(w).String() == w {
				root.add(w, weight)
			}
		}
	}
	return layOut(root, least)
}

func entry(line string) (word string, frequency float64, err error) {
	f := strings.Fields(line)
	if len(f) != 3 {
		return "", 0, fmt.Errorf("dictionary line %q", line)
	}
	frequency, err = strconv.ParseFloat(f[1], 64)
	return f[0], frequency, err
}

func (n *node) add(word string, weight float64) {
	for _, r := range word {
		if r < 0x2E80 || r > 0xFFFF {
			return
		}
	}
	for _, r := range word {
		if n.children == nil {
			n.children = map[rune]*node{}
		}
		child := n.children[r]
		if child == nil {
			child = &node{char: r}
			n.children[r] = child
		}
		n = child
	}
	n.weight = weight
}

// layOut writes the nodes in the order of their depth.
func layOut(root *node, least float64) ([]byte, error) {
	nodes := []*node{root}
	var first []uint32
	weights, number := []float64{least}, map[float64]uint16{}
	for i := 0; i < len(nodes); i++ {
		n := nodes[i]
		first = append(first, uint32(len(nodes)))
		var chars []rune
		for r := range n.children {
			chars = append(chars, r)
		}
		slices.Sort(chars)
		for _, r := range chars {
			nodes = append(nodes, n.children[r])
		}
		if n.weight != 0 && number[n.weight] == 0 {
			number[n.weight] = uint16(len(weights))
			weights = append(weights, n.weight)
		}
	}
	if len(weights) > 0xFFFF {
		return nil, fmt.Errorf("%d weights", len(weights))
	}
	first = append(first, uint32(len(nodes)))
	starts := slices.Repeat([]uint16{0xFFFF}, 0x10000)
	for i := range len(root.children) {
		starts[nodes[i+1].char] = uint16(i)
	}
	le := binary.LittleEndian
	b := le.AppendUint32(nil, uint32(len(nodes)))
	b = le.AppendUint32(b, uint32(len(weights)))
	for _, w := range weights {
		b = le.AppendUint64(b, math.Float64bits(w))
	}
	for _, k := range starts {
		b = le.AppendUint16(b, k)
	}
	for _, k := range first {
		b = le.AppendUint32(b, k)
	}
	for _, n := range nodes {
		b = le.AppendUint16(b, uint16(n.char))
	}
	for _, n := range nodes {
		b = le.AppendUint16(b, number[n.weight])
	}
	return b, nil
}
