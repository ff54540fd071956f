package layout

import (
	"cmp"
	"math"
	"slices"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// An orientation is a direction in which lines run.
type orientation struct {
	turn     int16 // degrees clockwise
	vertical bool  // the characters stand upright and the line runs down
}

// maxOrientations is how many directions of a page are kept apart.
const maxOrientations = 8

// orientations lists the directions of a page, that of most glyphs first.
func orientations(p *page.Page) []orientation {
	count := map[orientation]int{}
	for i := range p.Glyphs {
		count[orientationOf(&p.Glyphs[i])]++
	}
	down := orientation{vertical: true}
	if side := (orientation{turn: 90}); count[down] > count[side] { // Latin between them
		count[down] += count[side]
		delete(count, side)
	}
	out := make([]orientation, 0, len(count))
	for o := range count {
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b orientation) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.turn, b.turn))
	})
	return out[:min(len(out), maxOrientations)]
}

// orientationOf rounds to the axes what is within a few degrees of them.
func orientationOf(g *page.Glyph) orientation {
	turn := g.Turn
	for _, axis := range []int16{0, 90, 180, 270, 360} {
		if d := turn - axis; d >= -3 && d <= 3 {
			turn = axis % 360
		}
	}
	return orientation{turn, g.Vertical}
}

// has reports whether a glyph reads in the direction.
func (o orientation) has(g *page.Glyph) bool {
	of := orientationOf(g)
	return of == o || o.vertical && o.turn == 0 && of == orientation{turn: 90}
}

// A frame is the page turned so that the lines of one orientation read from left to right
// and follow each other downwards.
type frame struct {
	page          *page.Page
	sin, cos      float64
	dx, dy        float64
	width, height float64
	glyphs        []page.Glyph
	rules         []page.Rule
	before        *table // without lines, with which the page before ends
	index, of     int    // which half of a sheet of two pages it is; of is 0 for a whole page
}

func newFrame(p *page.Page, o orientation) *frame {
	f := &frame{page: p, width: p.Width, height: p.Height}
	turn := o.turn
	if o.vertical { // columns from right to left become rows from top to bottom
		turn = (turn + 90) % 360
	}
	f.sin, f.cos = math.Sincos(-(float64(turn) + p.Skew) * math.Pi / 180)
	if turn == 90 || turn == 270 {
		f.width, f.height = p.Height, p.Width
	}
	// The corner of the page that comes out at the top left is the origin.
	x0, y0 := math.Inf(1), math.Inf(1)
	for _, c := range [][2]float64{{0, 0}, {p.Width, 0}, {0, p.Height}, {p.Width, p.Height}} {
		x, y := f.in(c[0], c[1])
		x0, y0 = min(x0, x), min(y0, y)
	}
	f.dx, f.dy = -x0, -y0
	for i := range p.Glyphs {
		g := p.Glyphs[i]
		if g.Text == "" || !o.has(&g) {
			continue
		}
		g.X, g.Y = f.in(g.X, g.Y)
		if g.Vertical { // from the middle of the column to a baseline
			g.Y += 0.38 * g.Size
		}
		f.glyphs = append(f.glyphs, g)
	}
	if turn%90 == 0 {
		for _, r := range p.Rules {
			ax, ay := f.in(r.X0, r.Y0)
			bx, by := f.in(r.X1, r.Y1)
			f.rules = append(f.rules, page.Rule{X0: min(ax, bx), Y0: min(ay, by), X1: max(ax, bx), Y1: max(ay, by)})
		}
	}
	return f
}

// in turns a point of the page into one of the frame.
func (f *frame) in(x, y float64) (float64, float64) {
	return x*f.cos - y*f.sin + f.dx, x*f.sin + y*f.cos + f.dy
}

// out turns a box of the frame into one of the page, in tenths of a point.
func (f *frame) out(b gangmu.Box) gangmu.Box {
	if b == (gangmu.Box{}) {
		return b
	}
	r := gangmu.Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, c := range [][2]float64{{b[0], b[1]}, {b[2], b[1]}, {b[0], b[3]}, {b[2], b[3]}} {
		x, y := c[0]-f.dx, c[1]-f.dy
		x, y = x*f.cos+y*f.sin, -x*f.sin+y*f.cos
		r = gangmu.Box{min(r[0], x), min(r[1], y), max(r[2], x), max(r[3], y)}
	}
	for i := range r {
		r[i] = math.Round(r[i]*10)/10 + 0 // no negative zero
	}
	return r
}
