package font

// glyphTexts reads the names of glyphs in the post table of a TrueType font program, for
// fonts that have no Unicode subtable (OpenType 1.9, post, version 2.0). The 258 names of
// version 1.0 are not known here: they are Latin, whose fonts say more.
func glyphTexts(program []byte) map[uint16]rune {
	t := sfntTable(program, "post")
	const head, standardNames = 32, 258
	if u32(t, 0) != 0x00020000 || len(t) < head+2 {
		return nil
	}
	n := int(u16(t, head))
	var names []string
	for at := head + 2 + 2*n; at < len(t) && len(names) < 1<<16; {
		end := at + 1 + int(t[at])
		names = append(names, string(t[min(at+1, len(t)):min(end, len(t))]))
		at = end
	}
	out := map[uint16]rune{}
	for g := range n {
		if k := int(u16(t, head+2+2*g)) - standardNames; k >= 0 && k < len(names) {
			for _, r := range nameText(names[k]) {
				out[uint16(g)] = r
				break
			}
		}
	}
	return out
}
