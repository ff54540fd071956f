package worker

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"time"

	"github.com/gangmu/gangmu"
)

// An Error is how a callee ended a call: the code and the words of its error.
type Error struct {
	Code   gangmu.ErrorCode
	Detail string
}

func (e *Error) Error() string { return e.Detail }

// Unwrap gives the code.
func (e *Error) Unwrap() error { return e.Code }

// What processes say when they are refused memory: Go and its race detector, C++, glibc, and our own watch.
var wantOfMemory = []string{"out of memory", "cannot allocate memory", "Cannot allocate memory", "bad_alloc", "pthread_create failed", "failed to allocate"}

// verdict says in words what a child died of during a call.
func (p *process) verdict(ctx context.Context, limit time.Duration, err error) error {
	p.mu.Lock()
	why := p.why
	p.mu.Unlock()
	said := p.errs.String()
	status, _ := p.state.Sys().(syscall.WaitStatus)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(why, errLate):
		return fmt.Errorf("%w: no answer within %s, ended", gangmu.ErrTimeout, limit)
	case lacksMemory(said):
		return fmt.Errorf("%w: %s", gangmu.ErrMemory, p.errs.line())
	case why != nil:
		return fmt.Errorf("%w: %w: it wrote what it should not: %w", ErrDied, gangmu.ErrCorrupt, why)
	case status.Signaled() && status.Signal() == syscall.SIGKILL:
		return fmt.Errorf("%w: %w: killed from outside, perhaps for want of memory", ErrDied, gangmu.ErrMemory)
	case p.state.Success():
		return fmt.Errorf("%w: %w: it ended without an answer: %w", ErrDied, gangmu.ErrCorrupt, err)
	}
	return fmt.Errorf("%w: %w: %s %s", ErrDied, gangmu.ErrCorrupt, p.state, p.errs.line())
}

func lacksMemory(said string) bool {
	for _, s := range wantOfMemory {
		if strings.Contains(said, s) {
			return true
		}
	}
	return false
}
