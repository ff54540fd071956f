package zh

// Words are found as jieba finds them (github.com/fxsjy/jieba and its C++ twin cppjieba):
// the way through all dictionary words whose probabilities have the greatest product; what
// it leaves as single characters is given to a hidden Markov model; and for search, the
// words of two and three characters inside a longer one are added. This is the same as
// cppjieba does, to the last bit of every weight.

// A path cuts runs of Han into words. It may be used again, by one goroutine.
type path struct {
	words *lexicon
	model *model

	weight []float64 // of the best way from a rune to the end
	length []int32   // of the first word on it
	way    [][states]int8
	score  [][states]float64
	out    [][2]int
}

// cut returns the words of runes as ranges, in order, without gaps. The result is valid
// until the next call.
func (p *path) cut(runes []folded) [][2]int {
	p.find(runes)
	p.out = p.out[:0]
	for i := 0; i < len(runes); {
		if n := int(p.length[i]); n > 1 {
			p.out = append(p.out, [2]int{i, i + n})
			i += n
			continue
		}
		j := i + 1
		for j < len(runes) && p.length[j] == 1 {
			j++
		}
		p.unknown(runes, i, j)
		i = j
	}
	return p.out
}

// find finds the best way, from the end.
func (p *path) find(runes []folded) {
	n := len(runes)
	p.weight = append(p.weight[:0], make([]float64, n+1)...)
	p.length = append(p.length[:0], make([]int32, n)...)
	none := p.words.weight(0)
	for i := n - 1; i >= 0; i-- {
		node := p.words.start(runes[i].r)
		best, length := none, int32(1)
		if node >= 0 {
			if k := p.words.word(node); k > 0 {
				best = p.words.weight(k)
			}
		}
		best += p.weight[i+1]
		for j := i + 1; j < n && node >= 0; j++ {
			if node = p.words.next(node, runes[j].r); node < 0 {
				break
			}
			if k := p.words.word(node); k > 0 {
				if w := p.words.weight(k) + p.weight[j+1]; w > best {
					best, length = w, int32(j-i+1)
				}
			}
		}
		p.weight[i], p.length[i] = best, length
	}
}

// unknown cuts runes[from:to] by the model (Viterbi).
func (p *path) unknown(runes []folded, from, to int) {
	n := to - from
	if n == 1 {
		p.out = append(p.out, [2]int{from, to})
		return
	}
	m := p.model
	p.way = append(p.way[:0], make([][states]int8, n)...)
	p.score = append(p.score[:0], make([][states]float64, n)...)
	first := m.emit(runes[from].r)
	for y := range states {
		p.score[0][y] = m.begin[y] + first[y]
	}
	for x := 1; x < n; x++ {
		emit := m.emit(runes[from+x].r)
		for y := range states {
			best, by := impossible, int8(ending)
			for before := range states {
				if w := p.score[x-1][before] + m.move[before][y] + emit[y]; w > best {
					best, by = w, int8(before)
				}
			}
			p.score[x][y], p.way[x][y] = best, by
		}
	}
	state := int8(ending)
	if p.score[n-1][ending] < p.score[n-1][single] {
		state = single
	}
	at := len(p.out)
	end := to
	for x := n - 1; x >= 0; x-- { // backwards: a word starts after one that ended
		next := p.way[x][state]
		if x > 0 && (next == ending || next == single) {
			p.out = append(p.out, [2]int{from + x, end})
			end = from + x
		}
		state = next
	}
	p.out = append(p.out, [2]int{from, end})
	for i, j := at, len(p.out)-1; i < j; i, j = i+1, j-1 {
		p.out[i], p.out[j] = p.out[j], p.out[i]
	}
}
