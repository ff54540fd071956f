package bleve

import (
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// A row is a text in a row. The index keeps no positions, which would cost half of it
// again: what has all pairs of the text is verified on the stored text.
type row struct {
	all  allOf  // what has all terms
	text string // folded
}

func inRow(s string) set {
	all := terms(s)
	if len(all) == 1 && all[0].lone {
		return all[0].set() // a character alone is where it is
	}
	return row{sets(all), folded(s)}
}

func (r row) in(l *leaf) (*roaring.Bitmap, error) {
	b, err := r.all.in(l)
	if err != nil || len(r.all) == 1 && len([]rune(r.text)) == 2 {
		return b, err // a pair is in a row wherever it is
	}
	return r.verified(l, b)
}

func (r row) among(l *leaf, these *roaring.Bitmap) (*roaring.Bitmap, error) {
	b, err := r.all.in(l)
	if err != nil {
		return nil, err
	}
	return r.verified(l, roaring.And(these, b))
}

func (r row) verified(l *leaf, b *roaring.Bitmap) (*roaring.Bitmap, error) {
	out := roaring.New()
	for i := l.alive(b).Iterator(); i.HasNext(); {
		d, text := i.Next(), ""
		err := l.stored(d, func(field string, value []byte) bool {
			if field == fieldText {
				text = string(value)
			}
			return field != fieldText
		})
		if err != nil {
			return nil, err
		}
		if strings.Contains(folded(text), r.text) {
			out.Add(d)
		}
	}
	return out, nil
}
