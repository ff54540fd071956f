package content

import (
	"math"

	"github.com/gangmu/gangmu/extract/pdf/font"
	"github.com/gangmu/gangmu/extract/pdf/object"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// findFont looks a font up by the name that the stream's resources give it.
func (c *stream) findFont(name string) *font.Font {
	if f := c.named[name]; f != nil {
		return f
	}
	v := c.resources.Key("Font").Key(name)
	id := v.ID()
	f := c.fonts[id]
	if f == nil || id == 0 {
		f = font.Load(v)
		if id != 0 && len(c.fonts) < maxFonts {
			c.fonts[id] = f
		}
	}
	c.named[name] = f
	return f
}

// Modes of rendering text that paint nothing (9.3.6).
func unpainted(mode int) bool { return mode == 3 || mode == 7 }

// show paints a string (9.4.4).
func (c *stream) show(s string) {
	if s == "" {
		return
	}
	if c.out.Strings++; c.font == nil {
		return
	}
	m := c.text.mul(c.ctm)
	g := page.Glyph{
		Size:      math.Abs(c.size) * math.Hypot(m[2], m[3]) * c.font.Scale,
		Font:      c.font.Name,
		Bold:      c.font.Bold,
		Turn:      turn(m, c.size*c.scale),
		Vertical:  c.font.Vertical,
		Invisible: unpainted(c.mode),
	}
	along, across := math.Hypot(m[0], m[1]), math.Hypot(m[2], m[3])
	x, y := 0.0, 0.0 // text space, from where the string begins
	c.font.Chars(s, func(ch font.Char) {
		if len(c.out.Glyphs) >= maxGlyphs {
			c.err = errLimit
			return
		}
		g.Text = ch.Text
		space := c.charSpace
		if ch.Blank {
			space += c.wordSpace
		}
		if g.Vertical {
			g.X, g.Y = m.at(x, y+c.rise)
			g.Width = math.Abs(ch.Down * c.size * across)
			y += ch.Down*c.size - space
		} else {
			g.X, g.Y = m.at(x, y+c.rise)
			g.Width = math.Abs(ch.Width * c.size * c.scale * along)
			x += (ch.Width*c.size + space) * c.scale
		}
		if !bad(g.X) && !bad(g.Y) && !bad(g.Size) && !bad(g.Width) {
			c.out.Glyphs = append(c.out.Glyphs, g)
		}
	})
	c.text = c.text.shifted(x, y)
}

// bad reports a coordinate that no page has.
func bad(f float64) bool { return math.IsNaN(f) || math.Abs(f) > 1e6 }

// turn is the direction of the line in degrees clockwise, as seen on the page.
func turn(m matrix, size float64) int16 {
	x, y := m[0], m[1]
	if size < 0 {
		x, y = -x, -y
	}
	if y == 0 && x >= 0 {
		return 0
	}
	return int16(math.Round(math.Atan2(y, x)*180/math.Pi)+360) % 360
}

// showArray paints strings that numbers set apart.
func (c *stream) showArray(v object.Value) {
	for i := range v.Len() {
		x := v.At(i)
		if x.Kind() == object.String {
			c.show(x.Bytes())
			continue
		}
		d := -x.Number() / 1000 * c.size
		if c.font != nil && c.font.Vertical {
			c.text = c.text.shifted(0, d)
		} else {
			c.text = c.text.shifted(d*c.scale, 0)
		}
	}
}
