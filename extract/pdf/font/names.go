package font

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"strconv"
	"strings"
	"sync"
)

// Adobe's glyph list: names of glyphs and what they read. Licence: see NOTICE.
//
//go:embed glyphs.txt.gz
var packedNames []byte

var glyphNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	z, err := gzip.NewReader(bytes.NewReader(packedNames))
	if err != nil {
		return names
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return names
	}
	for line := range strings.Lines(string(data)) {
		name, codes, _ := strings.Cut(strings.TrimSpace(line), ";")
		text := ""
		for _, c := range strings.Fields(codes) {
			if n, err := strconv.ParseUint(c, 16, 32); err == nil {
				text += string(rune(n))
			}
		}
		names[name] = text
	}
	return names
})

// nameText is what a glyph's name says it reads: one of the list, uniXXXX or uXXXXX, of
// several parts joined by _, without what a dot begins (Adobe Glyph List Specification, 2).
func nameText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	text := ""
	for _, part := range strings.Split(name, "_") {
		if s, ok := glyphNames()[part]; ok {
			text += s
			continue
		}
		hex, ok := strings.CutPrefix(part, "uni")
		if !ok || len(hex) < 4 {
			hex, ok = strings.CutPrefix(part, "u")
		} else {
			hex = hex[:4]
		}
		if n, err := strconv.ParseUint(hex, 16, 21); ok && err == nil && len(hex) >= 4 && n > ' ' {
			text += string(rune(n))
		}
	}
	return text
}
