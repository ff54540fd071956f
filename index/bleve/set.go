package bleve

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// A set is what a part of a query matches: documents of a leaf, deleted ones among them.
// Nobody changes the bitmap.
type set interface {
	in(l *leaf) (*roaring.Bitmap, error)
}

type (
	// hasTerm is what has a term in a field.
	hasTerm struct{ field, term string }

	// hasCharacter is the entries whose text has a Han character.
	hasCharacter struct{ character string }

	// hasValue is what has a value, from one to before another, that fits; ends that are
	// empty are open, and fits is nil where all do.
	hasValue struct {
		field, from, before string
		fits                func(value string) bool
	}

	allOf  []set // what is in all of them; of none it is nothing
	oneOf  []set // what is in one of them
	except struct{ set, not set }

	// most is what is in so many of the sets.
	most struct {
		least int
		of    []set
	}
)

// A costly set is looked at among what all others have left.
type costly interface {
	set
	among(l *leaf, these *roaring.Bitmap) (*roaring.Bitmap, error)
}

// entries are all entries; none is nothing.
var (
	entries = oneOf{hasTerm{fieldEntry, entryMeasure}, hasTerm{fieldEntry, entrySection}}
	none    = oneOf{}
)

func (s hasTerm) in(l *leaf) (*roaring.Bitmap, error)      { return l.postings(s.field, s.term) }
func (s hasCharacter) in(l *leaf) (*roaring.Bitmap, error) { return l.having(s.character) }

func (s hasValue) in(l *leaf) (*roaring.Bitmap, error) {
	var all []*roaring.Bitmap
	err := l.each(s.field, s.from, s.before, s.fits, func(_ string, b *roaring.Bitmap) { all = append(all, b) })
	return union(all), err
}

func union(all []*roaring.Bitmap) *roaring.Bitmap {
	switch len(all) {
	case 0:
		return nothing
	case 1:
		return all[0]
	}
	return roaring.FastOr(all...)
}

// in takes the smallest sets first, and the costly ones last.
func (s allOf) in(l *leaf) (*roaring.Bitmap, error) {
	var cheap []set
	var last []costly
	for _, x := range s {
		if c, ok := x.(costly); ok {
			last = append(last, c)
		} else {
			cheap = append(cheap, x)
		}
	}
	if len(cheap) == 0 && len(last) > 0 {
		cheap, last = append(cheap, last[0]), last[1:]
	}
	all, err := bitmaps(cheap, l)
	if err != nil || len(all) == 0 {
		return nothing, err
	}
	slices.SortFunc(all, func(a, b *roaring.Bitmap) int { return int(a.GetCardinality()) - int(b.GetCardinality()) })
	out := all[0]
	for _, b := range all[1:] {
		if out.IsEmpty() {
			return out, nil
		}
		out = roaring.And(out, b)
	}
	for _, c := range last {
		if out, err = c.among(l, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s oneOf) in(l *leaf) (*roaring.Bitmap, error) {
	all, err := bitmaps(s, l)
	return union(all), err
}

func (s except) in(l *leaf) (*roaring.Bitmap, error) {
	all, err := bitmaps([]set{s.set, s.not}, l)
	if err != nil {
		return nil, err
	}
	return roaring.AndNot(all[0], all[1]), nil
}

// in counts for each document: of a few sets, most documents are in one or two.
func (s most) in(l *leaf) (*roaring.Bitmap, error) {
	all, err := bitmaps(s.of, l)
	if err != nil {
		return nil, err
	}
	// least[n] is what is in n+1 sets of those that were looked at
	least := make([]*roaring.Bitmap, s.least)
	for n := range least {
		least[n] = roaring.New()
	}
	for _, b := range all {
		for n := s.least - 1; n > 0; n-- {
			least[n].Or(roaring.And(least[n-1], b))
		}
		least[0].Or(b)
	}
	return least[s.least-1], nil
}

// kept is a set that is asked for several times by one query.
type kept struct {
	set
	was map[*leaf]*roaring.Bitmap
}

func keep(s set) set { return &kept{s, map[*leaf]*roaring.Bitmap{}} }

func (k *kept) in(l *leaf) (*roaring.Bitmap, error) {
	if b := k.was[l]; b != nil {
		return b, nil
	}
	b, err := k.set.in(l)
	if err == nil {
		k.was[l] = b
	}
	return b, err
}

func bitmaps(sets []set, l *leaf) ([]*roaring.Bitmap, error) {
	out := make([]*roaring.Bitmap, len(sets))
	for i, s := range sets {
		b, err := s.in(l)
		if err != nil {
			return nil, err
		}
		out[i] = b
	}
	return out, nil
}
