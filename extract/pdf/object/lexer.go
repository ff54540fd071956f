package object

import "math"

// A Lexer reads values from bytes: the objects of a file, or the operands and operators of
// a content stream (7.2, 7.3, 7.8.2).
type Lexer struct {
	data    []byte
	pos     int
	file    *File // nil where references have no meaning
	decrypt func([]byte) []byte
	left    int // values that may still be made
}

const (
	maxNesting = 64
	maxValues  = 4 << 20 // of one object, or of one content stream's operand
)

// NewLexer reads the content stream data.
func NewLexer(data []byte) *Lexer { return &Lexer{data: data, left: maxValues} }

// Next is the next value or operator; ok is false at the end. What cannot be read is
// passed over.
func (l *Lexer) Next() (v Value, ok bool) {
	if l.file == nil {
		l.left = maxValues
	}
	return l.next(0)
}

// Rest is the data behind the value read last.
func (l *Lexer) Rest() []byte { return l.data[l.pos:] }

// Skip passes over n bytes.
func (l *Lexer) Skip(n int) { l.pos = min(l.pos+max(n, 0), len(l.data)) }

// Classes of bytes (7.2.2).
const (
	regular = iota
	white
	delimiter
)

var class = func() (c [256]uint8) {
	for _, b := range []byte("\x00\t\n\f\r ") {
		c[b] = white
	}
	for _, b := range []byte("()<>[]{}/%") {
		c[b] = delimiter
	}
	return c
}()

func (l *Lexer) skipWhite() {
	for l.pos < len(l.data) {
		switch b := l.data[l.pos]; {
		case class[b] == white:
			l.pos++
		case b == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

func (l *Lexer) next(depth int) (v Value, ok bool) {
	for {
		l.skipWhite()
		if l.pos >= len(l.data) || l.left <= 0 {
			return Value{}, false
		}
		l.left--
		switch b := l.data[l.pos]; {
		case b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.':
			return l.number(), true
		case b == '/':
			l.pos++
			return Value{kind: Name, text: l.name()}, true
		case b == '(':
			return l.text(l.literal()), true
		case b == '<':
			if l.at(1) == '<' {
				l.pos += 2
				if depth < maxNesting {
					return l.dict(depth + 1), true
				}
				continue
			}
			return l.text(l.hex()), true
		case b == '[':
			l.pos++
			if depth < maxNesting {
				return l.array(depth + 1), true
			}
		case b == ']' || b == '}' || b == '{' || b == ')':
			l.pos++
			return Value{kind: Keyword, text: string(b)}, true
		case b == '>':
			l.pos++
			if l.pos < len(l.data) && l.data[l.pos] == '>' {
				l.pos++
				return Value{kind: Keyword, text: ">>"}, true
			}
		default:
			return keyword(l.word()), true
		}
	}
}

// word is a run of regular bytes, at least one byte.
func (l *Lexer) word() []byte {
	from := l.pos
	for l.pos++; l.pos < len(l.data) && class[l.data[l.pos]] == regular; l.pos++ {
	}
	return l.data[from:l.pos]
}

func keyword(w []byte) Value {
	switch string(w) {
	case "true":
		return Value{kind: Bool, num: 1}
	case "false":
		return Value{kind: Bool}
	case "null":
		return Value{}
	}
	if s, ok := operators[string(w)]; ok { // no allocation
		return Value{kind: Keyword, text: s}
	}
	return Value{kind: Keyword, text: string(w)}
}

// operators are the frequent ones, so that reading one makes nothing.
var operators = func() map[string]string {
	m := map[string]string{}
	for _, s := range []string{
		"q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "gs", "m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n",
		"W", "W*", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'", "\"", "d0", "d1", "CS", "cs", "SC", "SCN",
		"sc", "scn", "G", "g", "RG", "rg", "K", "k", "sh", "BI", "ID", "EI", "Do", "MP", "DP", "BMC", "BDC", "EMC", "R", "obj", "endobj", "stream", "endstream",
	} {
		m[s] = s
	}
	return m
}()

// number reads a number. Two signs, signs inside and other slips of programs that write
// PDF end it or are passed over.
func (l *Lexer) number() Value {
	from, neg, whole := l.pos, false, true
	n, scale := 0.0, 1.0
loop:
	for ; l.pos < len(l.data); l.pos++ {
		switch b := l.data[l.pos]; {
		case b >= '0' && b <= '9':
			n = n*10 + float64(b-'0')
			if !whole {
				scale *= 10
			}
		case b == '.' && whole:
			whole = false
		case b == '-' && l.pos == from:
			neg = true
		case b == '+' || b == '-':
		default:
			break loop
		}
	}
	if l.pos < len(l.data) && class[l.data[l.pos]] == regular {
		l.word() // a word that begins like a number: its number counts
	}
	if n /= scale; neg {
		n = -n
	}
	if math.IsNaN(n) || math.IsInf(n, 0) {
		n = 0
	}
	if !whole {
		return Value{kind: Real, num: n}
	}
	if l.file != nil && !neg {
		if l.reference() {
			return Value{kind: Reference, num: n, more: l.file.anchor}
		}
	}
	return Value{kind: Integer, num: n}
}

// reference passes over "G R" behind an object number.
func (l *Lexer) reference() bool {
	p := l.pos
	digits := false
	for p < len(l.data) && class[l.data[p]] == white {
		p++
	}
	for ; p < len(l.data) && l.data[p] >= '0' && l.data[p] <= '9'; p++ {
		digits = true
	}
	if !digits || p >= len(l.data) || class[l.data[p]] != white {
		return false
	}
	for p < len(l.data) && class[l.data[p]] == white {
		p++
	}
	if p >= len(l.data) || l.data[p] != 'R' || p+1 < len(l.data) && class[l.data[p+1]] == regular {
		return false
	}
	l.pos = p + 1
	return true
}

func (l *Lexer) array(depth int) Value {
	c := &compound{file: l.file}
	for {
		v, ok := l.next(depth)
		if !ok || v.kind == Keyword && (v.text == "]" || ends(v.text)) {
			return Value{kind: Array, more: c}
		}
		if v.kind != Keyword {
			c.items = append(c.items, v)
		}
	}
}

func (l *Lexer) dict(depth int) Value {
	c := &compound{file: l.file, dict: map[string]Value{}}
	for {
		k, ok := l.next(depth)
		if !ok || k.kind == Keyword && (k.text == ">>" || ends(k.text)) {
			return Value{kind: Dict, more: c}
		}
		if k.kind != Name {
			continue
		}
		before := l.pos
		v, ok := l.next(depth)
		if !ok {
			return Value{kind: Dict, more: c}
		}
		if v.kind == Keyword {
			if v.text == ">>" || ends(v.text) {
				l.pos = before
			}
			continue
		}
		if v.kind != Null {
			c.dict[k.text] = v
		}
	}
}

// ends reports whether a word ends an array or a dictionary that was left open.
func ends(word string) bool {
	return word == "endobj" || word == "obj" || word == "stream" || word == "endstream"
}
