package object

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/gangmu/gangmu"
)

// A File is an open PDF. It may not be used from several goroutines at once.
type File struct {
	data    []byte
	xref    map[int]entry
	trailer Value
	anchor  *compound // of references
	crypt   *crypt    // nil if nothing is encrypted
	rebuilt bool      // xref was made from the objects

	cache   map[int]Value
	loading map[int]bool
	packed  map[int]*packedObjects // decoded object streams
	kept    int                    // bytes in packed

	packedLater []int // object streams of a rebuilt file that is not unlocked yet
}

// An entry says where an object is: at an offset, or in an object stream.
type entry struct {
	offset     int
	generation int
	stream     int // number of the object stream, 0 if none
	index      int // in it
}

const (
	headerWithin = 1 << 10 // ISO 32000-1, Annex H, note 13
	maxCached    = 1 << 18 // objects
	maxKept      = 64 << 20
	maxNumber    = 8_388_607 // objects of a file (Annex C)
)

// Open opens a file, with the first of the passwords that fits, if it needs one. Data is
// kept. Bytes before the header and behind the end do not matter; where cross-reference
// data is damaged, it is made anew from the objects. The error is [gangmu.ErrCorrupt],
// [gangmu.ErrNeedsPassword] or [gangmu.ErrEncrypted].
func Open(data []byte, passwords ...string) (*File, error) {
	if i := bytes.Index(data[:min(len(data), headerWithin)], []byte("%PDF-")); i > 0 {
		data = data[i:]
	}
	f := &File{data: data}
	f.reset()
	f.anchor = &compound{file: f}
	if !f.readXref() || !f.catalogue() {
		f.rebuild()
	}
	if err := f.unlock(passwords); err != nil {
		return nil, err
	}
	if !f.catalogue() {
		f.rebuild() // what there is of pages may be found without a catalogue
	}
	if len(f.xref) == 0 {
		return nil, fmt.Errorf("%w: no objects", gangmu.ErrCorrupt)
	}
	return f, nil
}

// reset forgets what was read of objects.
func (f *File) reset() {
	f.cache, f.loading = map[int]Value{}, map[int]bool{}
	f.packed, f.kept = map[int]*packedObjects{}, 0
}

// catalogue reports whether the file's root is there. In an encrypted file the root may
// lie in a stream that cannot be read yet: then it is believed.
func (f *File) catalogue() bool {
	if f.crypt == nil && !f.trailer.Key("Encrypt").IsNull() {
		root, ok := f.trailer.more.dict["Root"]
		return ok && (root.kind != Reference || f.xref[int(root.num)] != entry{})
	}
	return f.Root().Key("Pages").Kind() == Dict
}

// Root is the document catalogue (7.7.2).
func (f *File) Root() Value { return f.trailer.Key("Root") }

// Trailer is the trailer dictionary (7.5.5).
func (f *File) Trailer() Value { return f.trailer }

// Encrypted reports whether the file is encrypted; it could be opened.
func (f *File) Encrypted() bool { return f.crypt != nil }

// Rebuilt reports whether the cross-reference data was damaged.
func (f *File) Rebuilt() bool { return f.rebuilt }

// Rebuild makes the cross-reference data anew from the objects, if that was not done yet.
// It reports whether it did: what was null before may be there now.
func (f *File) Rebuild() bool {
	if f.rebuilt {
		return false
	}
	f.rebuild()
	return true
}

// Numbers returns the numbers of all objects, in no order.
func (f *File) Numbers() []int {
	out := make([]int, 0, len(f.xref))
	for n := range f.xref {
		out = append(out, n)
	}
	return out
}

// Object is an indirect object, null if there is none.
func (f *File) Object(number int) Value { return f.object(number).followed() }

// object reads an object. One that refers to itself while it is read is null.
func (f *File) object(number int) Value {
	if v, ok := f.cache[number]; ok {
		return v
	}
	e, ok := f.xref[number]
	if !ok || e.offset < 0 || f.loading[number] || len(f.loading) > maxNesting {
		return Value{}
	}
	f.loading[number] = true
	var v Value
	if e.stream != 0 {
		v = f.unpack(number, e)
	} else {
		v, ok = f.objectAt(e.offset, number)
		if !ok && e.offset > 0 && !f.rebuilt {
			// An offset that is wrong is rarely the only one.
			delete(f.loading, number)
			f.rebuild()
			return f.object(number)
		}
	}
	delete(f.loading, number)
	if len(f.cache) < maxCached {
		f.cache[number] = v
	}
	return v
}

