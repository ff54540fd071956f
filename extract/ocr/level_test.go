package ocr

import (
	"math"
	"testing"
)

// sloping draws lines of print that slope, in degrees clockwise.
func sloping(degrees float64) *Picture {
	p := NewPicture(800, 1000, 1)
	for i := range p.Pix {
		p.Pix[i] = 240
	}
	slope := math.Tan(degrees * math.Pi / 180)
	for line := 100; line < 900; line += 50 {
		for x := 100; x < 700; x++ {
			for h := range 20 {
				if y := line + h + int(math.Round(slope*float64(x-400))); x%26 < 20 && (h%7 < 3 || x%13 < 3) {
					p.Pix[y*p.W+x] = 30
				}
			}
		}
	}
	return p
}

func TestSlopesAreFoundAndTakenAway(t *testing.T) {
	for _, degrees := range []float64{0, 0.5, -1.3, 2.4, -3} {
		p := sloping(degrees)
		slope := p.Slope()
		if math.Abs(slope-degrees) > 0.3 {
			t.Errorf("slope %v, want %v", slope, degrees)
		}
		if left := p.Levelled(slope).Slope(); left != 0 {
			t.Errorf("%v: levelled still slopes by %v", degrees, left)
		}
		if q := p.Sloping(Point{700, 300}, slope); slope > 0 && q.Y <= 300 {
			t.Errorf("%v: what stands right of the middle comes from %v", degrees, q)
		}
	}
	blank := NewPicture(300, 300, 1)
	for i := range blank.Pix {
		blank.Pix[i] = 255
	}
	if blank.Slope() != 0 {
		t.Error("a blank page slopes")
	}
}
