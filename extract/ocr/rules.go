package ocr

import "math"

// A Segment is a ruling line in a picture.
type Segment struct{ A, B Point }

const (
	ruleScale  = 2    // rules are looked for at half the size
	inkLevel   = 0.72 // share of the paper's brightness below which a pixel is ink
	ruleLength = 0.02 // least length, in shares of the picture's longer side
	ruleLines  = 1.2  // and in heights of the tallest line: print has no stroke as long
	ruleGap    = 4    // pixels, at that size, that a rule may be broken by, as copies break it
	ruleInk    = 0.85 // share of a rule's length that is ink: rows of print have less
	ruleReach  = 3    // pixels, within which two runs are one rule
)

// Ink is where a picture is darker than its paper, at a smaller scale.
type Ink struct {
	W, H  int
	Scale int // pixels of the picture for one of Ink
	dark  []bool
}

// InkOf finds the ink of a grey picture; the darkest pixel of a square counts, so that
// thin lines stay whole.
func InkOf(p *Picture, scale int) Ink {
	paper := paperOf(p)
	k := Ink{W: (p.W + scale - 1) / scale, H: (p.H + scale - 1) / scale, Scale: scale}
	k.dark = make([]bool, k.W*k.H)
	for y := range p.H {
		row := p.Pix[y*p.W : (y+1)*p.W]
		to := k.dark[y/scale*k.W:]
		for x, v := range row {
			if int(v) < 200 && float64(v) < inkLevel*float64(paper.at(x, y)) {
				to[x/scale] = true
			}
		}
	}
	return k
}

// Dark reports whether there is ink at a place; outside there is none.
func (k Ink) Dark(x, y int) bool {
	return x >= 0 && y >= 0 && x < k.W && y < k.H && k.dark[y*k.W+x]
}

// Rules finds the ruling lines of a grey picture, those that slope as its text does and
// those across. skew is in degrees, clockwise; tallest is the height of the
// tallest line.
func (p *Picture) Rules(skew, tallest float64) []Segment {
	k := InkOf(p, ruleScale)
	slope := math.Tan(skew * math.Pi / 180)
	least := int(max(ruleLength*float64(max(p.W, p.H)), ruleLines*tallest) / ruleScale)
	level := trace(k.W, k.H, slope, least, k.Dark)
	upright := trace(k.H, k.W, -slope, least, func(x, y int) bool { return k.Dark(y, x) })
	place := func(x, y float64) Point { return Point{(x + 0.5) * ruleScale, (y + 0.5) * ruleScale} }
	var out []Segment
	for _, r := range level {
		out = append(out, Segment{place(r.from, r.at(r.from)), place(r.to, r.at(r.to))})
	}
	for _, r := range upright {
		out = append(out, Segment{place(r.at(r.from), r.from), place(r.at(r.to), r.to)})
	}
	return out
}

// Ruled is rules without the upright ones that run through lines of print for most of their
// length: where lines stand close and characters in columns, their strokes touch and look
// like a rule. A rule of a table stands between the lines of its cells.
func (p *Page) Ruled(rules []Segment) []Segment {
	var out []Segment
	for _, r := range rules {
		if long := r.B.Y - r.A.Y; long <= math.Abs(r.B.X-r.A.X) || p.print(r) <= long/2 {
			out = append(out, r)
		}
	}
	return out
}

// print is how much of an upright segment lies inside lines of print, pixels.
func (p *Page) print(r Segment) float64 {
	within := 0.0
	for _, l := range p.Lines {
		x0, y0, x1, y1 := l.Quad.Bounds()
		inset := l.Quad.Height() / 2
		if x := (r.A.X + r.B.X) / 2; x0+inset < x && x < x1-inset {
			within += max(0, min(y1, r.B.Y)-max(y0, r.A.Y))
		}
	}
	return within
}

// A run is ink along a sloping line.
type run struct{ from, to, start, slope float64 }

func (r run) at(x float64) float64 { return r.start + r.slope*x }

// trace finds runs of ink at least so long along lines of a slope. Runs close to each
// other are the same line, which is the longest of them.
func trace(w, h int, slope float64, least int, dark func(x, y int) bool) (out []run) {
	shift := int(math.Ceil(math.Abs(slope) * float64(w)))
	for start := -shift; start < h+shift; start++ {
		from, last, ink := -1, -1, 0
		flush := func() {
			if length := last - from + 1; from >= 0 && length >= least && float64(ink) >= ruleInk*float64(length) {
				out = addRun(out, run{float64(from), float64(last), float64(start), slope})
			}
			from = -1
		}
		for x := range w {
			y := start + int(math.Round(slope*float64(x)))
			if !dark(x, y) && !dark(x, y-1) && !dark(x, y+1) {
				if from >= 0 && x-last > ruleGap {
					flush()
				}
				continue
			}
			if from < 0 {
				from, ink = x, 0
			}
			last = x
			ink++
		}
		flush()
	}
	return out
}

func addRun(runs []run, r run) []run {
	for i := len(runs) - 1; i >= 0 && runs[i].start >= r.start-ruleReach; i-- {
		o := runs[i]
		if r.from > o.to || r.to < o.from {
			continue
		}
		o.from, o.to = min(o.from, r.from), max(o.to, r.to)
		runs[i] = o
		return runs
	}
	return append(runs, r)
}
