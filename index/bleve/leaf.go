package bleve

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segments "github.com/blevesearch/scorch_segment_api/v2"
)

// A leaf is a part of the index that never changes, which the engine calls a segment; only
// which of its documents were deleted since depends on the view. Documents have numbers
// from 0 in it. A query is answered leaf by leaf with bitmaps of these numbers.
//
// A leaf is used by one goroutine; the columns are shared.
type leaf struct {
	number  int // of the leaf in the view
	segment segments.Segment
	deleted *roaring.Bitmap // nil if nothing is
	columns *columns

	words     map[string]*roaring.Bitmap // postings of fieldTerms that were read
	reads     int                        // places that were asked for, see place
	docs, ats *column                    // nil until so many were
}

// nothing is the empty bitmap; nobody changes it.
var nothing = roaring.New()

// postings are the documents that have a term, deleted ones among them. They may lie in the
// file of the leaf: they are not changed, nor kept beyond the view.
func (l *leaf) postings(field, term string) (*roaring.Bitmap, error) {
	if field == fieldTerms {
		if b := l.words[term]; b != nil {
			return b, nil
		}
	}
	d, err := l.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("read terms of %s: %w", field, err)
	}
	b, err := postingsIn(d, term)
	if err == nil && field == fieldTerms {
		if l.words == nil {
			l.words = map[string]*roaring.Bitmap{}
		}
		l.words[term] = b
	}
	return b, err
}

func postingsIn(d segments.TermDictionary, term string) (*roaring.Bitmap, error) {
	p, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, fmt.Errorf("read postings of %q: %w", term, err)
	}
	i, ok := p.Iterator(false, false, false, nil).(segments.OptimizablePostingsIterator)
	if !ok {
		return nothing, nil
	}
	if n, single := i.DocNum1Hit(); single {
		return roaring.BitmapOf(uint32(n)), nil
	}
	if b := i.ActualBitmap(); b != nil {
		return b, nil
	}
	return nothing, nil
}

// each calls f for the terms of a field from one on to before another, ascending, with their
// postings. Empty ends are open.
func (l *leaf) each(field, from, before string, wanted func(term string) bool, f func(term string, b *roaring.Bitmap)) error {
	d, err := l.segment.Dictionary(field)
	if err != nil {
		return fmt.Errorf("read terms of %s: %w", field, err)
	}
	var start, end []byte
	if from != "" {
		start = []byte(from)
	}
	if before != "" {
		end = []byte(before)
	}
	for i := listed(d, start, end); ; {
		e, err := i.Next()
		if err != nil {
			return fmt.Errorf("read terms of %s: %w", field, err)
		}
		if e == nil {
			return nil
		}
		if wanted != nil && !wanted(e.Term) {
			continue
		}
		term := e.Term
		b, err := postingsIn(d, term)
		if err != nil {
			return err
		}
		f(term, b)
	}
}

// listed are terms without reading how many documents have each, where the engine can.
func listed(d segments.TermDictionary, start, end []byte) segments.DictionaryIterator {
	type lister interface {
		AutomatonIteratorOmitCount(a segments.Automaton, start, end []byte) segments.DictionaryIterator
	}
	if l, ok := d.(lister); ok {
		return l.AutomatonIteratorOmitCount(nil, start, end)
	}
	return d.AutomatonIterator(nil, start, end)
}

// count is the number of documents of a bitmap that are not deleted.
func (l *leaf) count(b *roaring.Bitmap) int {
	n := b.GetCardinality()
	if l.deleted != nil {
		n -= b.AndCardinality(l.deleted)
	}
	return int(n)
}

// alive are the documents of a bitmap that are not deleted.
func (l *leaf) alive(b *roaring.Bitmap) *roaring.Bitmap {
	if l.deleted == nil || !b.Intersects(l.deleted) {
		return b
	}
	return roaring.AndNot(b, l.deleted)
}

// stored reads stored fields of a document; visit is given each and says whether to go on.
// The value is valid during the call.
func (l *leaf) stored(number uint32, visit func(field string, value []byte) bool) error {
	err := l.segment.VisitStoredFields(uint64(number), func(field string, _ byte, value []byte, _ []uint64) bool {
		return visit(field, value)
	})
	if err != nil {
		return fmt.Errorf("read document: %w", err)
	}
	return nil
}

// behind is the first text behind all that begin with prefix.
func behind(prefix string) string {
	b := []byte(prefix)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0xFF {
			b[i]++
			return string(b[:i+1])
		}
	}
	return ""
}
