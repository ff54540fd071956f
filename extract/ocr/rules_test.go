package ocr

import (
	"math"
	"testing"
)

func TestRulesAreFoundWhereTheyStand(t *testing.T) {
	for _, skew := range []float64{0, 1.5, -1.5} {
		p := NewPicture(800, 1000, 1)
		for i := range p.Pix {
			p.Pix[i] = 240
		}
		slope := math.Tan(skew * math.Pi / 180)
		dot := func(x, y float64) {
			for d := range 2 { // two pixels thick
				if x, y := int(x)+d, int(y)+d; x >= 0 && y >= 0 && x < p.W && y < p.H {
					p.Pix[y*p.W+x] = 30
				}
			}
		}
		for x := 100; x < 700; x++ {
			dot(float64(x), 500+slope*float64(x))
		}
		for y := 300; y < 600; y++ {
			dot(400-slope*float64(y), float64(y))
		}
		for x := 100; x < 700; x++ { // print: strokes with gaps
			if x%30 < 22 {
				dot(float64(x), 200+slope*float64(x))
			}
		}
		rules := p.Rules(skew, 40)
		if len(rules) != 2 {
			t.Fatalf("skew %v: %d rules: %v", skew, len(rules), rules)
		}
		if l := rules[0]; math.Abs(l.A.X-100) > 4 || math.Abs(l.B.X-700) > 4 || math.Abs(l.A.Y-(500+slope*100)) > 6 {
			t.Errorf("skew %v: level rule %v", skew, l)
		}
		if l := rules[1]; math.Abs(l.A.Y-300) > 8 || math.Abs(l.B.Y-600) > 8 || math.Abs(l.A.X-(400-slope*300)) > 6 {
			t.Errorf("skew %v: upright rule %v", skew, l)
		}
	}
}
