package content

import (
	"math"

	"github.com/gangmu/gangmu/extract/pdf/object"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A path being built (8.5), as far as it can be ruling lines: straight segments and
// rectangles, in the page's coordinates.
type path struct {
	x, y, startX, startY float64
	segments             []page.Rule // as drawn, not in order
	boxes                []page.Rule
	curved               bool
}

const (
	maxThick = 3.0  // points; thicker things are no ruling lines
	minLong  = 4.0  // points; shorter things are none either
	maxPath  = 4096 // segments
)

func (c *stream) build(op string, a []object.Value) {
	p := &c.path
	to := func(i int) (float64, float64) { return c.ctm.at(a[i].Number(), a[i+1].Number()) }
	segment := func(x, y float64) {
		if len(p.segments) < maxPath {
			p.segments = append(p.segments, page.Rule{X0: p.x, Y0: p.y, X1: x, Y1: y})
		}
		p.x, p.y = x, y
	}
	switch op {
	case "m":
		p.x, p.y = to(0)
		p.startX, p.startY = p.x, p.y
	case "l":
		segment(to(0))
	case "h":
		segment(p.startX, p.startY)
	case "re":
		x, y, w, h := a[0].Number(), a[1].Number(), a[2].Number(), a[3].Number()
		x0, y0, x1, y1 := c.ctm.box(x, y, x+w, y+h)
		if len(p.boxes) < maxPath {
			p.boxes = append(p.boxes, page.Rule{X0: x0, Y0: y0, X1: x1, Y1: y1})
		}
	default:
		p.curved = true
		c.out.Curves++
		p.x, p.y = to(len(a) - 2)
	}
}

// stroke turns a path into the lines that it draws.
func (c *stream) stroke() {
	p := c.path
	c.path = path{}
	if c.thick*math.Hypot(c.ctm[0], c.ctm[1]) > 2*maxThick {
		return
	}
	for _, s := range p.segments {
		c.rule(s.X0, s.Y0, s.X1, s.Y1)
	}
	for _, b := range p.boxes {
		c.rule(b.X0, b.Y0, b.X1, b.Y0)
		c.rule(b.X0, b.Y1, b.X1, b.Y1)
		c.rule(b.X0, b.Y0, b.X0, b.Y1)
		c.rule(b.X1, b.Y0, b.X1, b.Y1)
	}
}

// fill takes rectangles that are thin for lines, as word processors draw them.
func (c *stream) fill() {
	p := c.path
	c.path = path{}
	for _, b := range p.boxes {
		c.thin(b)
	}
	if n := len(p.segments); n >= 3 && n <= 5 && !p.curved {
		b := page.Rule{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
		for _, s := range p.segments {
			b = page.Rule{X0: min(b.X0, s.X0, s.X1), Y0: min(b.Y0, s.Y0, s.Y1), X1: max(b.X1, s.X0, s.X1), Y1: max(b.Y1, s.Y0, s.Y1)}
		}
		c.thin(b)
	}
}

func (c *stream) thin(b page.Rule) {
	switch w, h := b.X1-b.X0, b.Y1-b.Y0; {
	case h <= maxThick && w > h:
		c.rule(b.X0, (b.Y0+b.Y1)/2, b.X1, (b.Y0+b.Y1)/2)
	case w <= maxThick:
		c.rule((b.X0+b.X1)/2, b.Y0, (b.X0+b.X1)/2, b.Y1)
	}
}

// rule notes a line that is horizontal or vertical.
func (c *stream) rule(x0, y0, x1, y1 float64) {
	if bad(x0) || bad(y0) || bad(x1) || bad(y1) || len(c.out.Rules) >= maxRules {
		return
	}
	dx, dy := math.Abs(x1-x0), math.Abs(y1-y0)
	if min(dx, dy) > 0.5 || max(dx, dy) < minLong {
		return
	}
	c.out.Rules = append(c.out.Rules, page.Rule{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)})
}
