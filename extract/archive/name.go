package archive

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Names in a zip are UTF-8 when bit 11 of the flags says so (APPNOTE.TXT 4.4.4), or when
// the entry has an Info-ZIP Unicode Path extra field (4.6.9) that fits its name. Else
// they are in the code page of the machine that wrote them: GBK on a Chinese Windows, or
// UTF-8 from programs that forget the flag (macOS).

const (
	flagUTF8      = 0x800
	unicodePathID = 0x7075
)

// joiner makes one emoji of several (U+200D), and is the one invisible character that
// belongs in names.
const joiner = '\u200d'

// entryName is the path of an entry: decoded, cleaned, with forward slashes, never above
// or outside the archive.
func entryName(e *zip.File) string {
	name := decodeName(e)
	name = strings.ReplaceAll(name, `\`, "/") // after decoding: GBK has it as a second byte
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != joiner {
			return '_'
		}
		return r
	}, name)
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

func decodeName(e *zip.File) string {
	if e.Flags&flagUTF8 != 0 {
		return strings.ToValidUTF8(e.Name, string(utf8.RuneError))
	}
	if name, ok := unicodePath(e); ok {
		return name
	}
	if likelyUTF8(e.Name) {
		return e.Name
	}
	name, err := simplifiedchinese.GB18030.NewDecoder().String(e.Name)
	if err != nil {
		return strings.ToValidUTF8(e.Name, string(utf8.RuneError))
	}
	return name
}

// likelyUTF8 reports whether bytes without a flag are UTF-8. A few words of GBK are valid
// UTF-8 as well (联通 is the known one), but then as Latin or Greek letters of two bytes,
// not as Han, which has three.
func likelyUTF8(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	two, more := 0, 0
	for _, r := range s {
		switch n := utf8.RuneLen(r); {
		case n == 2:
			two++
		case n > 2:
			more++
		}
	}
	return two == 0 || more > two
}

// unicodePath finds the Unicode Path extra field: version 1, the CRC-32 of the name it
// goes with, the name in UTF-8.
func unicodePath(e *zip.File) (string, bool) {
	for b := e.Extra; len(b) >= 4; {
		id, size := binary.LittleEndian.Uint16(b), int(binary.LittleEndian.Uint16(b[2:]))
		if len(b) < 4+size {
			break
		}
		field := b[4 : 4+size]
		b = b[4+size:]
		if id != unicodePathID || size < 5 || field[0] != 1 {
			continue
		}
		name := string(field[5:])
		if binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(e.Name)) && utf8.ValidString(name) {
			return name, true
		}
	}
	return "", false
}
