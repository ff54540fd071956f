package object

import (
	"bytes"
	"maps"
	"slices"
)

// rebuild makes the cross-reference data from the objects themselves: every "n g obj" in
// the file, the last of a number first, then what object streams hold. The trailer is
// joined from all trailers and cross-reference streams.
func (f *File) rebuild() {
	f.rebuilt = true
	f.reset()
	f.xref = map[int]entry{}
	trailer := &compound{file: f, dict: map[string]Value{}}
	if f.trailer.kind == Dict {
		maps.Copy(trailer.dict, f.trailer.more.dict)
	}
	var streams, roots []int // numbers
	for at := 0; ; {
		i := bytes.Index(f.data[at:], []byte("obj"))
		if i < 0 {
			break
		}
		end := at + i
		at = end + len("obj")
		number, generation, start, ok := headBefore(f.data, end)
		if !ok || len(f.xref) > maxNumber {
			continue
		}
		f.xref[number] = entry{offset: start, generation: generation}
		head := f.data[at:min(len(f.data), at+dictWithin)]
		if i := bytes.Index(head, []byte("endobj")); i >= 0 {
			head = head[:i]
		}
		switch {
		case bytes.Contains(head, []byte("/ObjStm")):
			streams = append(streams, number)
		case bytes.Contains(head, []byte("/Catalog")):
			roots = append(roots, number)
		case bytes.Contains(head, []byte("/XRef")):
			l := &Lexer{data: f.data, pos: at, file: f, left: maxValues}
			v, _ := l.next(0)
			join(trailer, v)
		}
	}
	for at := 0; ; {
		i := bytes.Index(f.data[at:], []byte("trailer"))
		if i < 0 {
			break
		}
		at += i + len("trailer")
		l := &Lexer{data: f.data, pos: at, file: f, left: maxValues}
		v, _ := l.next(0)
		join(trailer, v)
	}
	f.trailer = Value{kind: Dict, more: trailer}
	if !f.trailer.Key("Encrypt").IsNull() && f.crypt == nil {
		f.packedLater = streams // they can be read when the file is unlocked
	} else {
		f.enterPacked(streams)
	}
	f.findRoot(roots)
}

// dictWithin is how far the type of a stream is looked for behind its "obj".
const dictWithin = 512

// join takes over what a trailer says of the document.
func join(trailer *compound, v Value) {
	if v.kind != Dict {
		return
	}
	for _, key := range []string{"Root", "Encrypt", "ID", "Info"} {
		if x, ok := v.more.dict[key]; ok {
			trailer.dict[key] = x
		}
	}
}

// enterPacked notes the objects in object streams, in the order of the file.
func (f *File) enterPacked(streams []int) {
	f.packedLater = nil
	for _, s := range slices.Compact(streams) {
		p := f.objectStream(s)
		if p == nil {
			continue
		}
		for i, n := range p.numbers {
			if e, ok := f.xref[n]; (!ok || e.stream != 0 || e.offset < f.xref[s].offset) && n >= 0 && n <= maxNumber && n != s {
				f.xref[n] = entry{stream: s, index: i}
				delete(f.cache, n)
			}
		}
	}
}

// findRoot looks for a catalogue where no trailer names one.
func (f *File) findRoot(roots []int) {
	if f.Root().Key("Pages").kind == Dict || f.packedLater != nil {
		return
	}
	roots = append([]int{}, roots...)
	for n, e := range f.xref {
		if e.stream != 0 {
			roots = append(roots, n)
		}
	}
	slices.Sort(roots)
	for _, n := range slices.Backward(roots) {
		if v := f.object(n); v.kind == Dict && v.Key("Type").Name() == "Catalog" && v.Key("Pages").kind == Dict {
			f.trailer.more.dict["Root"] = Value{kind: Reference, num: float64(n), more: f.anchor}
			return
		}
	}
}

// headBefore reads "number generation " backwards from the "obj" at end.
func headBefore(data []byte, end int) (number, generation, start int, ok bool) {
	p := end
	back := func(is func(b byte) bool) int {
		from := p
		for p > 0 && from-p < 16 && is(data[p-1]) {
			p--
		}
		return from - p
	}
	digit := func(b byte) bool { return b >= '0' && b <= '9' }
	blank := func(b byte) bool { return class[b] == white }
	back(blank)
	g := p
	if back(digit) == 0 {
		return 0, 0, 0, false
	}
	generation = decimal(data[p:g])
	if back(blank) == 0 {
		return 0, 0, 0, false
	}
	n := p
	if back(digit) == 0 {
		return 0, 0, 0, false
	}
	number = decimal(data[p:n])
	return number, generation, p, number > 0 && number <= maxNumber
}

func decimal(digits []byte) int {
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
		if n > 1<<31 {
			return 1 << 31
		}
	}
	return n
}
