package ppocr

import (
	"fmt"
	"math"

	"github.com/gangmu/gangmu/extract/ocr"
)

const (
	detectSide = 960 // pixels of the longer side of what the detector sees
	detectStep = 32  // its sides are multiples of it
)

// Mean and deviation of the pictures that the detector learned from: blue, green, red.
var (
	detectMean      = [3]float32{0.406, 0.456, 0.485}
	detectDeviation = [3]float32{0.225, 0.224, 0.229}
)

// detect finds the lines of a picture. Their quads are a little larger than the print.
func (e *Engine) detect(p *ocr.Picture) (quads []ocr.Quad, err error) {
	e.detecting.Lock()
	defer e.detecting.Unlock()
	scale := min(1, detectSide/float64(max(p.W, p.H)))
	side := func(v int) int {
		return max(detectStep, int(math.Round(float64(v)*scale/detectStep))*detectStep)
	}
	w, h := side(p.W), side(p.H)
	planes := p.Planes(w, h)
	in := make([]float32, 3*w*h)
	for c := range 3 {
		a, b := 1/(255*detectDeviation[c]), -detectMean[c]/detectDeviation[c]
		to := in[c*w*h : (c+1)*w*h]
		for i, v := range plane(planes, c) {
			to[i] = v*a + b
		}
	}
	err = e.detector.run(in, []int64{1, 3, int64(h), int64(w)}, func(out []float32, shape []int64) error {
		if len(shape) != 4 || int(shape[2]) != h || int(shape[3]) != w || len(out) < w*h {
			return fmt.Errorf("detector answers with shape %v", shape)
		}
		m := heatmap{out[:w*h], w, h}
		for _, r := range m.regions() {
			quads = append(quads, scaled(r.Quad(), float64(p.W)/float64(w), float64(p.H)/float64(h), p))
		}
		return nil
	})
	return quads, err
}

// plane is the plane for channel c of blue, green, red.
func plane(planes [][]float32, c int) []float32 {
	if len(planes) == 1 {
		return planes[0]
	}
	return planes[2-c]
}

func scaled(q ocr.Quad, sx, sy float64, p *ocr.Picture) ocr.Quad {
	for i, c := range q {
		q[i] = ocr.Point{
			X: max(0, min(c.X*sx, float64(p.W))),
			Y: max(0, min(c.Y*sy, float64(p.H))),
		}
	}
	return q
}
