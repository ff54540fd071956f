package object

import "bytes"

// Cross-reference data (7.5.4, 7.5.8): tables and streams, each with the one before it in
// Prev. Newer ones are read first, and what they say of an object holds.

const maxSections = 4096

// readXref reads the chain that startxref begins. It reports whether all of it was whole.
func (f *File) readXref() bool {
	f.xref, f.trailer = map[int]entry{}, Value{}
	i := bytes.LastIndex(f.data, []byte("startxref"))
	if i < 0 {
		return false
	}
	l := &Lexer{data: f.data, pos: i + len("startxref"), left: 8}
	v, _ := l.next(0)
	if v.kind != Integer {
		return false
	}
	seen := map[int]bool{}
	todo := []int{v.Int()}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		if seen[at] || len(seen) >= maxSections {
			continue
		}
		seen[at] = true
		dict, ok := f.section(at)
		if !ok {
			return false
		}
		if f.trailer.kind == Null {
			f.trailer = Value{kind: Dict, more: dict.more}
		}
		for _, key := range []string{"XRefStm", "Prev"} {
			if p := dict.more.dict[key]; p.IsNumber() {
				todo = append(todo, p.Int())
			}
		}
	}
	return f.trailer.kind == Dict && len(f.xref) > 0
}

// section reads one table with its trailer, or one stream.
func (f *File) section(at int) (dict Value, ok bool) {
	if at < 0 || at >= len(f.data) {
		return Value{}, false
	}
	l := &Lexer{data: f.data, pos: at, left: maxValues}
	l.skipWhite()
	if bytes.HasPrefix(l.Rest(), []byte("xref")) {
		l.pos += len("xref")
		return f.table(l)
	}
	n, _ := l.next(0)
	v, ok := f.objectAt(at, n.Int())
	if !ok || v.kind != Stream || v.Key("Type").Name() != "XRef" {
		return Value{}, false
	}
	return v, f.stream(v)
}

// table reads the subsections of a table. First numbers that are one too high are a known
// slip of programs: a section that claims to begin at 1 with the head of the free list
// begins at 0.
func (f *File) table(l *Lexer) (trailer Value, ok bool) {
	for {
		l.left = maxValues
		v, ok := l.next(0)
		if !ok {
			return Value{}, false
		}
		if v.Operator() == "trailer" {
			l.file = f
			trailer, _ = l.next(0)
			return trailer, trailer.kind == Dict
		}
		c, _ := l.next(0)
		if v.kind != Integer || c.kind != Integer {
			return Value{}, false
		}
		first := v.Int()
		for i := range c.Int() {
			l.left = maxValues
			before := l.pos
			offset, _ := l.next(0)
			generation, _ := l.next(0)
			use, ok := l.next(0)
			if offset.Operator() == "trailer" { // fewer than claimed
				l.pos = before
				break
			}
			if !ok || offset.kind != Integer || use.kind != Keyword {
				return Value{}, false
			}
			if i == 0 && first == 1 && use.text == "f" && generation.Int() == 65535 {
				first = 0
			}
			if use.text == "n" {
				f.enter(first+i, entry{offset: offset.Int(), generation: generation.Int()})
			} else {
				f.enter(first+i, entry{offset: -1})
			}
		}
	}
}

// enter notes where an object is, unless newer data said so already.
func (f *File) enter(number int, e entry) {
	if _, known := f.xref[number]; !known && number >= 0 && number <= maxNumber {
		f.xref[number] = e
	}
}

// stream reads a cross-reference stream.
func (f *File) stream(v Value) bool {
	data, _ := v.Data()
	var w [3]int
	for i := range w {
		if w[i] = v.Key("W").At(i).Int(); w[i] < 0 || w[i] > 8 {
			return false
		}
	}
	size := w[0] + w[1] + w[2]
	if size == 0 {
		return false
	}
	index := v.Key("Index")
	sections := [][2]int{{0, v.Key("Size").Int()}}
	if index.Len() > 0 {
		sections = nil
		for i := 0; i+1 < index.Len(); i += 2 {
			sections = append(sections, [2]int{index.At(i).Int(), index.At(i + 1).Int()})
		}
	}
	field := func(n, missing int) int {
		if n == 0 {
			return missing
		}
		x := 0
		for _, b := range data[:n] {
			x = x<<8 | int(b)
		}
		data = data[n:]
		return x
	}
	for _, s := range sections {
		for i := range s[1] {
			if len(data) < size {
				return len(f.xref) > 0
			}
			kind, a, b := field(w[0], 1), field(w[1], 0), field(w[2], 0)
			switch kind {
			case 0:
				f.enter(s[0]+i, entry{offset: -1})
			case 1:
				f.enter(s[0]+i, entry{offset: a, generation: b})
			case 2:
				f.enter(s[0]+i, entry{stream: a, index: b})
			}
		}
	}
	return true
}
