package xmlscan

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// The entities of XML (XML 1.0, 4.6).
var entities = map[string]byte{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// unescape resolves the five entities of XML and character references. The result is
// valid until the next call.
func (s *Scanner) unescape(t []byte) []byte {
	t = lineEnds(t)
	if bytes.IndexByte(t, '&') < 0 {
		return t
	}
	out := s.scratch[:0]
	for i := 0; i < len(t); {
		end := 0
		if t[i] == '&' {
			end = referenceEnd(t[i:])
		}
		if end == 0 {
			out = append(out, t[i])
			i++
			continue
		}
		name := string(t[i+1 : i+end])
		if c, ok := entities[name]; ok {
			out = append(out, c)
		} else if r, ok := charReference(name); ok {
			out = utf8.AppendRune(out, r)
		} else {
			out = append(out, t[i:i+end+1]...)
		}
		i += end + 1
	}
	s.scratch = out
	return out
}

// referenceEnd is the offset of the semicolon that ends the reference t begins with, 0 if
// there is none.
func referenceEnd(t []byte) int {
	for i, c := range t[1:] {
		switch {
		case c == ';':
			return i + 1
		case c == '#' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		default:
			return 0
		}
	}
	return 0
}

// lineEnds makes "\r\n" and "\r" a "\n" (XML 1.0, 2.11).
func lineEnds(t []byte) []byte {
	if bytes.IndexByte(t, '\r') < 0 {
		return t
	}
	t = bytes.ReplaceAll(t, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(t, []byte("\r"), []byte("\n"))
}

func charReference(name string) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseInt(digits, base, 32)
	return rune(n), err == nil
}
