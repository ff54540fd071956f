// Package queuetest holds the tests that every implementation of pipeline.Queue passes.
package queuetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gangmu/gangmu/pipeline"
)

// Run runs the suite. open returns an empty queue that holds at least size jobs.
func Run(t *testing.T, open func(t *testing.T, size int) pipeline.Queue) {
	for name, test := range map[string]func(*testing.T, pipeline.Queue){
		"every job is done, whoever submits it":            allDone,
		"one ID is one job while it is there":              oneJob,
		"a job that was done may come again":               comesAgain,
		"so many at a time and no more":                    atATime,
		"several may work":                                 severalWork,
		"an error is retried up to the limit, then buried": retries,
		"an error may pass":                                recovers,
		"a permanent error buries at once":                 buries,
		"one that was buried may be submitted again":       dug,
		"bad jobs do not hold up good ones":                goesOn,
		"work ends when every job in hand has ended":       ends,
		"a job that was cut off may be submitted again":    cutOff,
		"a full queue waits":                               waits,
		"a full queue lets go of an ended caller":          full,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t, size)) })
	}
}

const size = 4

// patience is how long anything may take that must happen.
const patience = 20 * time.Second

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it does not come that %s", what)
		}
	}
}

// A crew works on a queue and keeps what it was given.
type crew struct {
	stop context.CancelFunc
	done chan error

	mu    sync.Mutex
	calls []pipeline.Job
}

// work sets n to work on q, until the test ends or end is called.
func work(t *testing.T, q pipeline.Queue, n int, do func(context.Context, pipeline.Job) error) *crew {
	ctx, stop := context.WithCancel(context.Background())
	c := &crew{stop: stop, done: make(chan error, 1)}
	go func() {
		c.done <- q.Work(ctx, n, func(ctx context.Context, j pipeline.Job) error {
			c.mu.Lock()
			c.calls = append(c.calls, j)
			c.mu.Unlock()
			return do(ctx, j)
		})
	}()
	t.Cleanup(func() { c.end(t) })
	return c
}

// end ends the work, which must tell why it ended.
func (c *crew) end(t *testing.T) {
	t.Helper()
	if c.stop == nil {
		return
	}
	c.stop()
	c.stop = nil
	select {
	case err := <-c.done:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("work ended with %v", err)
		}
	case <-time.After(patience):
		t.Error("work does not end")
	}
}

// given are the jobs that the crew was given so far.
func (c *crew) given() []pipeline.Job {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]pipeline.Job(nil), c.calls...)
}

// attempts are those of the job with an ID.
func (c *crew) attempts(id string) (out []int) {
	for _, j := range c.given() {
		if j.ID == id {
			out = append(out, j.Attempt)
		}
	}
	return out
}

func job(id string) pipeline.Job {
	return pipeline.Job{ID: id, Path: "/计划/" + id, File: "/tmp/" + id, Copy: true}
}

func submit(t *testing.T, q pipeline.Queue, ids ...string) {
	t.Helper()
	for _, id := range ids {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		err := q.Submit(ctx, job(id))
		cancel()
		if err != nil {
			t.Fatal(err)
		}
	}
}

// buried waits until n jobs are buried.
func buried(t *testing.T, q pipeline.Queue, n int) (list []pipeline.Buried) {
	t.Helper()
	eventually(t, fmt.Sprintf("%d jobs are buried", n), func() bool {
		var err error
		if list, err = q.Buried(context.Background()); err != nil {
			t.Fatal(err)
		}
		return len(list) >= n
	})
	if len(list) != n {
		t.Fatalf("buried %+v", list)
	}
	return list
}

func nothing(context.Context, pipeline.Job) error { return nil }

