package pdf

import (
	"context"
	"errors"
	"math"

	lp "github.com/ledongthuc/pdf"
)

// A glyph is a character as shown: its place in points from the top left of the page.
type glyph struct {
	x, y  float64 // of the origin, on the baseline
	width float64 // advance to the right
	size  float64 // font size as shown
	text  string
	font  *font
}

// What a page shows.
type shownPage struct {
	glyphs        []glyph
	width, height float64
	image         bool // an image is drawn
	damaged       bool // reading stopped early
}

const (
	maxForms      = 8       // nested form XObjects
	maxPageGlyphs = 1 << 20 // of a page
	maxOperators  = 1 << 24
)

var errStop = errors.New("stop")

// An interpreter runs content streams (ISO 32000-1, 7.8, 8 and 9) for their text.
type interpreter struct {
	ctx   context.Context
	fonts fontCache
	out   *shownPage
	ops   int
}

// graphics is the part of the graphics state that text depends on (8.4, 9.3).
type graphics struct {
	ctm, text, line matrix
	charSpace       float64
	wordSpace       float64
	scale           float64 // horizontal, 1 is normal
	leading         float64
	size            float64
	rise            float64
	font            *font
}

func readPage(ctx context.Context, p page, fonts fontCache) shownPage {
	out := shownPage{}
	g := graphics{scale: 1, text: identity, line: identity}
	g.ctm, out.width, out.height = turned(p)
	in := &interpreter{ctx: ctx, fonts: fonts, out: &out}
	in.run(p.object.Key("Contents"), p.resources, g, 0)
	return out
}

