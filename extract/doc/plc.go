package doc

import "sort"

// A plc is a table of n+1 ascending positions, then n values of one size, which belong
// to what lies between the positions (2.2.2).
type plc struct {
	b    []byte
	size int
	n    int
}

func newPLC(b []byte, size int) plc {
	return plc{b, size, max(0, (len(b)-4)/(4+size))}
}

func (p plc) count() int         { return p.n }
func (p plc) at(i int) int       { return int(u32(p.b, 4*i)) }
func (p plc) value(i int) []byte { return piece(p.b, 4*(p.n+1)+i*p.size, p.size) }

// Properties are kept in pages of 512 bytes of the WordDocument stream (2.9.33, 2.9.175): positions
// (FC) of the runs, then for each run where in the page its properties are, and the
// number of runs in the last byte.

const pageBytes = 512

// runs are the pages of one kind of property, in the order of what they cover.
type runs struct {
	doc  []byte
	bins plc // the first FC of each page, and its number
	kind pageKind
}

// A pageKind says how the pages of paragraphs and of characters differ.
type pageKind struct {
	entry int // bytes that each run has behind the positions; the first is an offset in words
	list  func(page []byte, at int) []byte
}

var (
	paragraphPages = pageKind{13, papx}
	characterPages = pageKind{1, chpx}
)

func readRuns(doc, bins []byte, kind pageKind) runs {
	return runs{doc, newPLC(bins, 4), kind}
}

// papx is the style and the properties of a paragraph (2.9.177), chpx the properties of
// a run of characters (2.9.32).
func papx(page []byte, at int) []byte {
	if n := u8(page, at); n > 0 {
		return piece(page, at+1, 2*n-1)
	}
	return piece(page, at+2, 2*u8(page, at+1))
}

func chpx(page []byte, at int) []byte { return piece(page, at+1, u8(page, at)) }

// find returns the properties of the run that holds an FC, and where it starts and ends.
// The run is empty where there is none.
func (r *runs) find(fc int) (list []byte, start, end int) {
	i := sort.Search(r.bins.count(), func(i int) bool { return r.bins.at(i) > fc }) - 1
	if i < 0 {
		return nil, fc, fc
	}
	const number = 1<<22 - 1
	page := piece(r.doc, int(u32(r.bins.value(i), 0)&number)*pageBytes, pageBytes)
	n := u8(page, pageBytes-1)
	if len(page) < pageBytes || 4*(n+1)+n*r.kind.entry > pageBytes {
		return nil, fc, fc
	}
	k := sort.Search(n, func(k int) bool { return int(u32(page, 4*k)) > fc }) - 1
	if k < 0 || fc >= int(u32(page, 4*k+4)) {
		return nil, fc, fc
	}
	if at := 2 * u8(page, 4*(n+1)+k*r.kind.entry); at > 0 {
		list = r.kind.list(page, at)
	}
	return list, int(u32(page, 4*k)), int(u32(page, 4*k+4))
}
