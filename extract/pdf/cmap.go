package pdf

import (
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"

	lp "github.com/ledongthuc/pdf"
)

// A toUnicode is a ToUnicode CMap (ISO 32000-1, 9.10.3): from character codes to text.
type toUnicode struct {
	chars  map[string]string
	ranges []codeRange
}

type codeRange struct {
	low, high string
	to        string   // UTF-16 of low
	list      []string // or one for every code
}

const (
	maxCMapBytes  = 16 << 20
	maxCMapTokens = 2 << 20
)

// readToUnicode reads a CMap stream, as far as it is whole. It is nil if it maps nothing.
func readToUnicode(v lp.Value) (m *toUnicode) {
	m = &toUnicode{chars: map[string]string{}}
	defer func() {
		_ = recover() // the object layer panics on damaged streams; what was read counts
		if len(m.chars)+len(m.ranges) == 0 {
			m = nil
		}
	}()
	r := v.Reader()
	defer r.Close()
	data, _ := io.ReadAll(io.LimitReader(r, maxCMapBytes))
	m.parse(cmapTokens(data))
	return m
}

func (m *toUnicode) parse(t []cmapToken) {
	hex := func(i int) bool { return i < len(t) && t[i].kind == hexToken }
	for i := 0; i < len(t); i++ {
		if t[i].kind != wordToken {
			continue
		}
		switch t[i].s {
		case "beginbfchar":
			for ; hex(i+1) && hex(i+2); i += 2 {
				m.chars[t[i+1].s] = utf16Text(t[i+2].s)
			}
		case "beginbfrange":
			for hex(i+1) && hex(i+2) && i+3 < len(t) {
				r := codeRange{low: t[i+1].s, high: t[i+2].s}
				i += 3
				if t[i].kind == hexToken {
					r.to = t[i].s
				} else if t[i].kind == '[' {
					for ; hex(i + 1); i++ {
						r.list = append(r.list, utf16Text(t[i+1].s))
					}
					i++ // ]
				} else {
					break
				}
				m.ranges = append(m.ranges, r)
			}
		}
	}
}

func (m *toUnicode) get(code string) (string, bool) {
	if s, ok := m.chars[code]; ok {
		return s, true
	}
	for _, r := range m.ranges {
		if len(r.low) != len(code) || code < r.low || code > r.high {
			continue
		}
		s := ""
		d := number(code) - number(r.low)
		switch {
		case d < len(r.list):
			s = r.list[d]
		case len(r.list) == 0 && len(r.to) > 0:
			s = utf16Text(offset(r.to, d))
		}
		m.chars[code] = s
		return s, s != ""
	}
	return "", false
}

// offset adds d to the last UTF-16 unit of s.
func offset(s string, d int) string {
	b := []byte(s)
	if len(b) == 1 {
		b = []byte{0, b[0]}
	}
	k := len(b) - 2
	binary.BigEndian.PutUint16(b[k:], binary.BigEndian.Uint16(b[k:])+uint16(d))
	return string(b)
}

func utf16Text(s string) string {
	b := []byte(s)
	if len(b)%2 == 1 {
		b = append([]byte{0}, b...)
	}
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(u))
}

// number is a character code as a number.
func number(code string) int {
	n := 0
	for i := range len(code) {
		n = n<<8 | int(code[i])
	}
	return n
}

type cmapToken struct {
	kind byte // hexToken, wordToken, [ or ]
	s    string
}

const (
	hexToken  = 'h'
	wordToken = 'w'
)

func cmapTokens(data []byte) []cmapToken {
	const stop = " \t\r\n\f\x00<>[](){}/%"
	var out []cmapToken
	for i := 0; i < len(data) && len(out) < maxCMapTokens; {
		switch c := data[i]; {
		case c == '%':
			for i < len(data) && data[i] != '\n' && data[i] != '\r' {
				i++
			}
		case c == '<' && i+1 < len(data) && data[i+1] != '<':
			j := i + 1
			for j < len(data) && data[j] != '>' {
				j++
			}
			out = append(out, cmapToken{hexToken, hexBytes(data[i+1 : j])})
			i = j + 1
		case c == '[' || c == ']':
			out = append(out, cmapToken{c, ""})
			i++
		case c == '/' || !strings.ContainsRune(stop, rune(c)):
			j := i + 1
			for j < len(data) && !strings.ContainsRune(stop, rune(data[j])) {
				j++
			}
			out = append(out, cmapToken{wordToken, string(data[i:j])})
			i = j
		default:
			i++
		}
	}
	return out
}

func hexBytes(digits []byte) string {
	var out []byte
	n, acc := 0, byte(0)
	for _, d := range digits {
		switch {
		case d >= '0' && d <= '9':
			d -= '0'
		case d >= 'a' && d <= 'f':
			d -= 'a' - 10
		case d >= 'A' && d <= 'F':
			d -= 'A' - 10
		default:
			continue
		}
		acc = acc<<4 | d
		if n++; n%2 == 0 {
			out = append(out, acc)
			acc = 0
		}
	}
	if n%2 == 1 {
		out = append(out, acc<<4)
	}
	return string(out)
}
