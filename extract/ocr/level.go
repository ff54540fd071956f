package ocr

import "math"

// Skew of a picture, for engines that do not find lines that slope by themselves. Ink is
// summed up along lines of every slope that is tried; at the right one sums change most
// from line to line (the projection profile of Postl 1986).

const (
	levelScale = 4   // pixels that ink is looked at in
	steepest   = 5.0 // degrees
	levelStep  = 0.1
	leastSkew  = 0.3 // degrees; turning blurs, and less than that does no harm
)

// Slope is how lines of print in a grey picture slope, in degrees clockwise, to about a pixel
// of the coarse picture in half its width, and up to steepest; 0 where that is less than it costs to turn.
func (p *Picture) Slope() float64 {
	k := InkOf(p, levelScale)
	sums := make([]float64, 2*k.H)
	best, at := 0.0, 0.0
	for step := -int(steepest / levelStep); step <= int(steepest/levelStep); step++ {
		angle := float64(step) * levelStep
		slope := math.Tan(angle * math.Pi / 180)
		clear(sums)
		for y := range k.H {
			for x := range k.W {
				if k.dark[y*k.W+x] {
					if i := y + k.H/2 - int(math.Round(slope*float64(x-k.W/2))); i >= 0 && i < len(sums) {
						sums[i]++
					}
				}
			}
		}
		change := 0.0
		for i := 1; i < len(sums); i++ {
			change += (sums[i] - sums[i-1]) * (sums[i] - sums[i-1])
		}
		if change > best || change == best && math.Abs(angle) < math.Abs(at) {
			best, at = change, angle
		}
	}
	if math.Abs(at) < leastSkew {
		return 0
	}
	return at
}

// Levelled is a grey picture turned about its middle by as much as its lines slope, with
// white in the corners. It has the same size.
func (p *Picture) Levelled(slope float64) *Picture {
	if slope == 0 {
		return p
	}
	out := NewPicture(p.W, p.H, 1)
	for y := range p.H {
		for x := range p.W {
			q := p.Sloping(Point{float64(x), float64(y)}, slope)
			v := float32(255)
			if q.X >= 0 && q.Y >= 0 && q.X <= float64(p.W-1) && q.Y <= float64(p.H-1) {
				var sum [3]float32
				p.sample(q.X, q.Y, &sum)
				v = sum[0]
			}
			out.Pix[y*p.W+x] = uint8(v + 0.5)
		}
	}
	return out
}

// Sloping is where a place of the levelled picture is in this one.
func (p *Picture) Sloping(q Point, slope float64) Point {
	sin, cos := math.Sincos(slope * math.Pi / 180)
	cx, cy := float64(p.W-1)/2, float64(p.H-1)/2
	x, y := q.X-cx, q.Y-cy
	return Point{cx + x*cos - y*sin, cy + x*sin + y*cos}
}
