package content

import (
	"github.com/gangmu/gangmu/extract/pdf/font"
	"github.com/gangmu/gangmu/extract/pdf/object"
)

// graphics is the part of the graphics state that matters here (8.4, 9.3).
type graphics struct {
	ctm, text, line matrix
	charSpace       float64
	wordSpace       float64
	scale           float64 // horizontal, 1 is normal
	leading         float64
	size            float64
	rise            float64
	mode            int // of rendering text
	thick           float64
	font            *font.Font
}

// A stream is a content stream being run.
type stream struct {
	*interpreter
	graphics
	lexer     *object.Lexer
	resources object.Value
	depth     int
	named     map[string]*font.Font // fonts of resources, by name
	saved     []graphics
	marked    []marked
	path      path
}

// operands is how many the operators need that are of interest; others are passed over.
var operands = map[string]int{
	"q": 0, "Q": 0, "cm": 6, "w": 1, "BT": 0, "Tm": 6, "Td": 2, "TD": 2, "T*": 0, "TL": 1, "Tc": 1, "Tw": 1, "Tz": 1, "Ts": 1, "Tr": 1, "Tf": 2,
	"Tj": 1, "'": 1, "\"": 3, "TJ": 1, "Do": 1, "BMC": 0, "BDC": 2, "EMC": 0, "BI": 0,
	"m": 2, "l": 2, "re": 4, "c": 6, "v": 4, "y": 4, "h": 0, "S": 0, "s": 0, "f": 0, "F": 0, "f*": 0, "B": 0, "B*": 0, "b": 0, "b*": 0, "n": 0,
}

func (c *stream) do(op string, args []object.Value) {
	need, ok := operands[op]
	if !ok || len(args) < need {
		return
	}
	a := args[len(args)-need:]
	switch op {
	case "q":
		if len(c.saved) < maxSaved {
			c.saved = append(c.saved, c.graphics)
		}
	case "Q":
		if n := len(c.saved); n > 0 {
			c.graphics, c.saved = c.saved[n-1], c.saved[:n-1]
		}
	case "cm":
		c.ctm = numbers(a).mul(c.ctm)
	case "w":
		c.thick = a[0].Number()
	case "Do":
		c.paint(a[0].Name())
	case "BI":
		c.inlineImage()
	case "BMC":
		c.marked = append(c.marked, marked{})
	case "BDC":
		c.begin(a[1])
	case "EMC":
		c.end()
	case "m", "l", "re", "c", "v", "y", "h":
		c.build(op, a)
	case "S", "s", "B", "B*", "b", "b*":
		c.stroke()
	case "f", "F", "f*":
		c.fill()
	case "n":
		c.path = path{}
	default:
		c.doText(op, a)
	}
}

func (c *stream) doText(op string, a []object.Value) {
	switch op {
	case "BT":
		c.text, c.line = identity, identity
	case "Tm":
		c.text = numbers(a)
		c.line = c.text
	case "Td":
		c.newLine(a[0].Number(), a[1].Number())
	case "TD":
		c.leading = -a[1].Number()
		c.newLine(a[0].Number(), a[1].Number())
	case "T*":
		c.newLine(0, -c.leading)
	case "TL":
		c.leading = a[0].Number()
	case "Tc":
		c.charSpace = a[0].Number()
	case "Tw":
		c.wordSpace = a[0].Number()
	case "Tz":
		c.scale = a[0].Number() / 100
	case "Ts":
		c.rise = a[0].Number()
	case "Tr":
		c.mode = a[0].Int()
	case "Tf":
		c.font, c.size = c.findFont(a[0].Name()), a[1].Number()
	case "Tj":
		c.show(a[0].Bytes())
	case "'":
		c.newLine(0, -c.leading)
		c.show(a[0].Bytes())
	case "\"":
		c.wordSpace, c.charSpace = a[0].Number(), a[1].Number()
		c.newLine(0, -c.leading)
		c.show(a[2].Bytes())
	case "TJ":
		c.showArray(a[0])
	}
}

func numbers(a []object.Value) (m matrix) {
	for i := range m {
		m[i] = a[i].Number()
	}
	return m
}

func (c *stream) newLine(x, y float64) {
	c.line = c.line.shifted(x, y)
	c.text = c.line
}

// paint runs a form XObject (8.10) or notes an image (8.9).
func (c *stream) paint(name string) {
	x := c.resources.Key("XObject").Key(name)
	switch x.Key("Subtype").Name() {
	case "Image":
		c.image(x.Key("Width").Int(), x.Key("Height").Int())
	case "Form":
		if c.depth >= maxForms {
			return
		}
		g := c.graphics
		if m, ok := matrixOf(x.Key("Matrix")); ok {
			g.ctm = m.mul(g.ctm)
		}
		res := x.Key("Resources")
		if res.IsNull() {
			res = c.resources
		}
		c.run(c.data(x), res, g, c.depth+1)
	}
}
