package ocr

import "math"

// Planes scales the picture to w by h: one plane of values 0 to 255 for every channel.
// Each pixel is the mean of what it covers, weighted by a triangle as wide as it is; thin
// strokes fade and do not break.
func (p *Picture) Planes(w, h int) [][]float32 {
	across, down := newTaps(p.W, w), newTaps(p.H, h)
	n := p.Channels
	out := make([][]float32, n)
	for c := range out {
		out[c] = make([]float32, w*h)
	}
	rows := make([][]float32, p.H) // scaled across, made when they are needed
	var spare [][]float32
	gone := 0
	for y := range h {
		for ; gone < down.first[y]; gone++ {
			if rows[gone] != nil {
				spare, rows[gone] = append(spare, rows[gone]), nil
			}
		}
		for j, k := range down.weights[y] {
			source := down.first[y] + j
			if rows[source] == nil {
				var row []float32
				if len(spare) > 0 {
					row, spare = spare[len(spare)-1], spare[:len(spare)-1]
				} else {
					row = make([]float32, w*n)
				}
				p.across(source, across, row)
				rows[source] = row
			}
			for c := range out {
				to, from := out[c][y*w:(y+1)*w], rows[source][c*w:(c+1)*w]
				for x, v := range from {
					to[x] += k * v
				}
			}
		}
	}
	return out
}

// across scales row y into planes, one after the other.
func (p *Picture) across(y int, t taps, row []float32) {
	n := p.Channels
	w := len(t.first)
	source := p.Pix[y*p.W*n : (y+1)*p.W*n]
	for x := range w {
		for c := range n {
			var sum float32
			i := t.first[x]*n + c
			for _, k := range t.weights[x] {
				sum += k * float32(source[i])
				i += n
			}
			row[c*w+x] = sum
		}
	}
}

// taps are, for each pixel of a scaled row, the pixels that it is made of.
type taps struct {
	first   []int
	weights [][]float32 // sum 1
}

func newTaps(from, to int) taps {
	t := taps{make([]int, to), make([][]float32, to)}
	scale := float64(from) / float64(to)
	reach := max(1, scale)
	for i := range to {
		middle := (float64(i)+0.5)*scale - 0.5
		low, high := int(math.Ceil(middle-reach)), int(math.Floor(middle+reach))
		first := max(low, 0)
		weights := make([]float32, min(high, from-1)-first+1)
		var sum float32
		for k := low; k <= high; k++ {
			if v := float32(1 - math.Abs(float64(k)-middle)/reach); v > 0 {
				weights[min(max(k, 0), from-1)-first] += v
				sum += v
			}
		}
		for k := range weights {
			weights[k] /= sum
		}
		t.first[i], t.weights[i] = first, weights
	}
	return t
}
