package pipeline

import (
	"context"
	"errors"
	"sync"
)

// A Local is the Queue of a single process. It keeps nothing on disk: after a crash,
// [Import] submits again whatever has no entry yet.
type Local struct {
	jobs chan Job

	mu     sync.Mutex
	known  map[string]bool // queued or being worked on
	buried []Buried
}

var _ Queue = (*Local)(nil)

// NewLocal makes a queue that holds up to size jobs.
func NewLocal(size int) *Local {
	return &Local{jobs: make(chan Job, size), known: map[string]bool{}}
}

// Submit implements [Queue].
func (q *Local) Submit(ctx context.Context, j Job) error {
	q.mu.Lock()
	known := q.known[j.ID]
	q.known[j.ID] = true
	q.mu.Unlock()
	if known {
		return nil
	}
	j.Attempt = 1
	select {
	case q.jobs <- j:
		return nil
	case <-ctx.Done():
		q.forget(j.ID)
		return ctx.Err()
	}
}

// Work implements [Queue].
func (q *Local) Work(ctx context.Context, n int, do func(context.Context, Job) error) error {
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case j := <-q.jobs:
					q.run(ctx, j, do)
				}
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

func (q *Local) run(ctx context.Context, j Job, do func(context.Context, Job) error) {
	defer q.forget(j.ID)
	for ; ; j.Attempt++ {
		err := do(ctx, j)
		if err == nil || ctx.Err() != nil {
			return
		}
		if errors.Is(err, ErrPermanent) || j.Attempt == MaxAttempts {
			q.mu.Lock()
			q.buried = append(q.buried, Buried{j, err.Error()})
			q.mu.Unlock()
			return
		}
	}
}

func (q *Local) forget(id string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.known, id)
}

// Buried implements [Queue].
func (q *Local) Buried(context.Context) ([]Buried, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return append([]Buried(nil), q.buried...), nil
}
