package bleve

import (
	"context"
	"errors"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segments "github.com/blevesearch/scorch_segment_api/v2"
)

// A view is one state of the index: all parts of an answer are of the same. It is used by
// one goroutine.
type view struct {
	*Index
	ctx      context.Context
	snapshot *scorch.IndexSnapshot
	leaves   []*leaf
}

// view begins a view, which is closed whatever happens.
func (x *Index) view(ctx context.Context) (v *view, err error) {
	x.mu.RLock()
	defer func() {
		if v == nil {
			x.mu.RUnlock()
		}
	}()
	if x.engine == nil {
		return nil, errClosed
	}
	idx, err := x.engine.Advanced()
	if err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	r, err := idx.Reader()
	if err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.Join(fmt.Errorf("read index: %T", r), r.Close())
	}
	v = &view{Index: x, ctx: ctx, snapshot: snapshot}
	var all []segments.Segment
	for _, s := range snapshot.Segments() {
		all = append(all, s.Segment())
	}
	columns := x.columns.columns(all)
	for i, s := range snapshot.Segments() {
		l := &leaf{number: i, segment: s.Segment(), columns: columns[i]}
		if d := s.Deleted(); d != nil && !d.IsEmpty() {
			l.deleted = d
		}
		v.leaves = append(v.leaves, l)
	}
	return v, nil
}

func (v *view) close(err *error) {
	*err = errors.Join(*err, v.snapshot.Close())
	v.mu.RUnlock()
}

// found is what a query matches, by leaf, without what was deleted. The zero one is nothing.
type found []*roaring.Bitmap

// find evaluates a set in every leaf.
func (v *view) find(s set) (found, error) {
	out := make(found, len(v.leaves))
	for i, l := range v.leaves {
		if err := v.ctx.Err(); err != nil {
			return nil, err
		}
		b, err := s.in(l)
		if err != nil {
			return nil, err
		}
		out[i] = l.alive(b)
	}
	return out, nil
}

// count is the number of documents.
func (f found) count() int {
	n := 0
	for _, b := range f {
		n += int(b.GetCardinality())
	}
	return n
}

// without is f without what is in other.
func (f found) without(other found) found {
	out := make(found, len(f))
	for i := range f {
		out[i] = roaring.AndNot(f[i], other[i])
	}
	return out
}
