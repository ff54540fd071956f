package xmlscan

import (
	"bytes"
	"strconv"
)

// Attrs calls yield for every attribute of the start tag just read, with its name as
// written and its value, until yield returns false. Both are valid until the next call
// of a method.
func (s *Scanner) Attrs(yield func(key, value []byte) bool) {
	b := s.attrs
	for {
		eq := bytes.IndexByte(b, '=')
		if eq < 0 {
			return
		}
		key := bytes.Trim(b[:eq], " \t\r\n")
		b = bytes.TrimLeft(b[eq+1:], " \t\r\n")
		if len(b) < 2 || b[0] != '"' && b[0] != '\'' {
			return
		}
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 || !yield(key, s.unescape(b[1:1+end])) {
			return
		}
		b = b[end+2:]
	}
}

// MaxAttr is how many bytes of a value Attr gives. Names, numbers and references are
// far shorter; a longer one could be repeated without end in what is made of it.
const MaxAttr = 1024

// Attr is the value of the attribute with this local name of the start tag just read,
// "" if there is none or it is longer than MaxAttr.
func (s *Scanner) Attr(name string) string {
	for key, value := range s.Attrs {
		if string(local(key)) == name {
			if len(value) > MaxAttr {
				return ""
			}
			return string(value)
		}
	}
	return ""
}

// Int is the attribute as a number, def if it is none.
func (s *Scanner) Int(name string, def int) int {
	if n, err := strconv.Atoi(s.Attr(name)); err == nil {
		return n
	}
	return def
}
