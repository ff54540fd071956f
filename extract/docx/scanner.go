package docx

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// A scanner reads the XML of one part in one pass: start tags, end tags and text, with
// local names. It knows what OOXML uses of XML 1.0 and no more: no DOCTYPE, no entities
// of one's own, names without their namespace. Comments and processing instructions are
// passed over. It is an order of magnitude faster than encoding/xml and makes almost no
// garbage.
type scanner struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool

	name      []byte // of the tag just read; valid until the next call
	attrs     []byte // of the start tag just read
	chars     []byte // of the text just read
	selfClose bool   // the start tag just read closes itself; its end tag follows
	pending   bool   // that end tag is still to be given
	depth     int
	scratch   []byte
}

type token byte

const (
	startTag token = iota + 1
	endTag
	text
)

// The limits of a part. A file that passes them is refused, not read in part.
const (
	maxElementDepth = 256
	maxTokenBytes   = 8 << 20
)

var (
	errDepth   = errors.New("elements nested too deep")
	errToken   = errors.New("token too long")
	errDoctype = errors.New("DOCTYPE is not allowed")
	errSyntax  = errors.New("XML syntax")
)

func newScanner(r io.Reader) *scanner {
	return &scanner{r: r, buf: make([]byte, 64<<10)}
}

// fill reads more bytes behind those in hand.
func (s *scanner) fill() error {
	if s.eof {
		return io.EOF
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= maxTokenBytes {
			return errToken
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := s.r.Read(s.buf[s.end:])
	s.end += n
	if err == io.EOF {
		s.eof = true
		if n > 0 {
			return nil
		}
	}
	return err
}

// find returns the offset from pos of the first p at or behind from.
func (s *scanner) find(p string, from int) (int, error) {
	for {
		if i := bytes.Index(s.buf[s.pos+from:s.end], []byte(p)); i >= 0 {
			return from + i, nil
		}
		from = max(from, s.end-s.pos-len(p)+1)
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

// next reads the next token. At the end of a part that is whole it returns io.EOF.
func (s *scanner) next() (token, error) {
	if s.pending {
		s.pending = false
		s.depth--
		return endTag, nil
	}
	for {
		if s.pos == s.end {
			if err := s.fill(); err != nil {
				if err == io.EOF && s.depth > 0 {
					return 0, io.ErrUnexpectedEOF
				}
				return 0, err
			}
		}
		if s.buf[s.pos] != '<' {
			return s.readText()
		}
		for s.end-s.pos < len("<![CDATA[") {
			if err := s.fill(); err != nil {
				break
			}
		}
		b := s.buf[s.pos:s.end]
		switch {
		case len(b) < 3:
			return 0, io.ErrUnexpectedEOF
		case b[1] == '/':
			return s.readEnd()
		case b[1] == '?':
			if err := s.pass("?>", 2); err != nil {
				return 0, err
			}
		case bytes.HasPrefix(b, []byte("<!--")):
			if err := s.pass("-->", 4); err != nil {
				return 0, err
			}
		case bytes.HasPrefix(b, []byte("<![CDATA[")):
			return s.readCDATA()
		case b[1] == '!':
			return 0, errDoctype
		default:
			return s.readStart()
		}
	}
}

// pass skips to behind mark, which is looked for from the offset from on.
func (s *scanner) pass(mark string, from int) error {
	i, err := s.find(mark, from)
	if err != nil {
		return unexpected(err)
	}
	s.pos += i + len(mark)
	return nil
}

func (s *scanner) readText() (token, error) {
	i, err := s.find("<", 0)
	if err == io.EOF {
		i, err = s.end-s.pos, nil
	}
	if err != nil {
		return 0, err
	}
	raw := s.buf[s.pos : s.pos+i]
	s.pos += i
	s.chars = s.unescape(raw)
	return text, nil
}

func (s *scanner) readCDATA() (token, error) {
	i, err := s.find("]]>", len("<![CDATA["))
	if err != nil {
		return 0, unexpected(err)
	}
	s.chars = lineEnds(s.buf[s.pos+len("<![CDATA[") : s.pos+i])
	s.pos += i + len("]]>")
	return text, nil
}

func (s *scanner) readEnd() (token, error) {
	i, err := s.find(">", 2)
	if err != nil {
		return 0, unexpected(err)
	}
	s.name = local(bytes.TrimRight(s.buf[s.pos+2:s.pos+i], " \t\r\n"))
	s.pos += i + 1
	s.depth--
	if s.depth < 0 {
		return 0, errSyntax
	}
	return endTag, nil
}

func (s *scanner) readStart() (token, error) {
	i, err := s.find(">", 1)
	for err == nil && quoteOpen(s.buf[s.pos:s.pos+i]) {
		i, err = s.find(">", i+1)
	}
	if err != nil {
		return 0, unexpected(err)
	}
	tag := s.buf[s.pos+1 : s.pos+i]
	s.pos += i + 1
	s.selfClose = len(tag) > 0 && tag[len(tag)-1] == '/'
	if s.selfClose {
		tag = tag[:len(tag)-1]
	}
	j := 0
	for j < len(tag) && tag[j] > ' ' {
		j++
	}
	if j == 0 {
		return 0, errSyntax
	}
	s.name, s.attrs = local(tag[:j]), tag[j:]
	s.depth++
	if s.depth > maxElementDepth {
		return 0, errDepth
	}
	s.pending = s.selfClose
	return startTag, nil
}

// quoteOpen reports whether tag ends inside the value of an attribute.
func quoteOpen(tag []byte) bool {
	var quote byte
	for _, c := range tag {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote != 0
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// local cuts the prefix off a name.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i > 0 && i+1 < len(name) {
		return name[i+1:]
	}
	return name
}

// each calls f for every child of the element that was just started, and returns behind
// its end. f must consume its element, with each, content or skip.
func (s *scanner) each(f func(name string) error) error {
	for {
		t, err := s.next()
		if err != nil {
			return unexpected(err)
		}
		switch t {
		case endTag:
			return nil
		case startTag:
			if err := f(string(s.name)); err != nil {
				return err
			}
		}
	}
}

// content returns the text of the element that was just started, and of its children.
func (s *scanner) content() ([]byte, error) {
	var out []byte
	for depth := 1; depth > 0; {
		t, err := s.next()
		if err != nil {
			return nil, unexpected(err)
		}
		switch t {
		case startTag:
			depth++
		case endTag:
			depth--
		case text:
			out = append(out, s.chars...)
		}
	}
	return out, nil
}

// skip passes over the element that was just started.
func (s *scanner) skip() error {
	for depth := 1; depth > 0; {
		t, err := s.next()
		if err != nil {
			return unexpected(err)
		}
		switch t {
		case startTag:
			depth++
		case endTag:
			depth--
		}
	}
	return nil
}

// attr returns the attribute with this local name of the start tag just read.
func (s *scanner) attr(name string) string {
	b := s.attrs
	for {
		eq := bytes.IndexByte(b, '=')
		if eq < 0 {
			return ""
		}
		key := local(bytes.Trim(b[:eq], " \t\r\n"))
		b = bytes.TrimLeft(b[eq+1:], " \t\r\n")
		if len(b) < 2 || b[0] != '"' && b[0] != '\'' {
			return ""
		}
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 {
			return ""
		}
		if string(key) == name {
			return string(s.unescape(b[1 : 1+end]))
		}
		b = b[end+2:]
	}
}

// val is the attribute that most elements of WordprocessingML have.
func (s *scanner) val() string { return s.attr("val") }

// on reports whether an element of type CT_OnOff (ECMA-376 part 1, 17.17.4) is on:
// present and not switched off.
func (s *scanner) on() bool {
	switch s.val() {
	case "0", "false", "off":
		return false
	}
	return true
}

// number is the attribute name as a number, def if it is none.
func (s *scanner) number(name string, def int) int {
	if n, err := strconv.Atoi(s.attr(name)); err == nil {
		return n
	}
	return def
}

var entities = map[string]byte{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// unescape resolves the five entities of XML and character references. The result is
// valid until the next call.
func (s *scanner) unescape(t []byte) []byte {
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

// root calls f for every child of the root element.
func root(s *scanner, f func(name string) error) error {
	for {
		t, err := s.next()
		if err != nil {
			return unexpected(err)
		}
		if t == startTag {
			return s.each(f)
		}
	}
}
