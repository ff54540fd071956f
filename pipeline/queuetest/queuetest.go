// Package queuetest holds the tests that every implementation of pipeline.Queue passes.
package queuetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/gangmu/gangmu/pipeline"
)

// Run runs the suite. open returns an empty queue that holds at least size jobs.
func Run(t *testing.T, open func(t *testing.T, size int) pipeline.Queue) {
	for name, test := range map[string]func(*testing.T, pipeline.Queue){
		"every job is done":                       allDone,
		"one ID is one job":                       oneJob,
		"an error is retried up to the limit":     retries,
		"a permanent error buries at once":        buries,
		"a full queue lets go of an ended caller": full,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t, size)) })
	}
}

const size = 4

// work runs do until it has been called n times, then ends the queue's work.
func work(t *testing.T, q pipeline.Queue, n int, jobs []pipeline.Job, do func(pipeline.Job) error) []pipeline.Job {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var mu sync.Mutex
	var calls []pipeline.Job
	done := make(chan error)
	go func() {
		done <- q.Work(ctx, 2, func(_ context.Context, j pipeline.Job) error {
			mu.Lock()
			defer mu.Unlock()
			calls = append(calls, j)
			if len(calls) == n {
				defer cancel()
			}
			return do(j)
		})
	}()
	for _, j := range jobs {
		if err := q.Submit(ctx, j); err != nil && ctx.Err() == nil {
			t.Fatal(err)
		}
	}
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("work ended with %v", err)
	}
	return calls
}

func jobs(n int) (out []pipeline.Job) {
	for i := range n {
		out = append(out, pipeline.Job{ID: fmt.Sprint(i), Path: fmt.Sprint("/", i)})
	}
	return out
}

func allDone(t *testing.T, q pipeline.Queue) {
	seen := map[string]int{}
	for _, j := range work(t, q, 50, jobs(50), func(pipeline.Job) error { return nil }) {
		seen[j.ID]++
		if j.Attempt != 1 || j.Path != "/"+j.ID {
			t.Errorf("job %+v", j)
		}
	}
	if len(seen) != 50 {
		t.Errorf("%d jobs", len(seen))
	}
}

func oneJob(t *testing.T, q pipeline.Queue) {
	ctx := context.Background()
	for range 3 {
		if err := q.Submit(ctx, pipeline.Job{ID: "same"}); err != nil {
			t.Fatal(err)
		}
	}
	if calls := work(t, q, 2, []pipeline.Job{{ID: "last"}}, func(pipeline.Job) error { return nil }); len(calls) != 2 {
		t.Errorf("calls %+v", calls)
	}
}

func retries(t *testing.T, q pipeline.Queue) {
	var attempts []int
	for _, j := range work(t, q, pipeline.MaxAttempts+1, []pipeline.Job{{ID: "bad"}, {ID: "last"}}, func(j pipeline.Job) error {
		if j.ID == "bad" {
			return errors.New("again")
		}
		return nil
	}) {
		if j.ID == "bad" {
			attempts = append(attempts, j.Attempt)
		}
	}
	if fmt.Sprint(attempts) != "[1 2 3]" {
		t.Errorf("attempts %v", attempts)
	}
}

func buries(t *testing.T, q pipeline.Queue) {
	bad := errors.New("no such format")
	calls := work(t, q, 2, []pipeline.Job{{ID: "bad"}, {ID: "last"}}, func(j pipeline.Job) error {
		if j.ID == "bad" {
			return pipeline.Permanent(bad)
		}
		return nil
	})
	b, err := q.Buried(context.Background())
	if err != nil || len(calls) != 2 || len(b) > 1 {
		t.Fatalf("%d calls, buried %+v, %v", len(calls), b, err)
	}
}

func full(t *testing.T, q pipeline.Queue) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var err error
	for i := 0; err == nil && i < 10*size; i++ {
		err = q.Submit(ctx, pipeline.Job{ID: fmt.Sprint(i)})
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
