// Package cmap maps the character codes of composite fonts: to CIDs by the predefined and
// embedded CMaps (ISO 32000-1, 9.7.5), to text by ToUnicode CMaps (9.10.3), and from the
// CIDs of Adobe's collections to text.
//
// It knows nothing of fonts and pages. CMaps of files are taken to be hostile: entries
// are limited, nothing panics.
package cmap

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/gangmu/gangmu/extract/pdf/object"
)

// A Code is a character code and the number of its bytes, 1 to 4.
type Code struct {
	N    uint32
	Size uint8
}

// A CMap maps codes. Nothing changes it after it was read.
type CMap struct {
	Vertical bool // it writes downwards

	spaces []space
	cids   []cidRange // ascending
	text   map[Code]string
	base   *CMap // looked into for what is not here
	utf16  bool  // codes are UTF-16
}

// A space is a range of codes: each byte lies between those of low and high.
type space struct{ low, high Code }

// A cidRange maps the codes from low to high to CIDs from cid on.
type cidRange struct {
	low  Code
	high uint32
	cid  int
}

const (
	maxEntries = 1 << 18 // codes with text, and ranges of CIDs, of one CMap
	maxText    = 64      // UTF-16 units of one code
)

// Identity maps two-byte codes to the CIDs of the same number.
func Identity(vertical bool) *CMap {
	return &CMap{
		Vertical: vertical,
		spaces:   []space{{Code{0, 2}, Code{0xffff, 2}}},
		cids:     []cidRange{{Code{0, 2}, 0xffff, 0}},
	}
}

// Read reads a CMap file, as far as it is whole. The CMap that it is based on is looked up
// in base, which may be nil.
func Read(data []byte, base func(name string) *CMap) *CMap {
	m := &CMap{text: map[Code]string{}}
	l := object.NewLexer(data)
	var before, last object.Value
	for {
		v, ok := l.Next()
		if !ok {
			break
		}
		switch v.Operator() {
		case "begincodespacerange":
			m.readSpaces(l)
		case "begincidrange":
			m.readCIDs(l, true)
		case "begincidchar":
			m.readCIDs(l, false)
		case "beginbfrange":
			m.readTextRanges(l)
		case "beginbfchar":
			m.readTextChars(l)
		case "usecmap":
			if base != nil {
				m.base = base(last.Name())
			}
		case "def":
			if before.Name() == "WMode" {
				m.Vertical = last.Int() == 1
			}
		}
		before, last = last, v
	}
	m.sort()
	return m
}

func (m *CMap) sort() {
	slices.SortStableFunc(m.cids, func(a, b cidRange) int {
		return cmp.Or(cmp.Compare(a.low.Size, b.low.Size), cmp.Compare(a.low.N, b.low.N))
	})
}

// IsEmpty reports whether m maps nothing.
func (m *CMap) IsEmpty() bool {
	return len(m.cids) == 0 && len(m.text) == 0 && (m.base == nil || m.base.IsEmpty())
}

// codeOf reads a code from a hexadecimal string.
func codeOf(v object.Value) (Code, bool) {
	s := v.Bytes()
	if v.Kind() != object.String || len(s) == 0 || len(s) > 4 {
		return Code{}, false
	}
	n := uint32(0)
	for i := range len(s) {
		n = n<<8 | uint32(s[i])
	}
	return Code{n, uint8(len(s))}, true
}

func (m *CMap) readSpaces(l *object.Lexer) {
	for {
		v, _ := l.Next()
		low, ok := codeOf(v)
		if !ok {
			return
		}
		v, _ = l.Next()
		high, ok := codeOf(v)
		if !ok || high.Size != low.Size || len(m.spaces) >= 256 {
			return
		}
		m.spaces = append(m.spaces, space{low, high})
	}
}

func (m *CMap) readCIDs(l *object.Lexer, ranges bool) {
	for len(m.cids) < maxEntries {
		v, _ := l.Next()
		low, ok := codeOf(v)
		if !ok {
			return
		}
		high := low
		if ranges {
			v, _ = l.Next()
			if high, ok = codeOf(v); !ok {
				return
			}
		}
		if v, ok = l.Next(); !ok || !v.IsNumber() {
			return
		}
		m.cids = append(m.cids, cidRange{low, high.N, v.Int()})
	}
}

func (m *CMap) readTextChars(l *object.Lexer) {
	for len(m.text) < maxEntries {
		v, _ := l.Next()
		c, ok := codeOf(v)
		if !ok {
			return
		}
		v, ok = l.Next()
		if !ok {
			return
		}
		m.text[c] = textOf(v, 0)
	}
}

