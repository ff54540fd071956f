// Package page holds what a page of a PDF shows: glyphs, ruling lines and how much of it
// images cover. Both readers make it, and layout reads it.
//
// Coordinates are points from the top left corner of the page as it is shown, x to the
// right and y down.
package page

import "math"

// A Page is what one page shows. Glyphs are in the order in which they were painted.
type Page struct {
	Number        int // from 1
	Width, Height float64
	Glyphs        []Glyph
	Rules         []Rule
	Images        int     // number of images painted
	Cover         float64 // share of the page that images cover, 0 to 1
	DPI           float64 // resolution of the finest image, 0 if unknown
	Curves        int     // curved segments of shapes that were painted
	Strings       int     // strings that were shown, whatever they read
	Damaged       bool    // something of it could not be read
	Skew          float64 // degrees clockwise by which lines slope beside the turn of their glyphs
}

// A Glyph is a character as shown.
type Glyph struct {
	X, Y  float64 // the origin, on the baseline; for Vertical ones the middle of the upper edge
	Width float64 // advance, along the line
	Size  float64 // font size
	Text  string
	Font  string
	Bold  bool

	Turn      int16 // degrees clockwise by which the line is turned, 0 to 359
	Vertical  bool  // the line runs down
	Invisible bool  // painted in no color, as the text over a scan is

	Recognized bool    // read in a picture of the page
	Confidence float32 // of a recognised one, 0 to 1
}

// A Rule is a ruling line, horizontal or vertical.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// Horizontal reports whether the rule runs from left to right.
func (r Rule) Horizontal() bool { return r.X1-r.X0 >= r.Y1-r.Y0 }

// Turned is the page turned back by 90, 180 or 270 degrees, so that lines that were turned
// so far read from left to right.
func (p *Page) Turned(degrees int16) *Page {
	q := *p
	at := func(x, y float64) (float64, float64) { return x, y }
	switch degrees {
	case 90:
		at = func(x, y float64) (float64, float64) { return y, p.Width - x }
		q.Width, q.Height = p.Height, p.Width
	case 180:
		at = func(x, y float64) (float64, float64) { return p.Width - x, p.Height - y }
	case 270:
		at = func(x, y float64) (float64, float64) { return p.Height - y, x }
		q.Width, q.Height = p.Height, p.Width
	}
	q.Glyphs = make([]Glyph, len(p.Glyphs))
	for i, g := range p.Glyphs {
		g.X, g.Y = at(g.X, g.Y)
		g.Turn = (g.Turn - degrees + 360) % 360
		q.Glyphs[i] = g
	}
	q.Rules = make([]Rule, len(p.Rules))
	for i, r := range p.Rules {
		x0, y0 := at(r.X0, r.Y0)
		x1, y1 := at(r.X1, r.Y1)
		q.Rules[i] = Rule{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
	}
	return &q
}

// A Cover adds up what of a page is covered, on a grid: where two images lie over another
// the place counts once.
type Cover struct {
	width, height float64
	cells         [grid][grid]bool
}

const grid = 48

// NewCover begins with an empty page.
func NewCover(width, height float64) *Cover { return &Cover{width: width, height: height} }

// Add covers a rectangle.
func (c *Cover) Add(x0, y0, x1, y1 float64) {
	if c.width <= 0 || c.height <= 0 || math.IsNaN(x0+y0+x1+y1) {
		return
	}
	cell := func(v, size float64) int { return int(max(0, min(math.Round(v/size*grid), grid))) }
	for i := cell(y0, c.height); i < cell(y1, c.height); i++ {
		for k := cell(x0, c.width); k < cell(x1, c.width); k++ {
			c.cells[i][k] = true
		}
	}
}

// Share is the part of the page that is covered.
func (c *Cover) Share() float64 {
	n := 0
	for i := range c.cells {
		for _, covered := range c.cells[i] {
			if covered {
				n++
			}
		}
	}
	return float64(n) / (grid * grid)
}
