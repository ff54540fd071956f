package pipeline

import (
	"context"
	"sync"
	"time"
)

// withLimit is a context that ends after limit, which extend makes longer; cancel must be
// called. Both may be called by several goroutines.
func withLimit(parent context.Context, limit time.Duration) (ctx context.Context, extend func(time.Duration), cancel func()) {
	ctx, stop := context.WithCancelCause(parent)
	clock := time.AfterFunc(limit, func() { stop(context.DeadlineExceeded) })
	var mu sync.Mutex
	end := time.Now().Add(limit)
	extend = func(d time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		end = end.Add(d)
		if ctx.Err() == nil {
			clock.Reset(time.Until(end))
		}
	}
	return ctx, extend, func() { clock.Stop(); stop(nil) }
}
