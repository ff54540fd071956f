package bleve

import (
	"context"
	"fmt"

	engine "github.com/blevesearch/bleve/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index/zh"
)

// maxBatch is the number of records after which a batch is written; one document more
// can pass it.
const maxBatch = 1000

// Put implements [index.Index].
func (x *Index) Put(ctx context.Context, docs ...*gangmu.Result) (err error) {
	defer x.recovered("write", &err)
	if err := zh.Load(); err != nil {
		return err
	}
	b := x.engine.NewBatch()
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := x.remove(ctx, b, d.ID); err != nil {
			return err
		}
		all, err := records(d)
		if err != nil {
			return fmt.Errorf("index %s: %w", d.ID, err)
		}
		for _, r := range all {
			if err := b.Index(r.id, r.fields); err != nil {
				return fmt.Errorf("index %s: %w", r.id, err)
			}
		}
		if b.Size() >= maxBatch {
			if err := x.write(b); err != nil {
				return err
			}
			b.Reset()
		}
	}
	return x.write(b)
}

// Delete implements [index.Index].
func (x *Index) Delete(ctx context.Context, ids ...string) (err error) {
	defer x.recovered("write", &err)
	b := x.engine.NewBatch()
	for _, id := range ids {
		if err := x.remove(ctx, b, id); err != nil {
			return err
		}
	}
	return x.write(b)
}

// write makes a batch durable: bleve's safe mode returns when it is on disk.
func (x *Index) write(b *engine.Batch) error {
	if b.Size() == 0 {
		return nil
	}
	if err := x.engine.Batch(b); err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return nil
}

// remove adds the deletion of a document's records to b.
func (x *Index) remove(ctx context.Context, b *engine.Batch, id string) error {
	q := engine.NewTermQuery(id)
	q.SetField(fieldDoc)
	const page = 1000
	var after []string
	for {
		req := engine.NewSearchRequestOptions(q, page, 0, false)
		req.Score = "none"
		req.SortBy([]string{"_id"})
		req.SearchAfter = after
		res, err := x.engine.SearchInContext(ctx, req)
		if err != nil {
			return fmt.Errorf("find the measures of %s: %w", id, err)
		}
		for _, h := range res.Hits {
			b.Delete(h.ID)
		}
		if len(res.Hits) < page {
			return nil
		}
		after = res.Hits[page-1].Sort
	}
}
