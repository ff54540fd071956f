package ofd

import (
	"math"
	"strconv"
	"strings"

	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A content is what a page or a template shows (7.7, 8), in points of the page.
type content struct {
	area      area
	fonts     map[string]string
	templates []template
	glyphs    []page.Glyph
	rules     []page.Rule
	images    []picture
	curves    int
	resources []string // further resource files, of a page alone
}

// A template is the use of a template by a page.
type template struct {
	id         string
	foreground bool
}

const (
	maxTemplates = 16 // that a page may use
	maxResources = 16 // files that a page may name
	maxImages    = 500
)

func (c *content) read(s *scanner) error {
	return s.Root(func(name string) error {
		switch name {
		case "Area":
			return c.area.read(s)
		case "Template":
			if len(c.templates) < maxTemplates {
				c.templates = append(c.templates, template{s.Attr("TemplateID"), s.Attr("ZOrder") == "Foreground"})
			}
			return s.Skip()
		case "PageRes":
			t, err := s.Content()
			if len(c.resources) < maxResources {
				c.resources = append(c.resources, string(t))
			}
			return err
		case "Content":
			return s.Each(func(name string) error { return c.object(s, name) })
		}
		return s.Skip()
	})
}

// object reads a graphic object, or what holds some: layers, blocks.
func (c *content) object(s *scanner, name string) error {
	if s.Attr("Visible") == "false" {
		return s.Skip()
	}
	switch name {
	case "TextObject":
		return c.text(s)
	case "ImageObject":
		if len(c.images) < maxImages {
			c.images = append(c.images, pictured(s))
		}
		return s.Skip()
	case "PathObject":
		return c.path(s)
	}
	return s.Each(func(name string) error { return c.object(s, name) })
}

// A place is where an object lies (8.5): its boundary on the page, and how its own
// coordinates become those of the boundary. In millimetres.
type place struct {
	boundary [4]float64 // x, y, width, height
	ctm      [6]float64
}

func placed(s *scanner) place {
	p := place{ctm: [6]float64{1, 0, 0, 1, 0, 0}}
	copy(p.boundary[:], numbers(s.Attr("Boundary")))
	if m := numbers(s.Attr("CTM")); len(m) == 6 {
		copy(p.ctm[:], m)
	}
	return p
}

// at gives a point of the object's coordinates in points of the page.
func (p *place) at(x, y float64, a area) (float64, float64) {
	m := p.ctm
	return (p.boundary[0] + m[0]*x + m[2]*y + m[4] - a.x) * pointsOf, (p.boundary[1] + m[1]*x + m[3]*y + m[5] - a.y) * pointsOf
}

// bounds is the boundary in points of the page.
func (p place) bounds(a area) (x0, y0, x1, y1 float64) {
	b := p.boundary
	return (b[0] - a.x) * pointsOf, (b[1] - a.y) * pointsOf, (b[0] + b[2] - a.x) * pointsOf, (b[1] + b[3] - a.y) * pointsOf
}

// text reads a text object (11.2): runs of characters with the steps between them.
func (c *content) text(s *scanner) error {
	p := placed(s)
	size, scale := number(s.Attr("Size")), 1.0
	if h := number(s.Attr("HScale")); h > 0 {
		scale = h
	}
	run := page.Glyph{
		Font: c.fonts[s.Attr("Font")], Size: size * math.Hypot(p.ctm[2], p.ctm[3]) * pointsOf, Bold: number(s.Attr("Weight")) >= 600,
		Turn: turn(p.ctm), Vertical: s.Attr("ReadDirection") == "90" && s.Attr("CharDirection") != "90",
		Invisible: s.Attr("Alpha") == "0",
	}
	return s.Each(func(name string) error {
		if name != "TextCode" {
			return s.Skip()
		}
		x, y := number(s.Attr("X")), number(s.Attr("Y"))
		dx, dy := s.Long("DeltaX"), s.Long("DeltaY")
		t, err := s.Content()
		if err != nil {
			return err
		}
		text := []rune(strings.Trim(string(t), "\r\n"))
		c.place(run, p, text, x, y, steps(dx, len(text)), steps(dy, len(text)), size*scale)
		return nil
	})
}

// place puts the characters of a run on the page. The first stands at x, y; each further
// one a step away, or where none is given the width that such a character usually has.
func (c *content) place(run page.Glyph, p place, text []rune, x, y float64, dx, dy []float64, size float64) {
	along := math.Hypot(p.ctm[0], p.ctm[1]) * pointsOf
	for i, r := range text {
		width := size * usualWidth(r)
		step, down := width, 0.0
		switch {
		case i < len(dx):
			step = dx[i]
		case i < len(dy):
			step = 0
		}
		if i < len(dy) {
			down = dy[i]
		}
		g := run
		g.Text = string(r)
		g.X, g.Y = p.at(x, y, c.area)
		g.Width = width * along
		if run.Vertical {
			g.X, g.Y, g.Width = g.X+g.Size/2, g.Y-0.88*g.Size, math.Abs(down)*along
			if down == 0 {
				g.Width = g.Size
			}
		} else if step > 0 && step < width {
			g.Width = step * along
		}
		if len(c.glyphs) < maxGlyphs && !math.IsNaN(g.X+g.Y+g.Width+g.Size) && !math.IsInf(g.X+g.Y+g.Width+g.Size, 0) {
			c.glyphs = append(c.glyphs, g)
		}
		x, y = x+step, y+down
	}
}

// usualWidth is the width of a character in sizes of its font.
func usualWidth(r rune) float64 {
	if r < 0x2000 {
		return 0.5
	}
	return 1
}

// turn is by how many degrees clockwise a matrix turns.
func turn(m [6]float64) int16 {
	d := int16(math.Round(math.Atan2(m[1], m[0]) * 180 / math.Pi))
	return (d + 360) % 360
}

// steps reads the steps between n characters: numbers, where "g 3 4.5" is 4.5 three times.
func steps(text string, n int) []float64 {
	var out []float64
	f := strings.Fields(text)
	for i := 0; i < len(f) && len(out) < n; i++ {
		if f[i] != "g" || i+2 >= len(f) {
			out = append(out, number(f[i]))
			continue
		}
		times, _ := strconv.Atoi(f[i+1])
		for k := 0; k < times && len(out) < n; k++ {
			out = append(out, number(f[i+2]))
		}
		i += 2
	}
	return out
}

// number is a number, 0 if it is none or none that a page could have.
func number(s string) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || math.Abs(n) > 1e6 {
		return 0
	}
	return n
}

func numbers(s string) []float64 {
	var out []float64
	for _, f := range strings.Fields(s) {
		out = append(out, number(f))
	}
	return out
}
