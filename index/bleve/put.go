package bleve

import (
	"context"
	"fmt"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/gangmu/gangmu"
)

// maxBatch is the number of records after which a batch is written; one document more
// can pass it.
const maxBatch = 1000

// Put implements [index.Index].
func (x *Index) Put(ctx context.Context, docs ...*gangmu.Result) error {
	last := map[string]int{}
	for i, d := range docs {
		last[d.ID] = i
	}
	return x.change(ctx, func(v *view, b *bleveindex.Batch) error {
		for i, d := range docs {
			if last[d.ID] != i {
				continue // it comes again
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := v.remove(b, d.ID); err != nil {
				return err
			}
			all, err := records(d)
			if err != nil {
				return fmt.Errorf("index %s: %w", d.ID, err)
			}
			for _, r := range all {
				b.Update(r)
			}
			if len(b.IndexOps) >= maxBatch {
				if err := x.write(b); err != nil {
					return err
				}
				b.Reset()
			}
		}
		return nil
	})
}

// Delete implements [index.Index].
func (x *Index) Delete(ctx context.Context, ids ...string) error {
	return x.change(ctx, func(v *view, b *bleveindex.Batch) error {
		for _, id := range ids {
			if err := v.remove(b, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// change opens the index for writing and makes durable what fill has put into the batch.
func (x *Index) change(ctx context.Context, fill func(*view, *bleveindex.Batch) error) (err error) {
	defer recovered("write", &err)
	if err := x.toWrite(ctx); err != nil {
		return err
	}
	v, err := x.view(ctx)
	if err != nil {
		return err
	}
	defer v.close(&err)
	b := bleveindex.NewBatch()
	if err := fill(v, b); err != nil {
		return err
	}
	return x.write(b)
}

// write makes a batch durable: bleve's safe mode returns when it is on disk. A view is open,
// which keeps the engine.
func (x *Index) write(b *bleveindex.Batch) error {
	if len(b.IndexOps) == 0 {
		return nil
	}
	e, err := x.engine.Advanced()
	if err == nil {
		err = e.Batch(b)
	}
	if err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return nil
}

// remove adds the deletion of a document's records to b.
func (v *view) remove(b *bleveindex.Batch, id string) error {
	for _, l := range v.leaves {
		p, err := l.postings(fieldDoc, id)
		if err != nil {
			return fmt.Errorf("find the measures of %s: %w", id, err)
		}
		for i := l.alive(p).Iterator(); i.HasNext(); {
			record, err := l.segment.DocID(uint64(i.Next()))
			if err != nil {
				return fmt.Errorf("find the measures of %s: %w", id, err)
			}
			b.Delete(string(record))
		}
	}
	return nil
}