// readTextRanges reads ranges with the text of the first code, whose last unit is counted
// up, or with a list of texts.
func (m *CMap) readTextRanges(l *object.Lexer) {
	for {
		v, _ := l.Next()
		low, ok := codeOf(v)
		if !ok {
			return
		}
		v, _ = l.Next()
		high, ok := codeOf(v)
		if !ok {
			return
		}
		if v, ok = l.Next(); !ok {
			return
		}
		for i := uint32(0); low.N+i <= high.N && i <= 0xffff && len(m.text) < maxEntries; i++ {
			c := Code{low.N + i, low.Size}
			if v.Kind() != object.Array {
				m.text[c] = textOf(v, i)
			} else if int(i) < v.Len() {
				m.text[c] = textOf(v.At(int(i)), 0)
			} else {
				break
			}
			if low.N+i == 1<<32-1 {
				break
			}
		}
	}
}

// textOf decodes UTF-16, its last unit counted up by add.
func textOf(v object.Value, add uint32) string {
	b := []byte(v.Bytes())
	if len(b) == 1 {
		b = []byte{0, b[0]}
	}
	u := make([]uint16, 0, 2)
	for i := 0; i+1 < len(b) && len(u) < maxText; i += 2 {
		u = append(u, binary.BigEndian.Uint16(b[i:]))
	}
	if len(u) > 0 {
		u[len(u)-1] += uint16(add)
	}
	return string(utf16.Decode(u))
}

// Next cuts the first code off s, which is not empty (9.7.6.2). Bytes that begin no code
// count as one of the shortest kind.
func (m *CMap) Next(s string) Code {
	spaces := m.allSpaces()
	var c Code
	shortest := 4
	for size := 1; size <= 4 && size <= len(s); size++ {
		c = Code{c.N<<8 | uint32(s[size-1]), uint8(size)}
		for _, sp := range spaces {
			if int(sp.low.Size) == size && sp.holds(c) {
				return c
			}
		}
	}
	begins := 0
	for _, sp := range spaces {
		shortest = min(shortest, int(sp.low.Size))
		shift := 8 * (uint32(sp.low.Size) - 1)
		if b := uint32(s[0]); b >= sp.low.N>>shift && b <= sp.high.N>>shift {
			begins = max(begins, int(sp.low.Size))
		}
	}
	size := shortest
	if begins > 0 {
		size = begins
	}
	if len(spaces) == 0 {
		size = 2
	}
	c = Code{}
	for i := range min(size, len(s)) {
		c = Code{c.N<<8 | uint32(s[i]), c.Size + 1}
	}
	return c
}

func (m *CMap) allSpaces() []space {
	for b, n := m, 0; b != nil && n < 8; b, n = b.base, n+1 {
		if len(b.spaces) > 0 {
			return b.spaces
		}
	}
	return nil
}

func (s space) holds(c Code) bool {
	for shift := uint32(0); shift < 8*uint32(c.Size); shift += 8 {
		b := c.N >> shift & 0xff
		if b < s.low.N>>shift&0xff || b > s.high.N>>shift&0xff {
			return false
		}
	}
	return true
}

// CID is the CID of a code, false if the CMap has none for it.
func (m *CMap) CID(c Code) (int, bool) {
	for b, n := m, 0; b != nil && n < 8; b, n = b.base, n+1 {
		i, found := slices.BinarySearchFunc(b.cids, c, func(r cidRange, c Code) int {
			return cmp.Or(cmp.Compare(r.low.Size, c.Size), cmp.Compare(r.low.N, c.N))
		})
		if !found {
			i--
		}
		if i >= 0 && b.cids[i].low.Size == c.Size && b.cids[i].high >= c.N {
			return b.cids[i].cid + int(c.N-b.cids[i].low.N), true
		}
	}
	return 0, false
}

// Text is the text of a code, false if the CMap has none for it. U+0000, U+FFFD and
// U+FFFF, which programs write where they know nothing, are none.
func (m *CMap) Text(c Code) (string, bool) {
	if m.utf16 {
		if c.Size == 4 {
			return string(utf16.DecodeRune(rune(c.N>>16), rune(c.N&0xffff))), true
		}
		return string(rune(c.N)), c.N >= ' ' && !utf16.IsSurrogate(rune(c.N))
	}
	s, ok := m.text[c]
	return s, ok && s != "" && strings.Trim(s, "\x00\uFFFD\uFFFF") != ""
}
