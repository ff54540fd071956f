package xmlscan

import (
	"bytes"
	"strconv"
)

// An attribute is one of the start tag just read, its value as written.
type attribute struct {
	name, value []byte
}

// attributes parts the attributes of the start tag just read, once.
func (s *Scanner) attributes() []attribute {
	if s.parted {
		return s.list
	}
	s.parted, s.list = true, s.list[:0]
	for b := s.attrs; ; {
		eq := bytes.IndexByte(b, '=')
		if eq < 0 {
			return s.list
		}
		name := trimBlanks(b[:eq])
		b = trimBlanks(b[eq+1:])
		if len(b) < 2 || b[0] != '"' && b[0] != '\'' {
			return s.list
		}
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 {
			return s.list
		}
		s.list = append(s.list, attribute{local(name), b[1 : 1+end]})
		b = b[end+2:]
	}
}

func trimBlanks(b []byte) []byte {
	for len(b) > 0 && b[0] <= ' ' {
		b = b[1:]
	}
	for len(b) > 0 && b[len(b)-1] <= ' ' {
		b = b[:len(b)-1]
	}
	return b
}

// Attrs calls yield for every attribute of the start tag just read, with its local name
// and its value, until yield returns false. Both are valid until the next call of a method.
func (s *Scanner) Attrs(yield func(name, value []byte) bool) {
	for _, a := range s.attributes() {
		if !yield(a.name, s.unescape(a.value)) {
			return
		}
	}
}

// MaxAttr is how many bytes of a value Attr gives. Names, numbers and references are
// far shorter; a longer one could be repeated without end in what is made of it.
const MaxAttr = 1024

// Attr is the value of the attribute with this local name of the start tag just read,
// "" if there is none or it is longer than MaxAttr.
func (s *Scanner) Attr(name string) string {
	if v := s.value(name); len(v) <= MaxAttr {
		return s.intern(s.unescape(v))
	}
	return ""
}

// Long is the same without a limit but that of the tag.
func (s *Scanner) Long(name string) string { return string(s.unescape(s.value(name))) }

// value is the attribute as written, nil if there is none.
func (s *Scanner) value(name string) []byte {
	for _, a := range s.attributes() {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// Int is the attribute as a number, def if it is none.
func (s *Scanner) Int(name string, def int) int {
	if v := s.Attr(name); v != "" {
		if n, err := strconv.Atoi(v); err == nil {
			return n
		}
	}
	return def
}
