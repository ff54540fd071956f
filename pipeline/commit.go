package pipeline

import (
	"context"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
)

// A committer makes results durable in the order result, index, entry, several
// documents at a time: sources and results are on the disk before the index learns of
// them, and the index knows them before an entry says so.
type committer struct {
	store    Store
	index    index.Index
	requests chan commit
}

type commit struct {
	entry  *Entry  // nil when only the result is put
	result *Parsed // nil for a file that could not be read, or one that was put
	done   chan error
}

// maxGroup bounds the results in memory, and linger is how long a group waits for more:
// syncing and indexing cost by the group.
const (
	maxGroup = 32
	linger   = 20 * time.Millisecond
)

// put makes the result alone durable: a large one does not wait in memory.
func (c *committer) put(ctx context.Context, r *Parsed) error { return c.commit(ctx, nil, r) }

// commit hands one document over and waits until it is durable.
func (c *committer) commit(ctx context.Context, e *Entry, r *Parsed) error {
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
		late := time.After(linger)
		for more := true; more && len(group) < maxGroup; {
			select {
			case req := <-c.requests:
				group = append(group, req)
			case <-late:
				more = false
			case <-ctx.Done():
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
		if err := c.store.PutResult(ctx, req.result.Result, req.result.Encoded); err != nil {
			return err
		}
		results = append(results, req.result.Result)
	}
	if err := c.store.Sync(ctx); err != nil {
		return err
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
	return c.store.Sync(ctx)
}
