package pipeline

import (
	"context"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
)

// A committer makes results durable in the order result, index, entry, several
// documents at a time: whatever has come while it wrote is the next group.
type committer struct {
	store    Store
	index    index.Index
	requests chan commit
}

type commit struct {
	entry  *Entry         // nil when only the result is put
	result *gangmu.Result // nil for a file that could not be read, or one that was put
	done   chan error
}

// maxGroup bounds the results in memory.
const maxGroup = 32

// put makes the result alone durable: a large one does not wait in memory.
func (c *committer) put(ctx context.Context, r *gangmu.Result) error { return c.commit(ctx, nil, r) }

// commit hands one document over and waits until it is durable.
func (c *committer) commit(ctx context.Context, e *Entry, r *gangmu.Result) error {
	req := commit{e, r, make(chan error, 1)}
	select {
	case c.requests <- req:
		return <-req.done
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run commits until ctx is done. A group that was begun is finished.
func (c *committer) run(ctx context.Context) {
	for {
		var group []commit
		select {
		case <-ctx.Done():
			return
		case req := <-c.requests:
			group = append(group, req)
		}
		for more := true; more && len(group) < maxGroup; {
			select {
			case req := <-c.requests:
				group = append(group, req)
			default:
				more = false
			}
		}
		err := c.write(context.WithoutCancel(ctx), group)
		for _, req := range group {
			req.done <- err
		}
	}
}

func (c *committer) write(ctx context.Context, group []commit) error {
	var results []*gangmu.Result
	for _, req := range group {
		if req.result == nil {
			continue
		}
		if err := c.store.PutResult(ctx, req.result); err != nil {
			return err
		}
		results = append(results, req.result)
	}
	if len(results) > 0 {
		if err := c.index.Put(ctx, results...); err != nil {
			return err
		}
	}
	for _, req := range group {
		if req.entry == nil {
			continue
		}
		if err := c.store.PutEntry(ctx, req.entry); err != nil {
			return err
		}
	}
	return nil
}
