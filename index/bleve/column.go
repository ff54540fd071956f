package bleve

import (
	"slices"
	"sort"
	"strconv"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segments "github.com/blevesearch/scorch_segment_api/v2"
)

// Columns say of the documents of a leaf what values a field has: hits are counted, sorted
// and weighed by them. A column is made from the postings of the field when it is first
// needed (200,000 documents and a field with a few hundred values: some milliseconds) and
// kept as long as the leaf is in use. It takes four bytes a value of a document.
type columns struct {
	mu     sync.Mutex
	fields map[string]*column
	having map[string]*roaring.Bitmap // see having

	once             sync.Once
	entries, lengths int // see total
}

// A column is read by any number of goroutines.
type column struct {
	values []string // ascending
	of     []uint32 // by document, number of its value counted from 1, 0 if it has none; or
	starts []uint32 // where documents have several values: the first in of by document

	once   sync.Once
	parsed []int // see numbers
}

// column is that of a field.
func (l *leaf) column(field string) (*column, error) {
	c := l.columns
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := c.fields[field]; f != nil {
		return f, nil
	}
	f, err := l.newColumn(field)
	if err != nil {
		return nil, err
	}
	if c.fields == nil {
		c.fields = map[string]*column{}
	}
	c.fields[field] = f
	return f, nil
}

func (l *leaf) newColumn(field string) (*column, error) {
	c := &column{}
	size := int(l.segment.Count())
	var documents [][]uint32 // by value
	err := l.each(field, "", "", nil, func(term string, b *roaring.Bitmap) {
		c.values = append(c.values, term)
		documents = append(documents, b.ToArray())
	})
	if err != nil {
		return nil, err
	}
	c.of = make([]uint32, size)
	several := false
	for v, all := range documents {
		for _, d := range all {
			several = several || c.of[d] != 0
			c.of[d] = uint32(v + 1)
		}
	}
	if several {
		c.spread(documents, size)
	}
	return c, nil
}

// spread lays the values of each document side by side.
func (c *column) spread(documents [][]uint32, size int) {
	c.starts = make([]uint32, size+1)
	for _, all := range documents {
		for _, d := range all {
			c.starts[d+1]++
		}
	}
	for d := range size {
		c.starts[d+1] += c.starts[d]
	}
	c.of = make([]uint32, c.starts[size])
	next := slices.Clone(c.starts)
	for v, all := range documents {
		for _, d := range all {
			c.of[next[d]] = uint32(v + 1)
			next[d]++
		}
	}
}

// one is the value of a document that has at most one, "" if it has none.
func (c *column) one(d uint32) string {
	if k := c.of[d]; k > 0 {
		return c.values[k-1]
	}
	return ""
}

// tally counts the documents of b by value.
func (c *column) tally(b *roaring.Bitmap) []int {
	counts := make([]int, len(c.values)+1) // the first is that of documents without any
	var buffer [256]uint32
	for i := b.ManyIterator(); ; {
		n := i.NextMany(buffer[:])
		if n == 0 {
			return counts[1:]
		}
		for _, d := range buffer[:n] {
			if c.starts == nil {
				counts[c.of[d]]++
				continue
			}
			for _, k := range c.of[c.starts[d]:c.starts[d+1]] {
				counts[k]++
			}
		}
	}
}

// numbers are the values of a column of numbers.
func (c *column) numbers() []int {
	c.once.Do(func() {
		c.parsed = make([]int, len(c.values))
		for i, v := range c.values {
			c.parsed[i], _ = strconv.Atoi(v)
		}
	})
	return c.parsed
}

// total is the number of entries that are not deleted, and of the code points of their texts.
func (l *leaf) total() (entries, lengths int, err error) {
	c, err := l.column(fieldLength)
	if err != nil {
		return 0, 0, err
	}
	numbers := c.numbers()
	sum := func(b *roaring.Bitmap) (entries, lengths int) {
		for v, n := range c.tally(b) {
			entries += n
			lengths += n * numbers[v]
		}
		return entries, lengths
	}
	l.columns.once.Do(func() {
		all := roaring.New()
		all.AddRange(0, l.segment.Count())
		l.columns.entries, l.columns.lengths = sum(all)
	})
	entries, lengths = l.columns.entries, l.columns.lengths
	if l.deleted != nil {
		e, n := sum(l.deleted)
		entries, lengths = entries-e, lengths-n
	}
	return entries, lengths, nil
}

// maxHaving bounds what is kept of characters: a bit a document each.
const maxHaving = 64

// having are the entries whose text has a Han character, deleted ones among them: those
// with a term that begins with it, since every character of a text begins a pair or is a
// term itself. They are kept, for as many characters as are often asked.
func (l *leaf) having(character string) (*roaring.Bitmap, error) {
	c := l.columns
	c.mu.Lock()
	defer c.mu.Unlock()
	if b := c.having[character]; b != nil {
		return b, nil
	}
	var all []*roaring.Bitmap
	err := l.each(fieldTerms, character, behind(character), nil, func(_ string, b *roaring.Bitmap) { all = append(all, b) })
	if err != nil {
		return nil, err
	}
	b := roaring.FastOr(all...)
	if len(all) == 1 {
		b = b.Clone() // else it may lie in the file
	}
	if c.having == nil || len(c.having) >= maxHaving {
		c.having = map[string]*roaring.Bitmap{}
	}
	c.having[character] = b
	return b, nil
}

// keeper keeps the columns of the leaves that are in use.
type keeper struct {
	mu     sync.Mutex
	leaves map[segments.Segment]*columns
}

// columns are those of segments, which are all that are in use now.
func (k *keeper) columns(all []segments.Segment) []*columns {
	k.mu.Lock()
	defer k.mu.Unlock()
	out := make([]*columns, len(all))
	next := make(map[segments.Segment]*columns, len(all))
	for i, s := range all {
		c := k.leaves[s]
		if c == nil {
			c = &columns{}
		}
		out[i], next[s] = c, c
	}
	k.leaves = next
	return out
}

// rank is where a value stands among sorted ones; behind the one before it, if it is none of
// them.
func rank(sorted []string, value string) float64 {
	i := sort.SearchStrings(sorted, value)
	if i < len(sorted) && sorted[i] == value {
		return float64(i)
	}
	return float64(i) - .5
}
