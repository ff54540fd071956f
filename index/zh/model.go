package zh

import (
	_ "embed"
	"sync"
)

// A model is the hidden Markov model that jieba finds words by which no dictionary has: a
// character begins a word, ends it, stands in its middle or is one itself. Little endian:
//
//	float64 * 4          start, logarithms of probability, in the order begin, end, middle, single
//	float64 * 4 * 4      transition, from by row
//	uint32               number of characters n
//	uint16 * n           characters, ascending
//	float64 * 4 * n      emission
//
// dictionary/make writes it.
type model struct {
	begin        [4]float64
	move         [4][4]float64
	chars, emits string
}

//go:embed dictionary/model.bin
var modelFile string

var openedModel = sync.OnceValue(func() *model { return openModel(modelFile) })

// The states of a character.
const (
	beginning = iota
	ending
	middle
	single
	states
)

// impossible is the logarithm of a probability of nothing, as jieba has it.
const impossible = -3.14e100

func openModel(s string) *model {
	m := &model{}
	for i := range states {
		m.begin[i] = f64(s, i)
		for j := range states {
			m.move[i][j] = f64(s, states+states*i+j)
		}
	}
	s = s[8*(states+states*states):]
	n := int(u32(s, 0))
	m.chars = s[4 : 4+2*n]
	m.emits = s[4+2*n:]
	return m
}

// emit are the logarithms of the probability of r in each state.
func (m *model) emit(r rune) [states]float64 {
	out := [states]float64{impossible, impossible, impossible, impossible}
	low, high := 0, len(m.chars)/2
	for low < high {
		mid := (low + high) / 2
		switch c := rune(u16(m.chars, mid)); {
		case c == r:
			for y := range out {
				out[y] = f64(m.emits, states*mid+y)
			}
			return out
		case c < r:
			low = mid + 1
		default:
			high = mid
		}
	}
	return out
}
