package object

// text makes a String of bytes that were read.
func (l *Lexer) text(b []byte) Value {
	if l.decrypt != nil {
		b = l.decrypt(b)
	}
	return Value{kind: String, text: string(b)}
}

// literal reads a string in parentheses (7.3.4.2).
func (l *Lexer) literal() []byte {
	l.pos++
	from := l.pos
	for i := from; i < len(l.data); i++ { // nothing to undo, as a rule
		switch l.data[i] {
		case ')':
			l.pos = i + 1
			return l.data[from:i]
		case '(', '\\', '\r':
			return l.escaped()
		}
	}
	l.pos = len(l.data)
	return l.data[from:]
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

func (l *Lexer) escaped() []byte {
	var out []byte
	for open := 1; l.pos < len(l.data); l.pos++ {
		switch b := l.data[l.pos]; b {
		case '(':
			open++
			out = append(out, b)
		case ')':
			if open--; open == 0 {
				l.pos++
				return out
			}
			out = append(out, b)
		case '\r': // any end of line is \n
			out = append(out, '\n')
			if l.at(1) == '\n' {
				l.pos++
			}
		case '\\':
			l.pos++
			out = l.escape(out)
		default:
			out = append(out, b)
		}
	}
	l.pos = len(l.data) // a backslash at the end passes it
	return out
}

func (l *Lexer) escape(out []byte) []byte {
	b := l.at(0)
	switch {
	case l.pos >= len(l.data):
	case b >= '0' && b <= '7':
		n := b - '0'
		for range 2 {
			if c := l.at(1); c >= '0' && c <= '7' && l.pos+1 < len(l.data) {
				n = n<<3 | (c - '0')
				l.pos++
			}
		}
		return append(out, n)
	case b == '\r' && l.at(1) == '\n':
		l.pos++
	case b == '\r' || b == '\n':
	case escapes[b] != 0:
		return append(out, escapes[b])
	default:
		return append(out, b)
	}
	return out
}

// at is the byte k behind the present one, 0 at the end.
func (l *Lexer) at(k int) byte {
	if l.pos+k < len(l.data) {
		return l.data[l.pos+k]
	}
	return 0
}

// hex reads a string in angle brackets (7.3.4.3).
func (l *Lexer) hex() []byte {
	from := l.pos + 1
	end := from
	for end < len(l.data) && l.data[end] != '>' {
		end++
	}
	l.pos = min(end+1, len(l.data))
	return unhex(l.data[from:end])
}

// unhex decodes pairs of hexadecimal digits; a last single one is its pair's first.
func unhex(digits []byte) []byte {
	out := make([]byte, 0, len(digits)/2+1)
	n, acc := 0, byte(0)
	for _, d := range digits {
		v, ok := nibble(d)
		if !ok {
			continue
		}
		acc = acc<<4 | v
		if n++; n%2 == 0 {
			out = append(out, acc)
			acc = 0
		}
	}
	if n%2 == 1 {
		out = append(out, acc<<4)
	}
	return out
}

func nibble(d byte) (v byte, ok bool) {
	switch {
	case d >= '0' && d <= '9':
		return d - '0', true
	case d >= 'a' && d <= 'f':
		return d - 'a' + 10, true
	case d >= 'A' && d <= 'F':
		return d - 'A' + 10, true
	}
	return 0, false
}

// name reads a name behind its slash, #xx undone (7.3.5).
func (l *Lexer) name() string {
	from := l.pos
	plain := true
	for ; l.pos < len(l.data) && class[l.data[l.pos]] == regular; l.pos++ {
		plain = plain && l.data[l.pos] != '#'
	}
	raw := l.data[from:l.pos]
	if plain {
		return string(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			a, ok := nibble(raw[i+1])
			b, ok2 := nibble(raw[i+2])
			if ok && ok2 {
				out = append(out, a<<4|b)
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return string(out)
}
