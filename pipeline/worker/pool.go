package worker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/gangmu/gangmu"
)

// Options say how children are run. Command is a must; else the zero value works.
type Options struct {
	Command []string // arguments that make this program serve, with its limits
	Slots   int      // calls at once; 0 is one
	Recycle int      // calls after which a child is replaced; 0 is DefaultRecycle
}

// DefaultRecycle bounds what leaks and fragments of one file after the other can add up
// to. A start costs about what a small file does.
const DefaultRecycle = 500

// A Pool runs calls in children, one at a time in each. Its methods may be called from
// several goroutines.
type Pool struct {
	opts Options
	idle chan *process // one for each slot; nil is a child that is not started yet

	mu     sync.Mutex
	closed bool
}

// NewPool makes a pool; children are started when they are needed.
func NewPool(o Options) *Pool {
	if o.Slots <= 0 {
		o.Slots = 1
	}
	if o.Recycle <= 0 {
		o.Recycle = DefaultRecycle
	}
	p := &Pool{opts: o, idle: make(chan *process, o.Slots)}
	for range o.Slots {
		p.idle <- nil
	}
	return p
}

// Attempts at starting a child, and the pause between them: the system may be short of
// processes for a moment.
const (
	starts     = 3
	startPause = 500 * time.Millisecond
)

// Do sends a call to a child when one is free and returns its answer. The child gets
// limit for it and is ended shortly after. The error wraps ErrDied or ErrStart, or a
// gangmu.ErrorCode, or is that of ctx.
func (p *Pool) Do(ctx context.Context, limit time.Duration, request []byte) ([]byte, error) {
	if len(request) > maxResult-8 {
		return nil, fmt.Errorf("%w: call of %d bytes", gangmu.ErrTooLarge, len(request))
	}
	var child *process
	select {
	case child = <-p.idle:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { p.idle <- child }()
	if child != nil && child.gone() { // between two calls
		child.end()
		child = nil
	}
	if child == nil {
		var err error
		if child, err = p.start(ctx); err != nil {
			return nil, err
		}
	}
	answer, dead, err := child.call(ctx, limit, request)
	if !dead && (child.calls >= p.opts.Recycle || doubtful(err)) {
		child.end()
		dead = true
	}
	if dead {
		child = nil
	}
	return answer, err
}

// start starts a child, after a pause again if that does not go well.
func (p *Pool) start(ctx context.Context) (*process, error) {
	for i := 1; ; i++ {
		child, err := start(ctx, p.opts.Command)
		if err == nil || i == starts || ctx.Err() != nil {
			return child, err
		}
		select {
		case <-time.After(startPause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// doubtful reports whether a child may be unfit after a call that ended so: what ran
// late may be running still, and what was short of memory holds much of it.
func doubtful(err error) bool {
	return errors.Is(err, gangmu.ErrTimeout) || errors.Is(err, gangmu.ErrMemory)
}

// Close ends the children, when their calls are done. No call may follow.
func (p *Pool) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil
	}
	p.closed = true
	for range p.opts.Slots {
		if child := <-p.idle; child != nil {
			child.end()
		}
	}
	return nil
}
