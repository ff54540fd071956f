package bleve

import (
	"encoding/binary"
	"slices"
	"strconv"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
)

// orderOf is the order that is asked for, of exact or of related hits.
func (s *answerer) orderOf(exact bool) (order, error) {
	switch s.query.Sort {
	case index.SortRelevance:
		if s.tree == nil {
			return byPlace{}, nil
		}
		return byScore{s.wish.scorer(exact)}, nil
	case index.SortYear:
		return s.byValue(fieldYear, true)
	case index.SortBureau:
		return s.byValue(fieldBureau, false)
	case index.SortPlace:
		return byPlace{}, nil
	}
	return nil, &query.Error{Reason: query.BadSort}
}

// byPlace is the order of the documents, and of the text in each.
type byPlace struct{}

// keys are the beginnings of the documents' IDs, as numbers.
func (byPlace) keys(l *leaf, b *roaring.Bitmap, f func(uint32, float64)) error {
	c, err := l.column(fieldDoc)
	if err != nil {
		return err
	}
	keys := []float64{0}
	for _, id := range c.values {
		keys = append(keys, beginning(id))
	}
	eachOf(b, func(d uint32) { f(d, keys[c.of[d]]) })
	return nil
}

// beginning are the first six bytes of s as a number, which ascend as texts do.
func beginning(s string) float64 {
	var b [8]byte
	copy(b[2:], s[:min(len(s), 6)])
	return float64(binary.BigEndian.Uint64(b[:]))
}

func (byPlace) key(value string) (float64, error) { return strconv.ParseFloat(value, 64) }
func (byPlace) value(key float64) string          { return strconv.FormatFloat(key, 'f', -1, 64) }

// byScore has the highest score first.
type byScore struct{ *scorer }

func (s byScore) keys(l *leaf, b *roaring.Bitmap, f func(uint32, float64)) error {
	return s.scores(l, b, func(d uint32, score float64) { f(d, -score) })
}

func (byScore) key(value string) (float64, error) { return strconv.ParseFloat(value, 64) }
func (byScore) value(key float64) string          { return strconv.FormatFloat(key, 'g', -1, 64) }

// byValue sorts by the value of a field. Without a value is last.
type byValue struct {
	field  string
	sorted []string // all values of the view
	down   bool
}

func (s *answerer) byValue(field string, down bool) (order, error) {
	o := &byValue{field: field, down: down}
	for _, l := range s.leaves {
		c, err := l.column(field)
		if err != nil {
			return nil, err
		}
		o.sorted = append(o.sorted, c.values...)
	}
	slices.Sort(o.sorted)
	o.sorted = slices.Compact(o.sorted)
	return o, nil
}

func (o *byValue) keys(l *leaf, b *roaring.Bitmap, f func(uint32, float64)) error {
	c, err := l.column(o.field)
	if err != nil {
		return err
	}
	keys := []float64{o.of("")}
	for _, v := range c.values {
		keys = append(keys, o.of(v))
	}
	eachOf(b, func(d uint32) { f(d, keys[c.of[d]]) })
	return nil
}

func (o *byValue) of(value string) float64 {
	switch {
	case value == "":
		return float64(len(o.sorted))
	case o.down:
		return -1 - rank(o.sorted, value)
	}
	return rank(o.sorted, value)
}

func (o *byValue) key(value string) (float64, error) { return o.of(value), nil }

func (o *byValue) value(key float64) string {
	i := int(key)
	if o.down {
		i = int(-1 - key)
	}
	if key == float64(len(o.sorted)) {
		return ""
	}
	return o.sorted[i]
}
