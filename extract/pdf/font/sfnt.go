package font

import "encoding/binary"

// A glyphMap is the cmap table of a TrueType font program (OpenType 1.9, cmap), of which a
// font that says nothing else about its text lets read it backwards.
type glyphMap struct {
	text    map[uint16]rune // by glyph, from a Unicode subtable
	symbols map[int]uint16  // glyphs by code, from subtables 3,0 and 1,0
}

const maxGlyphMap = 1 << 17

// readGlyphMap reads the cmap table; nil if there is none with anything in it.
func readGlyphMap(program []byte) *glyphMap {
	table := sfntTable(program, "cmap")
	if len(table) < 4 {
		return nil
	}
	c := &glyphMap{text: map[uint16]rune{}, symbols: map[int]uint16{}}
	for i := range min(int(u16(table, 2)), 64) {
		at := 4 + 8*i
		platform, id, offset := u16(table, at), u16(table, at+2), int(u32(table, at+4))
		if offset <= 0 || offset >= len(table) {
			continue
		}
		sub := table[offset:]
		switch {
		case platform == 0, platform == 3 && (id == 1 || id == 10):
			eachGlyph(sub, func(code int, glyph uint16) {
				if r, ok := c.text[glyph]; !ok || preferred(rune(code), r) {
					c.text[glyph] = rune(code)
				}
			})
		case platform == 3 && id == 0:
			eachGlyph(sub, func(code int, glyph uint16) { c.symbols[code&0xff] = glyph })
		case platform == 1:
			eachGlyph(sub, func(code int, glyph uint16) {
				if _, ok := c.symbols[code&0xff]; !ok {
					c.symbols[code&0xff] = glyph
				}
			})
		}
	}
	if len(c.text) == 0 {
		c.text = glyphTexts(program)
	}
	if len(c.text) == 0 {
		return nil
	}
	return c
}

// preferred reports whether a reads better than b, where one glyph is both: a unified
// ideograph goes before a radical or a compatibility form.
func preferred(a, b rune) bool {
	unified := func(r rune) bool { return r >= 0x3000 && r < 0xA000 }
	return unified(a) && !unified(b)
}

func sfntTable(b []byte, tag string) []byte {
	for i := range min(int(u16(b, 4)), 256) {
		at := 12 + 16*i
		if at+16 > len(b) {
			return nil
		}
		if string(b[at:at+4]) == tag {
			from, n := int(u32(b, at+8)), int(u32(b, at+12))
			if from > len(b) {
				return nil
			}
			return b[from:min(from+n, len(b))]
		}
	}
	return nil
}

// eachGlyph goes through a subtable of format 0, 4, 6 or 12.
func eachGlyph(t []byte, visit func(code int, glyph uint16)) {
	left := maxGlyphMap
	see := func(code int, glyph uint16) bool {
		if glyph != 0 {
			visit(code, glyph)
		}
		left--
		return left > 0
	}
	switch u16(t, 0) {
	case 0:
		for i := range 256 {
			if 6+i < len(t) {
				see(i, uint16(t[6+i]))
			}
		}
	case 4:
		eachSegment(t, see)
	case 6:
		first := int(u16(t, 6))
		for i := range int(u16(t, 8)) {
			if !see(first+i, u16(t, 10+2*i)) {
				return
			}
		}
	case 12:
		for i := range min(int(u32(t, 12)), len(t)/12) {
			at := 16 + 12*i
			low, high, glyph := int(u32(t, at)), int(u32(t, at+4)), int(u32(t, at+8))
			for c := low; c <= high && c <= 0x10ffff; c++ {
				if !see(c, uint16(glyph+c-low)) {
					return
				}
			}
		}
	}
}

// eachSegment goes through format 4: ends, starts, deltas and offsets of segments.
func eachSegment(t []byte, see func(code int, glyph uint16) bool) {
	n := int(u16(t, 6)) / 2
	if 16+8*n > len(t) { // cut off: what is missing would read as zeros
		return
	}
	for i := range n {
		end, start := int(u16(t, 14+2*i)), int(u16(t, 16+2*n+2*i))
		delta, at := u16(t, 16+4*n+2*i), 16+6*n+2*i
		offset := int(u16(t, at))
		for c := start; c <= end && c < 0xffff; c++ {
			glyph := uint16(c)
			if offset != 0 {
				glyph = u16(t, at+offset+2*(c-start))
			}
			if glyph != 0 || offset == 0 {
				glyph += delta
			}
			if !see(c, glyph) {
				return
			}
		}
	}
}

func u16(b []byte, at int) uint16 {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint16(b[at:])
}

func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint32(b[at:])
}