// run interprets one stream. The object layer panics on damaged ones: what was read
// until then stays.
func (in *interpreter) run(stream, resources lp.Value, g graphics, depth int) {
	if depth > maxForms || stream.IsNull() {
		return
	}
	defer func() {
		if recover() != nil {
			in.out.damaged = true
		}
	}()
	c := &content{interpreter: in, resources: resources, graphics: g, depth: depth, named: map[string]*font{}}
	lp.Interpret(stream, func(stack *lp.Stack, op string) {
		if in.ops++; in.ops > maxOperators || in.ops%4096 == 0 && in.ctx.Err() != nil {
			panic(errStop)
		}
		args := make([]lp.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		c.do(op, args)
	})
}

// A content is a stream being run.
type content struct {
	*interpreter
	graphics
	resources lp.Value
	depth     int
	named     map[string]*font // fonts of resources, by name
	saved     []graphics
	marked    []marked
}

// marked is marked content (14.6) that says itself what its glyphs read (14.9.4).
type marked struct {
	actual bool
	text   string
	from   int // glyphs before it
}

// operands is how many the operators need that are of interest; others are passed over.
var operands = map[string]int{
	"q": 0, "Q": 0, "cm": 6, "BT": 0, "Tm": 6, "Td": 2, "TD": 2, "T*": 0, "TL": 1, "Tc": 1, "Tw": 1, "Tz": 1, "Ts": 1, "Tf": 2,
	"Tj": 1, "'": 1, "\"": 3, "TJ": 1, "Do": 1, "BMC": 0, "BDC": 2, "EMC": 0, "BI": 0,
}

func (c *content) do(op string, args []lp.Value) {
	need, ok := operands[op]
	if !ok || len(args) < need {
		return
	}
	a := args[len(args)-need:]
	f := func(i int) float64 { return a[i].Float64() }
	switch op {
	case "q":
		if len(c.saved) < 1<<12 {
			c.saved = append(c.saved, c.graphics)
		}
	case "Q":
		if n := len(c.saved); n > 0 {
			c.graphics, c.saved = c.saved[n-1], c.saved[:n-1]
		}
	case "cm":
		c.ctm = matrix{f(0), f(1), f(2), f(3), f(4), f(5)}.mul(c.ctm)
	case "BT":
		c.text, c.line = identity, identity
	case "Tm":
		c.text = matrix{f(0), f(1), f(2), f(3), f(4), f(5)}
		c.line = c.text
	case "Td":
		c.newLine(f(0), f(1))
	case "TD":
		c.leading = -f(1)
		c.newLine(f(0), f(1))
	case "T*":
		c.newLine(0, -c.leading)
	case "TL":
		c.leading = f(0)
	case "Tc":
		c.charSpace = f(0)
	case "Tw":
		c.wordSpace = f(0)
	case "Tz":
		c.scale = f(0) / 100
	case "Ts":
		c.rise = f(0)
	case "Tf":
		c.font, c.size = c.findFont(a[0].Name()), f(1)
	case "Tj":
		c.show(a[0].RawString())
	case "'":
		c.newLine(0, -c.leading)
		c.show(a[0].RawString())
	case "\"":
		c.wordSpace, c.charSpace = f(0), f(1)
		c.newLine(0, -c.leading)
		c.show(a[2].RawString())
	case "TJ":
		c.showArray(a[0])
	case "Do":
		c.paint(a[0].Name())
	case "BI":
		c.out.image = true
	case "BMC":
		c.marked = append(c.marked, marked{})
	case "BDC":
		c.begin(a[1])
	case "EMC":
		c.end()
	}
}

func (c *content) newLine(x, y float64) {
	c.line = matrix{1, 0, 0, 1, x, y}.mul(c.line)
	c.text = c.line
}

// findFont looks a font up. A file that names many fonts by one name in many resource
// dictionaries has each of them once.
func (c *content) findFont(name string) *font {
	if f := c.named[name]; f != nil {
		return f
	}
	v := c.resources.Key("Font").Key(name)
	key := name + "\x00" + v.Key("BaseFont").Name() + "\x00" + v.String()
	f := c.fonts[key]
	if f == nil {
		f = newFont(v)
		c.fonts[key] = f
	}
	c.named[name] = f
	return f
}

func (c *content) show(s string) {
	if c.font == nil {
		return
	}
	for _, code := range c.font.codec.split(s) {
		if len(c.out.glyphs) >= maxPageGlyphs {
			panic(errStop)
		}
		w := c.font.width(code) / 1000
		m := matrix{c.size * c.scale, 0, 0, c.size, 0, c.rise}.mul(c.text).mul(c.ctm)
		g := glyph{x: m[4], y: m[5], width: w * m[0], size: math.Hypot(m[2], m[3]), text: c.font.text(code), font: c.font}
		c.out.glyphs = append(c.out.glyphs, g)
		if c.font.vertical {
			c.text = matrix{1, 0, 0, 1, 0, -(c.size + c.charSpace)}.mul(c.text)
			continue
		}
		advance := w*c.size + c.charSpace
		if code == " " {
			advance += c.wordSpace
		}
		c.text = matrix{1, 0, 0, 1, advance * c.scale, 0}.mul(c.text)
	}
}

func (c *content) showArray(v lp.Value) {
	for i := range v.Len() {
		x := v.Index(i)
		if x.Kind() == lp.String {
			c.show(x.RawString())
			continue
		}
		d := -x.Float64() / 1000 * c.size
		if c.font != nil && c.font.vertical {
			c.text = matrix{1, 0, 0, 1, 0, d}.mul(c.text)
		} else {
			c.text = matrix{1, 0, 0, 1, d * c.scale, 0}.mul(c.text)
		}
	}
}

// paint runs a form XObject (8.10) or notes an image.
func (c *content) paint(name string) {
	x := c.resources.Key("XObject").Key(name)
	switch x.Key("Subtype").Name() {
	case "Image":
		c.out.image = true
	case "Form":
		g := c.graphics
		if m, ok := matrixOf(x.Key("Matrix")); ok {
			g.ctm = m.mul(g.ctm)
		}
		res := x.Key("Resources")
		if res.IsNull() {
			res = c.resources
		}
		c.run(x, res, g, c.depth+1)
	}
}

func (c *content) begin(props lp.Value) {
	if props.Kind() == lp.Name {
		props = c.resources.Key("Properties").Key(props.Name())
	}
	m := marked{from: len(c.out.glyphs)}
	if t := props.Key("ActualText"); t.Kind() == lp.String {
		m.actual, m.text = true, t.Text()
	}
	c.marked = append(c.marked, m)
}

// end replaces the glyphs of marked content that has an ActualText by one.
func (c *content) end() {
	n := len(c.marked)
	if n == 0 {
		return
	}
	m := c.marked[n-1]
	c.marked = c.marked[:n-1]
	if !m.actual || m.from >= len(c.out.glyphs) {
		return
	}
	all := c.out.glyphs
	first, last := all[m.from], all[len(all)-1]
	first.width = last.x + last.width - first.x
	first.text = m.text
	c.out.glyphs = append(all[:m.from], first)
}
