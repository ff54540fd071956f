// Package xmlscan reads the XML of office files in one pass: start tags, end tags and
// text, with local names.
//
// It knows what office formats use of XML 1.0 and no more: no DOCTYPE, no entities of
// one's own. Comments and processing instructions are passed over. It is an order of
// magnitude faster than encoding/xml and makes almost no garbage; what it accepts it
// reads as encoding/xml does. It knows nothing of documents.
package xmlscan

import (
	"bytes"
	"errors"
	"io"
)

// A Scanner reads the XML of one part. It is not safe for concurrent use.
type Scanner struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool

	name      []byte // local, of the tag just read; valid until the next call, like the two below
	attrs     []byte // of the start tag just read
	chars     []byte // of the text just read
	selfClose bool   // the start tag just read closes itself; its end tag follows
	pending   bool   // that end tag is still to be given
	depth     int
	scratch   []byte
	content   []byte

	parted bool // list holds the attributes of the start tag just read
	list   []attribute
	kept   [1 << 9]string // names and values met lately
}

// A Token is one piece of XML.
type Token byte

// The tokens.
const (
	StartTag Token = iota + 1
	EndTag
	Text
)

// The limits of a part. A file that passes them is refused, not read in part.
const (
	MaxDepth      = 256
	MaxTokenBytes = 8 << 20
)

// The errors of a part, beside those of its reader.
var (
	ErrDepth   = errors.New("elements nested too deep")
	ErrToken   = errors.New("token too long")
	ErrDoctype = errors.New("DOCTYPE is not allowed")
	ErrSyntax  = errors.New("XML syntax")
)

// New returns a scanner of the UTF-8 that r gives.
func New(r io.Reader) *Scanner {
	return &Scanner{r: r, buf: make([]byte, 64<<10)}
}

// fill reads more bytes behind those in hand.
func (s *Scanner) fill() error {
	if s.eof {
		return io.EOF
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= MaxTokenBytes {
			return ErrToken
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

// find returns the offset from pos of the first mark at or behind from.
func (s *Scanner) find(mark string, from int) (int, error) {
	for {
		rest := s.buf[s.pos+from : s.end]
		var i int
		if len(mark) == 1 {
			i = bytes.IndexByte(rest, mark[0])
		} else {
			i = bytes.Index(rest, []byte(mark))
		}
		if i >= 0 {
			return from + i, nil
		}
		from = max(from, s.end-s.pos-len(mark)+1)
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

// Next reads the next token. At the end of a part that is whole it returns io.EOF.
func (s *Scanner) Next() (Token, error) {
	if s.pending {
		s.pending = false
		s.depth--
		return EndTag, nil
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
			return 0, ErrDoctype
		default:
			return s.readStart()
		}
	}
}

// pass skips to behind mark, which is looked for from the offset from on.
func (s *Scanner) pass(mark string, from int) error {
	i, err := s.find(mark, from)
	if err != nil {
		return unexpected(err)
	}
	s.pos += i + len(mark)
	return nil
}

func (s *Scanner) readText() (Token, error) {
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
	return Text, nil
}

func (s *Scanner) readCDATA() (Token, error) {
	i, err := s.find("]]>", len("<![CDATA["))
	if err != nil {
		return 0, unexpected(err)
	}
	s.chars = lineEnds(s.buf[s.pos+len("<![CDATA[") : s.pos+i])
	s.pos += i + len("]]>")
	return Text, nil
}

func (s *Scanner) readEnd() (Token, error) {
	i, err := s.find(">", 2)
	if err != nil {
		return 0, unexpected(err)
	}
	s.name = local(bytes.TrimRight(s.buf[s.pos+2:s.pos+i], " \t\r\n"))
	s.pos += i + 1
	if s.depth == 0 {
		return 0, ErrSyntax
	}
	s.depth--
	return EndTag, nil
}

func (s *Scanner) readStart() (Token, error) {
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
		return 0, ErrSyntax
	}
	s.name, s.attrs, s.parted = local(tag[:j]), tag[j:], false
	s.depth++
	if s.depth > MaxDepth {
		return 0, ErrDepth
	}
	s.pending = s.selfClose
	return StartTag, nil
}

// quoteOpen reports whether tag ends inside the value of an attribute.
func quoteOpen(tag []byte) bool {
	if bytes.IndexByte(tag, '\'') < 0 {
		return bytes.Count(tag, []byte{'"'})%2 == 1
	}
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

// local cuts the prefix off a name. Office formats use each local name in one namespace,
// so that prefixes and namespaces need not be followed.
func local(name []byte) []byte {
	for i, c := range name {
		if c == ':' {
			if i > 0 && i+1 < len(name) {
				return name[i+1:]
			}
			return name
		}
	}
	return name
}

// maxKept is how long a string may be to be kept, so that hostile ones cannot pile up.
const maxKept = 64

// intern is b as a string. Files repeat few names and values; one met lately is not made
// anew.
func (s *Scanner) intern(b []byte) string {
	if len(b) == 0 || len(b) > maxKept {
		return string(b)
	}
	hash := uint32(len(b))
	for _, c := range b {
		hash = hash*31 + uint32(c)
	}
	slot := &s.kept[hash*0x9E3779B1>>23] // Knuth's multiplicative hashing, to 9 bits
	if *slot != string(b) {
		*slot = string(b)
	}
	return *slot
}

// Name is the local name of the tag just read.
func (s *Scanner) Name() string { return s.intern(s.name) }

// Chars is the text just read. It is valid until the next call.
func (s *Scanner) Chars() []byte { return s.chars }