func allDone(t *testing.T, q pipeline.Queue) {
	c := work(t, q, 3, nothing)
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() {
			for k := range 20 {
				if err := q.Submit(context.Background(), job(fmt.Sprint(i, "-", k))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	eventually(t, "all are done", func() bool { return len(c.given()) >= 100 })
	c.end(t)
	seen := map[string]int{}
	for _, j := range c.given() {
		seen[j.ID]++
		want := job(j.ID)
		if want.Attempt = 1; j != want {
			t.Errorf("job %+v, want %+v", j, want)
		}
	}
	if len(seen) != 100 {
		t.Errorf("%d jobs", len(seen))
	}
	buried(t, q, 0)
}

func oneJob(t *testing.T, q pipeline.Queue) {
	submit(t, q, "same", "same", "same")
	hold := make(chan struct{})
	c := work(t, q, 2, func(context.Context, pipeline.Job) error { <-hold; return nil })
	eventually(t, "it is in hand", func() bool { return len(c.given()) == 1 })
	submit(t, q, "same", "last")
	eventually(t, "the last one is in hand", func() bool { return len(c.given()) == 2 })
	close(hold)
	c.end(t)
	if n := len(c.attempts("same")); n != 1 {
		t.Errorf("%d calls", n)
	}
}

func comesAgain(t *testing.T, q pipeline.Queue) {
	c := work(t, q, 1, nothing)
	for n := 1; n <= 3; n++ {
		eventually(t, "it is done again", func() bool { // it is known until do has returned
			submit(t, q, "again")
			return len(c.attempts("again")) >= n
		})
	}
}

func atATime(t *testing.T, q pipeline.Queue) {
	const n = 3
	var now, most atomic.Int32
	hold := make(chan struct{})
	c := work(t, q, n, func(context.Context, pipeline.Job) error {
		for k := now.Add(1); ; {
			if m := most.Load(); k <= m || most.CompareAndSwap(m, k) {
				break
			}
		}
		<-hold
		now.Add(-1)
		return nil
	})
	for i := range n + size {
		submit(t, q, fmt.Sprint(i))
	}
	eventually(t, "all hands are full", func() bool { return now.Load() == n })
	close(hold)
	eventually(t, "all are done", func() bool { return len(c.given()) == n+size })
	c.end(t)
	if most.Load() != n {
		t.Errorf("%d at a time", most.Load())
	}
}

func severalWork(t *testing.T, q pipeline.Queue) {
	a, b := work(t, q, 1, nothing), work(t, q, 1, nothing)
	for i := range 50 {
		submit(t, q, fmt.Sprint(i))
	}
	eventually(t, "all are done", func() bool { return len(a.given())+len(b.given()) >= 50 })
	a.end(t)
	b.end(t)
	seen := map[string]bool{}
	for _, j := range append(a.given(), b.given()...) {
		if seen[j.ID] {
			t.Errorf("%s twice", j.ID)
		}
		seen[j.ID] = true
	}
}

func retries(t *testing.T, q pipeline.Queue) {
	c := work(t, q, 2, func(_ context.Context, j pipeline.Job) error { return fmt.Errorf("attempt %d", j.Attempt) })
	submit(t, q, "bad")
	b := buried(t, q, 1)[0]
	if got := c.attempts("bad"); fmt.Sprint(got) != "[1 2 3]" || pipeline.MaxAttempts != 3 {
		t.Errorf("attempts %v", got)
	}
	if b.ID != "bad" || b.Path != job("bad").Path || b.Attempt != pipeline.MaxAttempts || !strings.Contains(b.Reason, "attempt 3") {
		t.Errorf("buried %+v", b)
	}
}

func recovers(t *testing.T, q pipeline.Queue) {
	c := work(t, q, 2, func(_ context.Context, j pipeline.Job) error {
		if j.Attempt < pipeline.MaxAttempts {
			return errors.New("again")
		}
		return nil
	})
	submit(t, q, "weak")
	eventually(t, "it is tried again", func() bool { return len(c.attempts("weak")) == pipeline.MaxAttempts })
	c.end(t)
	buried(t, q, 0)
}

func buries(t *testing.T, q pipeline.Queue) {
	c := work(t, q, 2, func(context.Context, pipeline.Job) error { return pipeline.Permanent(errors.New("no such format")) })
	submit(t, q, "bad")
	b := buried(t, q, 1)[0]
	if b.ID != "bad" || b.Attempt != 1 || !strings.Contains(b.Reason, "no such format") || len(c.given()) != 1 {
		t.Errorf("%d calls, buried %+v", len(c.given()), b)
	}
}

func dug(t *testing.T, q pipeline.Queue) {
	var mended atomic.Bool
	c := work(t, q, 1, func(context.Context, pipeline.Job) error {
		if mended.Load() {
			return nil
		}
		return pipeline.Permanent(errors.New("bad"))
	})
	submit(t, q, "bad")
	buried(t, q, 1)
	mended.Store(true)
	eventually(t, "it is done", func() bool {
		submit(t, q, "bad")
		return len(c.given()) >= 2
	})
	if got := c.attempts("bad"); got[1] != 1 {
		t.Errorf("attempts %v", got)
	}
}

func goesOn(t *testing.T, q pipeline.Queue) {
	c := work(t, q, 1, func(_ context.Context, j pipeline.Job) error {
		if strings.HasPrefix(j.ID, "bad") {
			return errors.New("bad")
		}
		return nil
	})
	for i := range 10 {
		submit(t, q, fmt.Sprint("bad", i), fmt.Sprint("good", i))
	}
	buried(t, q, 10)
	eventually(t, "the last is done", func() bool { return len(c.attempts("good9")) == 1 })
}

func ends(t *testing.T, q pipeline.Queue) {
	var over atomic.Bool
	c := work(t, q, 1, func(ctx context.Context, _ pipeline.Job) error {
		<-ctx.Done()
		time.Sleep(20 * time.Millisecond)
		over.Store(true)
		return ctx.Err()
	})
	submit(t, q, "long")
	eventually(t, "it is in hand", func() bool { return len(c.given()) == 1 })
	c.end(t)
	if !over.Load() {
		t.Error("work ended before its job")
	}
	buried(t, q, 0) // it was cut off, and is not to blame
}

func cutOff(t *testing.T, q pipeline.Queue) {
	c := work(t, q, 1, func(ctx context.Context, _ pipeline.Job) error { <-ctx.Done(); return ctx.Err() })
	submit(t, q, "cut")
	eventually(t, "it is in hand", func() bool { return len(c.given()) == 1 })
	c.end(t)
	c = work(t, q, 1, nothing)
	submit(t, q, "cut")
	eventually(t, "it is done", func() bool { return len(c.given()) >= 1 })
}

// fill submits jobs until the queue is full.
func fill(t *testing.T, q pipeline.Queue) (n int) {
	t.Helper()
	for ; n < 1000*size; n++ {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		err := q.Submit(ctx, job(fmt.Sprint(n)))
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			return n
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("it is never full")
	return 0
}

func waits(t *testing.T, q pipeline.Queue) {
	n := fill(t, q)
	if n < size {
		t.Errorf("it holds %d", n)
	}
	submitted := make(chan error, 1)
	go func() { submitted <- q.Submit(context.Background(), job("late")) }()
	select {
	case err := <-submitted:
		t.Errorf("it did not wait: %v", err)
	case <-time.After(20 * time.Millisecond):
	}
	c := work(t, q, 1, nothing)
	select {
	case err := <-submitted:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Fatal("it waits for ever")
	}
	submit(t, q, fmt.Sprint(n)) // that was refused, and is not known
	eventually(t, "all are done", func() bool { return len(c.given()) == n+2 })
}

func full(t *testing.T, q pipeline.Queue) {
	fill(t, q)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := q.Submit(ctx, job("one more")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
