package ocr

import "math"

// maxSamples bounds the samples a side for one pixel of a strip.
const maxSamples = 4

// Strip samples the quad of a line into w by h pixels: planes of values 0 to 255, one for
// every channel, each a mean of as many samples as it covers pixels.
func (p *Picture) Strip(q Quad, w, h int) [][]float32 {
	samples := min(maxSamples, max(1, int(math.Round(distance(q[0], q[3])/float64(h)))))
	n := float64(samples)
	ax, ay := (q[1].X-q[0].X)/(float64(w)*n), (q[1].Y-q[0].Y)/(float64(w)*n)
	bx, by := (q[3].X-q[0].X)/(float64(h)*n), (q[3].Y-q[0].Y)/(float64(h)*n)
	out := make([][]float32, p.Channels)
	for c := range out {
		out[c] = make([]float32, w*h)
	}
	share := 1 / float32(samples*samples)
	right, bottom := float64(p.W-1), float64(p.H-1)
	for y := range h {
		for x := range w {
			var sum [3]float32
			for j := range samples {
				fy := float64(y*samples+j) + 0.5
				for i := range samples {
					fx := float64(x*samples+i) + 0.5
					p.sample(clamp(q[0].X+ax*fx+bx*fy-0.5, 0, right), clamp(q[0].Y+ay*fx+by*fy-0.5, 0, bottom), &sum)
				}
			}
			for c := range out {
				out[c][y*w+x] = sum[c] * share
			}
		}
	}
	return out
}

// sample adds what the picture has at a place between pixels, bilinear.
func (p *Picture) sample(x, y float64, sum *[3]float32) {
	x0, y0 := int(x), int(y)
	dx, dy := float32(x)-float32(x0), float32(y)-float32(y0)
	n := p.Channels
	i := (y0*p.W + x0) * n
	right, below := n, p.W*n
	if x0+1 >= p.W {
		right = 0
	}
	if y0+1 >= p.H {
		below = 0
	}
	for c := range n {
		a, b := float32(p.Pix[i+c]), float32(p.Pix[i+right+c])
		d, e := float32(p.Pix[i+below+c]), float32(p.Pix[i+below+right+c])
		upper, lower := a+(b-a)*dx, d+(e-d)*dx
		sum[c] += upper + (lower-upper)*dy
	}
}