// objectAt reads "number generation obj" and the object that follows; ok is false if
// another thing stands there.
func (f *File) objectAt(offset, number int) (v Value, ok bool) {
	if offset < 0 || offset >= len(f.data) {
		return Value{}, false
	}
	l := &Lexer{data: f.data, pos: offset, left: maxValues}
	n, _ := l.next(0)
	g, _ := l.next(0)
	if w, _ := l.next(0); n.kind != Integer || int(n.num) != number || g.kind != Integer || w.text != "obj" {
		return Value{}, false
	}
	id := objectID{number, int(g.num)}
	l.file = f
	if f.crypt != nil {
		l.decrypt = f.crypt.strings(id)
	}
	v, _ = l.next(0)
	if v.kind == Keyword {
		return Value{}, true
	}
	if v.kind != Dict {
		return v, true
	}
	v.more.id = id
	l.skipWhite()
	if bytes.HasPrefix(l.Rest(), []byte("stream")) {
		v.kind = Stream
		v.more.raw = f.raw(v, l.pos+len("stream"))
	}
	return v, true
}

// raw are the bytes of a stream that begins behind pos, where "stream" ends. The claimed
// length is believed if the stream does end there.
func (f *File) raw(v Value, pos int) []byte {
	if pos < len(f.data) && f.data[pos] == '\r' {
		pos++
	}
	if pos < len(f.data) && f.data[pos] == '\n' {
		pos++
	}
	pos = min(pos, len(f.data))
	if n := v.Key("Length"); n.kind == Integer {
		if end := pos + n.Int(); end >= pos && end <= len(f.data) {
			l := &Lexer{data: f.data[:min(len(f.data), end+64)], pos: end, left: 8}
			if w, _ := l.next(0); w.Operator() == "endstream" || w.Operator() == "endobj" {
				return f.data[pos:end]
			}
		}
	}
	end := bytes.Index(f.data[pos:], []byte("endstream"))
	if end < 0 {
		if end = bytes.Index(f.data[pos:], []byte("endobj")); end < 0 {
			end = len(f.data) - pos
		}
	}
	b := f.data[pos : pos+end]
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}

// packedObjects is a decoded object stream (7.5.7).
type packedObjects struct {
	data    []byte
	numbers []int
	offsets []int
}

func (f *File) unpack(number int, e entry) Value {
	p := f.objectStream(e.stream)
	if p == nil {
		return Value{}
	}
	i := e.index
	if i >= len(p.numbers) || p.numbers[i] != number { // the index lies
		for i = len(p.numbers) - 1; i >= 0 && p.numbers[i] != number; i-- {
		}
		if i < 0 {
			return Value{}
		}
	}
	l := &Lexer{data: p.data, pos: p.offsets[i], file: f, left: maxValues}
	v, _ := l.next(0)
	if v.kind == Keyword {
		return Value{}
	}
	if v.kind == Dict {
		v.more.id = objectID{number: number}
	}
	return v
}

// objectStream decodes an object stream once; nil if it is none.
func (f *File) objectStream(number int) *packedObjects {
	if p, ok := f.packed[number]; ok {
		return p
	}
	e, ok := f.xref[number]
	if !ok || e.stream != 0 {
		return nil
	}
	s := f.object(number)
	if s.kind != Stream {
		return nil
	}
	p := &packedObjects{}
	p.data, _ = s.Data()
	first := s.Key("First").Int()
	l := &Lexer{data: p.data[:max(min(first, len(p.data)), 0)], left: maxValues}
	for range min(s.Key("N").Int(), maxNumber) {
		n, _ := l.next(0)
		o, ok := l.next(0)
		if !ok || n.kind != Integer || o.kind != Integer {
			break
		}
		p.numbers = append(p.numbers, n.Int())
		p.offsets = append(p.offsets, max(min(first+o.Int(), len(p.data)), 0))
	}
	if f.kept += len(p.data) + 16*len(p.numbers); f.kept > maxKept {
		f.packed, f.kept = map[int]*packedObjects{}, len(p.data)
	}
	f.packed[number] = p
	return p
}

// String names an object in messages.
func (id objectID) String() string { return strconv.Itoa(id.number) }
