package font

import (
	"golang.org/x/text/encoding/charmap"

	"github.com/gangmu/gangmu/extract/pdf/object"
)

// A codeTable maps the one-byte codes of a simple font to text; 0 where there is none.
type codeTable [256]rune

// baseEncoding is one of ISO 32000-1, Annex D, by its name. A font that names none has
// the standard one, unless it is symbolic: then codes mean nothing by themselves.
func baseEncoding(name string) *codeTable {
	switch name {
	case "WinAnsiEncoding":
		return of(charmap.Windows1252)
	case "MacRomanEncoding":
		return of(charmap.Macintosh)
	}
	return &standard
}

func of(c *charmap.Charmap) *codeTable {
	var e codeTable
	for i := range e {
		if r := c.DecodeByte(byte(i)); r >= ' ' && r != '\uFFFD' && (r < 0x7f || r > 0x9f) {
			e[i] = r
		}
	}
	return &e
}

// standard is StandardEncoding (Annex D.2).
var standard = func() (e codeTable) {
	for i := ' '; i < 0x7f; i++ {
		e[i] = i
	}
	e['\''], e['`'] = '’', '‘'
	for i, r := range []rune("¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\x00–†‡·\x00¶•‚„”»…‰\x00¿\x00`´ˆ˜¯˘˙¨\x00˚¸\x00˝˛ˇ—") {
		e[0xa1+i] = r
	}
	for code, r := range map[byte]rune{0xe1: 'Æ', 0xe3: 'ª', 0xe8: 'Ł', 0xe9: 'Ø', 0xea: 'Œ', 0xeb: 'º', 0xf1: 'æ', 0xf5: 'ı', 0xf8: 'ł', 0xf9: 'ø', 0xfa: 'œ', 0xfb: 'ß'} {
		e[code] = r
	}
	return e
}()

// encodingOf reads the Encoding of a simple font (9.6.6), and the names of glyphs that it
// gives to codes.
func encodingOf(v object.Value, symbolic bool) (e *codeTable, names map[int]string) {
	switch v.Kind() {
	case object.Name:
		return baseEncoding(v.Name()), nil
	case object.Dict:
		base := v.Key("BaseEncoding").Name()
		if base != "" || !symbolic {
			e = baseEncoding(base)
		}
		names = map[int]string{}
		d, code := v.Key("Differences"), 0
		for i := range min(d.Len(), 1024) {
			if x := d.At(i); x.IsNumber() {
				code = x.Int()
			} else if code >= 0 && code < 256 {
				names[code] = x.Name()
				code++
			}
		}
		return e, names
	}
	if symbolic {
		return nil, nil
	}
	return &standard, nil
}
