package font

import (
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/gangmu/gangmu/extract/pdf/cmap"
	"github.com/gangmu/gangmu/extract/pdf/object"
)

// A composite font is of Type0 (9.7): a CMap leads from codes to the CIDs of a CIDFont.
type composite struct {
	cmap       *cmap.CMap
	upright    *cmap.CMap // the same in horizontal writing, whose CIDs have plainer text
	collection *cmap.Collection
	charset    encoding.Encoding // of codes that are those of an encoding, else nil

	widths  map[int]float64 // by CID, in thousandths of an em
	missing float64
	down    map[int]vertical // vertical metrics by CID
	normal  vertical

	glyphs *glyphMap // of the font program
	gids   []byte    // CIDToGIDMap
}

// Vertical metrics (9.7.4.3), in thousandths of an em: advance and origin.
type vertical struct{ w, vx, vy float64 }

const maxWidths = 1 << 17

func loadComposite(v object.Value) *composite {
	c := &composite{cmap: cmap.Identity(false), widths: map[int]float64{}, missing: 1000, normal: vertical{w: -1000, vy: 880}}
	name := v.Key("Encoding").Name()
	if e := v.Key("Encoding"); e.Kind() == object.Stream {
		data, _ := e.Data()
		if m := cmap.Read(data, cmap.Predefined); !m.IsEmpty() {
			m.Vertical = m.Vertical || e.Key("WMode").Int() == 1
			c.cmap = m
		}
		name = e.Key("CMapName").Name()
		if u := e.Key("UseCMap"); cmap.OrderingOf(name) == "" {
			name = u.Name()
		}
	} else if m := cmap.Predefined(name); m != nil {
		c.cmap = m
	}
	c.charset = charsetOf(name)
	if n := len(name); c.cmap.Vertical && n > 2 {
		c.upright = cmap.Predefined(name[:n-2] + "-H")
	}
	d := v.Key("DescendantFonts").At(0)
	ordering := cmap.OrderingOf(name)
	if ordering == "" {
		ordering = d.Key("CIDSystemInfo").Key("Ordering").Bytes()
	}
	c.collection = cmap.CollectionOf(ordering)
	if w := d.Key("DW"); w.IsNumber() {
		c.missing = w.Number()
	}
	if w := d.Key("DW2"); w.Len() == 2 {
		c.normal = vertical{w: w.At(1).Number(), vy: w.At(0).Number()}
	}
	c.readW(d.Key("W"))
	if c.cmap.Vertical {
		c.readW2(d.Key("W2"))
	}
	if v.Key("ToUnicode").IsNull() && c.collection == nil {
		data, _ := d.Key("FontDescriptor").Key("FontFile2").Data()
		c.glyphs = readGlyphMap(data)
		c.gids, _ = d.Key("CIDToGIDMap").Data()
	}
	return c
}

// readW reads widths: c [w ...] or first last w.
func (c *composite) readW(w object.Value) {
	for i := 0; i+1 < w.Len() && len(c.widths) < maxWidths; {
		first, next := w.At(i).Int(), w.At(i+1)
		if next.Kind() == object.Array {
			for k := range min(next.Len(), maxWidths) {
				c.widths[first+k] = next.At(k).Number()
			}
			i += 2
			continue
		}
		x := w.At(i + 2).Number()
		for k := first; k <= next.Int() && k-first < 1<<16; k++ {
			c.widths[k] = x
		}
		i += 3
	}
}

// readW2 reads vertical metrics: c [w vx vy ...] or first last w vx vy.
func (c *composite) readW2(w object.Value) {
	c.down = map[int]vertical{}
	for i := 0; i+1 < w.Len() && len(c.down) < maxWidths; {
		first, next := w.At(i).Int(), w.At(i+1)
		if next.Kind() == object.Array {
			for k := 0; k+2 < min(next.Len(), maxWidths); k += 3 {
				c.down[first+k/3] = vertical{next.At(k).Number(), next.At(k + 1).Number(), next.At(k + 2).Number()}
			}
			i += 2
			continue
		}
		x := vertical{w.At(i + 2).Number(), w.At(i + 3).Number(), w.At(i + 4).Number()}
		for k := first; k <= next.Int() && k-first < 1<<16; k++ {
			c.down[k] = x
		}
		i += 5
	}
}

func (c *composite) next(s string) cmap.Code { return c.cmap.Next(s) }

func (c *composite) read(code cmap.Code) string {
	m := c.cmap
	if c.upright != nil {
		m = c.upright
	}
	if s, ok := m.Text(code); ok {
		return s
	}
	if cid, ok := m.CID(code); ok && cid > 0 {
		if s, ok := c.collection.Text(cid); ok {
			return s
		}
	}
	if c.charset != nil {
		if s, err := c.charset.NewDecoder().String(bytesOf(code)); err == nil {
			return s
		}
	}
	if c.glyphs == nil {
		return ""
	}
	cid, _ := c.cmap.CID(code)
	gid := uint16(cid)
	if len(c.gids) > 0 {
		gid = u16(c.gids, 2*cid)
	}
	if r := c.glyphs.text[gid]; r >= ' ' && !utf16.IsSurrogate(r) {
		return string(r)
	}
	return ""
}

func (c *composite) measure(code cmap.Code, ch *Char) {
	cid, _ := c.cmap.CID(code)
	w, ok := c.widths[cid]
	if !ok {
		w = c.missing
	}
	ch.Width = w / 1000
	if !c.cmap.Vertical {
		return
	}
	v, ok := c.down[cid]
	if !ok {
		v = vertical{c.normal.w, w / 2, c.normal.vy}
	}
	ch.Down, ch.VX, ch.VY = v.w/1000, v.vx/1000, v.vy/1000
}

func bytesOf(c cmap.Code) string {
	b := []byte{byte(c.N >> 24), byte(c.N >> 16), byte(c.N >> 8), byte(c.N)}
	return string(b[4-c.Size:])
}

// charsetOf is the encoding whose codes a predefined CMap takes, for those that it has no
// CID for; nil for others.
func charsetOf(name string) encoding.Encoding {
	if len(name) > 3 && name[:3] == "Uni" {
		return nil
	}
	switch cmap.OrderingOf(name) {
	case "GB1":
		return simplifiedchinese.GB18030
	case "CNS1":
		return traditionalchinese.Big5
	case "Japan1":
		return japanese.ShiftJIS
	case "Korea1":
		return korean.EUCKR
	}
	return nil
}
