package content

import (
	"bytes"
	"math"

	"github.com/gangmu/gangmu/extract/pdf/object"
)

// image notes an image so many pixels wide and high, which is painted on the unit square.
func (c *stream) image(w, h int) {
	c.out.Images++
	if side := math.Hypot(c.ctm[0], c.ctm[1]); side > 0 && w > 0 && h > 0 {
		c.out.DPI = max(c.out.DPI, 72*float64(w)/side)
	}
	c.cover.Add(c.ctm.box(0, 0, 1, 1))
}

// inlineImage passes over an image in the stream (8.9.7): pairs, ID, bytes, EI. The bytes
// end at an EI that stands alone and that text follows; those of an image that is not
// compressed are counted first.
func (c *stream) inlineImage() {
	pairs := map[string]object.Value{}
	key := ""
	for {
		v, ok := c.lexer.Next()
		if !ok {
			return
		}
		if v.Operator() == "ID" {
			break
		}
		if key == "" {
			key = v.Name()
		} else {
			pairs[key], key = v, ""
		}
	}
	c.image(0, 0)
	c.lexer.Skip(1)
	c.lexer.Skip(rawBytes(pairs))
	for {
		rest := c.lexer.Rest()
		i := bytes.Index(rest, []byte("EI"))
		if i < 0 {
			c.lexer.Skip(len(rest))
			return
		}
		c.lexer.Skip(i + 2)
		if (i == 0 || blank(rest[i-1])) && plain(rest[i+2:]) {
			return
		}
	}
}

// rawBytes is the size of an image without a filter, 0 for others.
func rawBytes(pairs map[string]object.Value) int {
	get := func(long, short string) object.Value {
		if v, ok := pairs[short]; ok {
			return v
		}
		return pairs[long]
	}
	if f := get("Filter", "F"); !f.IsNull() && f.Len() != 0 || f.Name() != "" {
		return 0
	}
	components := 1
	switch get("ColorSpace", "CS").Name() {
	case "RGB", "DeviceRGB":
		components = 3
	case "CMYK", "DeviceCMYK":
		components = 4
	}
	bits := max(1, min(get("BitsPerComponent", "BPC").Int(), 16))
	w, h := get("Width", "W").Int(), get("Height", "H").Int()
	if w <= 0 || h <= 0 || w > 1<<16 || h > 1<<16 {
		return 0
	}
	return (w*components*bits + 7) / 8 * h
}

func blank(b byte) bool { return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0 }

// plain reports whether what follows an EI is a content stream and not more of an image.
func plain(b []byte) bool {
	if len(b) > 0 && !blank(b[0]) {
		return false
	}
	for _, x := range b[:min(len(b), 12)] {
		if x > 0x7e || x < ' ' && !blank(x) || x == 0 {
			return false
		}
	}
	return true
}
