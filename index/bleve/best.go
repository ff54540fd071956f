package bleve

import (
	"cmp"
	"container/heap"
	"slices"
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/gangmu/gangmu/index/query"
)

// A hit is a document of a view that is on its way to a page.
type hit struct {
	leaf   *leaf
	number uint32
	key    float64 // that it is sorted by, the least first
	place  place
	placed bool // whether the place is known: most hits are sorted without
}

// A place is where an entry stands in the library, which parts hits that are alike.
type place struct {
	document string
	at       int
}

func (p *place) compare(q *place) int {
	return cmp.Or(strings.Compare(p.document, q.document), cmp.Compare(p.at, q.at))
}

// An order sorts hits. Those that are alike in it go by their places.
type order interface {
	// keys calls f for the documents of b, ascending, with their keys.
	keys(l *leaf, b *roaring.Bitmap, f func(d uint32, key float64)) error

	// key is that of a hit whose value stands in a cursor, and value is the other way.
	key(value string) (float64, error)
	value(key float64) string
}

// A heap of hits has the one that is sorted last on top. bleve's own collector reads the
// place of every hit, which costs more than to find it; this one reads those of hits that
// are as good as the last one of the page.
type top struct {
	hits []hit
	err  error
}

func (t *top) Len() int           { return len(t.hits) }
func (t *top) Less(i, j int) bool { return t.compare(&t.hits[i], &t.hits[j]) > 0 }
func (t *top) Swap(i, j int)      { t.hits[i], t.hits[j] = t.hits[j], t.hits[i] }
func (t *top) Push(h any)         { t.hits = append(t.hits, h.(hit)) }
func (t *top) Pop() any {
	h := t.hits[len(t.hits)-1]
	t.hits = t.hits[:len(t.hits)-1]
	return h
}

func (t *top) compare(a, b *hit) int {
	if c := cmp.Compare(a.key, b.key); c != 0 {
		return c
	}
	t.locate(a)
	t.locate(b)
	return a.place.compare(&b.place)
}

// locate reads the place of a hit.
func (t *top) locate(h *hit) {
	if h.placed {
		return
	}
	var err error
	if h.place, err = h.leaf.place(h.number); err != nil && t.err == nil {
		t.err = err
	}
	h.placed = true
}

// often is how many hits lie between two looks at whether the query was given up.
const often = 4096

// best gives up to size hits of f behind after, in order; after is nil for the first ones.
func (v *view) best(f found, by order, size int, after *hit) ([]hit, error) {
	t := &top{}
	n := 0
	for i, b := range f {
		l := v.leaves[i]
		err := by.keys(l, b, func(d uint32, key float64) {
			if n++; n%often == 0 && t.err == nil {
				t.err = v.ctx.Err()
			}
			if t.err != nil || len(t.hits) == size && key > t.hits[0].key {
				return
			}
			h := hit{leaf: l, number: d, key: key}
			if after != nil && t.compare(&h, after) <= 0 {
				return
			}
			if len(t.hits) < size {
				heap.Push(t, h)
			} else if t.compare(&h, &t.hits[0]) < 0 {
				t.hits[0] = h
				heap.Fix(t, 0)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(t.hits, func(a, b hit) int { return t.compare(&a, &b) })
	for i := range t.hits {
		t.locate(&t.hits[i])
	}
	return t.hits, t.err
}

// place reads where an entry stands: from what is stored of it, or from columns, where so
// many are asked for that making them pays.
func (l *leaf) place(d uint32) (p place, err error) {
	if l.reads++; l.docs == nil && l.reads > int(l.segment.Count())/32 {
		if l.docs, err = l.column(fieldDoc); err != nil {
			return p, err
		}
		if l.ats, err = l.column(fieldAt); err != nil {
			return p, err
		}
	}
	if l.docs != nil {
		p.document = l.docs.one(d)
		if k := l.ats.of[d]; k > 0 {
			p.at = l.ats.numbers()[k-1]
		}
		return p, nil
	}
	err = l.stored(d, func(field string, value []byte) bool {
		switch field {
		case "_id":
			p.document, _, _ = strings.Cut(string(value), "/")
		case fieldAt:
			p.at, _ = strconv.Atoi(string(value))
			return false
		}
		return true
	})
	return p, err
}

// cursor is where a page ends that ends with a hit.
func (h *hit) cursor(by order, related bool) *cursor {
	return &cursor{Related: related, After: []string{by.value(h.key), h.place.document, strconv.Itoa(h.place.at)}}
}

// hitOf is the hit that a cursor is of.
func hitOf(c *cursor, by order) (*hit, error) {
	if c == nil || c.After == nil {
		return nil, nil
	}
	bad := &query.Error{Reason: query.BadCursor}
	if len(c.After) != 3 {
		return nil, bad
	}
	key, err := by.key(c.After[0])
	if err != nil {
		return nil, bad
	}
	at, err := strconv.Atoi(c.After[2])
	if err != nil {
		return nil, bad
	}
	return &hit{key: key, place: place{c.After[1], at}, placed: true}, nil
}
