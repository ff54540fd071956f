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

// Strokes that touch from line to line are no rule; one between two cells is.
func TestARuleDoesNotRunThroughPrint(t *testing.T) {
	line := func(x0, y0, x1, y1 float64) Line {
		return Line{Quad: Quad{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}}
	}
	p := &Page{Lines: []Line{
		line(100, 100, 700, 130), line(100, 132, 700, 162), line(100, 164, 700, 194),
		line(100, 400, 380, 430), line(420, 400, 700, 430),
	}}
	strokes := Segment{Point{300, 105}, Point{300, 190}}
	between := Segment{Point{400, 380}, Point{400, 450}}
	level := Segment{Point{100, 450}, Point{700, 451}}
	got := p.Ruled([]Segment{strokes, between, level})
	if len(got) != 2 || got[0] != between || got[1] != level {
		t.Errorf("kept %v", got)
	}
}
