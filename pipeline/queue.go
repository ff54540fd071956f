package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// A Job is one file to process.
type Job struct {
	ID      string // of the document; two jobs with one ID are one job
	Path    string // what the file is known by
	File    string // where its bytes are
	Copy    bool   // File is a copy, made because Path leads into an archive
	Attempt int    // 1 for the first; set by the queue
}

// discard removes the copy of a file that is done with.
func (j Job) discard() {
	if j.Copy {
		os.Remove(j.File)
	}
}

// A Queue hands every submitted job to some worker at least once. Workers must
// therefore write their results idempotently.
type Queue interface {
	// Submit adds a job; one that is queued already is dropped. It blocks while the
	// queue is full and returns early only with ctx's error.
	Submit(ctx context.Context, j Job) error

	// Work calls do for each job, n at a time, until ctx is done, and returns its
	// error when every do has returned. A nil result finishes the job; an error marked
	// by Permanent buries it; any other error retries it, until MaxAttempts.
	Work(ctx context.Context, n int, do func(context.Context, Job) error) error

	// Buried returns the jobs that were given up, with their last error.
	Buried(ctx context.Context) ([]Buried, error)
}

// MaxAttempts is how often a job is tried before it is buried.
const MaxAttempts = 3

// A Buried job was given up.
type Buried struct {
	Job
	Reason string
}

// ErrPermanent marks an error that no retry can mend.
var ErrPermanent = errors.New("permanent")

// Permanent marks err so that a Queue buries the job at once.
func Permanent(err error) error { return fmt.Errorf("%w: %w", ErrPermanent, err) }
