package zh

import (
	_ "embed"
	"encoding/binary"
	"math"
	"sync"
)

// A lexicon is a trie of words with their weights, used as it lies in the program: nothing
// is loaded or copied, the system reads the pages that are touched. Little endian:
//
//	uint32           number of nodes n, the root among them; a node is known by its number
//	uint32           number of weights w
//	float64 * w      weights: the logarithm of a word's share of all occurrences; [0] is
//	                 that of a character that is no word
//	uint16 * 65536   child of the root by its character, counted from the root's first
//	                 child; 0xFFFF if there is none
//	uint32 * (n+1)   first child of each node; its children end where the next node's begin
//	uint16 * n       character of each node; the children of a node ascend
//	uint16 * n       number of the word's weight; 0 for a node that is only a beginning
//
// The children of a node stand together, nodes in the order of their depth. Characters
// beyond 0xFFFF are in no word. dictionary/make writes it.
type lexicon struct {
	nodes                                int
	weights, starts, first, chars, words string
}

//go:embed dictionary/lexicon.bin
var lexiconFile string

var openedLexicon = sync.OnceValue(func() *lexicon { return openLexicon(lexiconFile) })

func openLexicon(s string) *lexicon {
	l := &lexicon{nodes: int(u32(s, 0))}
	take := func(n int) string {
		part := s[:n]
		s = s[n:]
		return part
	}
	w := int(u32(s, 1))
	take(8)
	l.weights = take(8 * w)
	l.starts = take(2 * 0x10000)
	l.first = take(4 * (l.nodes + 1))
	l.chars = take(2 * l.nodes)
	l.words = take(2 * l.nodes)
	return l
}

func u16(s string, i int) int { return int(s[2*i]) | int(s[2*i+1])<<8 }

func u32(s string, i int) uint32 {
	return uint32(s[4*i]) | uint32(s[4*i+1])<<8 | uint32(s[4*i+2])<<16 | uint32(s[4*i+3])<<24
}

func f64(s string, i int) float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(s[8*i : 8*i+8])))
}

// start is the node of the words that begin with r, -1 if there are none.
func (l *lexicon) start(r rune) int {
	if r >= 0x10000 {
		return -1
	}
	k := u16(l.starts, int(r))
	if k == 0xFFFF {
		return -1
	}
	return k + 1 // the children of the root follow it
}

// next is the child of node by r, -1 if there is none.
func (l *lexicon) next(node int, r rune) int {
	low, high := int(u32(l.first, node)), int(u32(l.first, node+1))
	for low < high {
		mid := int(uint(low+high) >> 1)
		switch c := rune(u16(l.chars, mid)); {
		case c == r:
			return mid
		case c < r:
			low = mid + 1
		default:
			high = mid
		}
	}
	return -1
}

// word is the number of the weight of the word that ends at node, 0 if none does.
func (l *lexicon) word(node int) int { return u16(l.words, node) }

func (l *lexicon) weight(k int) float64 { return f64(l.weights, k) }

// has reports whether the runes are a word.
func (l *lexicon) has(runes []folded) bool {
	node := l.start(runes[0].r)
	for _, x := range runes[1:] {
		if node < 0 {
			return false
		}
		node = l.next(node, x.r)
	}
	return node >= 0 && l.word(node) > 0
}
