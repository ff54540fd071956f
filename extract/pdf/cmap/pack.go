package cmap

import (
	"encoding/binary"
	"maps"
	"slices"
)

// The packed form of a CMap, of unsigned varints and of strings, which are a length and
// bytes:
//
//	vertical (0, 1), name of the base
//	number of spaces, for each: size, low, high
//	number of CID ranges, for each: size, low less the low before, high less low, CID
//	number of texts, for each: size, code less the code before, text

// Pack writes a CMap; base is the name of the CMap that it is based on.
func Pack(m *CMap, base string) []byte {
	var b []byte
	number := func(n uint64) { b = binary.AppendUvarint(b, n) }
	text := func(s string) { number(uint64(len(s))); b = append(b, s...) }
	vertical := uint64(0)
	if m.Vertical {
		vertical = 1
	}
	number(vertical)
	text(base)
	number(uint64(len(m.spaces)))
	for _, s := range m.spaces {
		number(uint64(s.low.Size))
		number(uint64(s.low.N))
		number(uint64(s.high.N))
	}
	number(uint64(len(m.cids)))
	before := Code{}
	for _, r := range m.cids {
		if r.low.Size != before.Size {
			before = Code{0, r.low.Size}
		}
		number(uint64(r.low.Size))
		number(uint64(r.low.N - before.N))
		number(uint64(r.high - r.low.N))
		number(uint64(r.cid))
		before = r.low
	}
	number(uint64(len(m.text)))
	codes := slices.SortedFunc(maps.Keys(m.text), func(a, b Code) int { return int(int64(a.N) - int64(b.N)) })
	n := uint32(0)
	for _, c := range codes {
		number(uint64(c.Size))
		number(uint64(c.N - n))
		text(m.text[c])
		n = c.N
	}
	return b
}

// Unpack reads what Pack wrote. Base finds the CMap that it is based on.
func Unpack(b []byte, base func(name string) *CMap) *CMap {
	number := func() uint64 {
		n, k := binary.Uvarint(b)
		if k <= 0 {
			b = nil
			return 0
		}
		b = b[k:]
		return n
	}
	text := func() string {
		n := min(number(), uint64(len(b)))
		s := string(b[:n])
		b = b[n:]
		return s
	}
	m := &CMap{Vertical: number() == 1}
	if name := text(); name != "" {
		m.base = base(name)
	}
	for range min(number(), uint64(len(b))) {
		size := uint8(number())
		m.spaces = append(m.spaces, space{Code{uint32(number()), size}, Code{uint32(number()), size}})
	}
	before := Code{}
	n := min(number(), uint64(len(b)))
	m.cids = make([]cidRange, 0, n)
	for range n {
		size := uint8(number())
		if size != before.Size {
			before = Code{0, size}
		}
		before.N += uint32(number())
		m.cids = append(m.cids, cidRange{before, before.N + uint32(number()), int(number())})
	}
	n = min(number(), uint64(len(b)))
	m.text = make(map[Code]string, n)
	code := uint32(0)
	for range n {
		size := uint8(number())
		code += uint32(number())
		m.text[Code{code, size}] = text()
	}
	return m
}
