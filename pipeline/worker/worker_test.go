//go:build unix

package worker_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline/worker"
)

var ctx = context.Background()

const memory = 1 << 30 // the race detector takes several times what the program does

// This program serves when it is told to. What a call asks is done by misbehave.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "serve":
			if err := worker.Serve(ctx, os.Stdin, os.Stdout, memory, misbehave); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(0)
		case "mute":
			os.Exit(3)
		case "babble":
			fmt.Println("hello, world")
			os.Exit(0)
		case "parent":
			parent()
		}
	}
	goleak.VerifyTestMain(m)
}

func misbehave(ctx context.Context, call []byte, extend func(time.Duration)) ([]byte, error) {
	what, argument, _ := strings.Cut(string(call), " ")
	switch what {
	case "echo":
		return []byte(argument), nil
	case "refuse":
		return nil, fmt.Errorf("%w: no main part", gangmu.ErrCorrupt)
	case "panic":
		panic("at the disco")
	case "allocate":
		for hold := [][]byte{}; ; {
			b := make([]byte, 16<<20)
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
			hold = append(hold, b)
		}
	case "enormous": // more than there is address space for
		n, _ := strconv.Atoi(argument)
		return make([]byte, n), nil
	case "recurse":
		return recurse(call), nil
	case "spin":
		for { //nolint:staticcheck // that is the point
		}
	case "sleep": // and heed the deadline
		<-ctx.Done()
		return nil, ctx.Err()
	case "kill":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case "crash":
		_ = syscall.Kill(os.Getpid(), syscall.SIGSEGV)
		time.Sleep(time.Minute)
	case "exit":
		os.Exit(7)
	case "quit":
		os.Exit(0)
	case "close":
		os.Stdout.Close()
		time.Sleep(time.Minute)
	case "garbage":
		_, _ = os.Stdout.WriteString(strings.Repeat("these are no frames\n", 1000))
		time.Sleep(time.Minute)
	case "huge": // a frame beyond the limit
		_, _ = os.Stdout.Write([]byte{'R', 0xff, 0xff, 0xff, 0xff})
		time.Sleep(time.Minute)
	case "half": // a frame that breaks off
		_, _ = os.Stdout.Write([]byte{'R', 0, 0, 1, 0, 'x'})
		os.Exit(0)
	case "early":
		_, _ = os.Stdout.Write([]byte{'H', 0, 0, 0, 0})
		time.Sleep(time.Minute)
	case "offspring": // leaves a process that holds the streams
		c := exec.Command("sleep", "600")
		c.Stdout, c.Stderr = os.Stdout, os.Stderr
		_ = c.Start()
		os.Exit(9)
	case "pid":
		return []byte(strconv.Itoa(os.Getpid())), nil
	case "environment":
		return []byte(strings.Join(os.Environ(), "\n")), nil
	case "files":
		list, err := os.ReadDir("/proc/self/fd")
		var names []string
		for _, f := range list {
			if to, err := os.Readlink("/proc/self/fd/" + f.Name()); err == nil && !strings.HasPrefix(to, "anon_inode") {
				names = append(names, to)
			}
		}
		return []byte(strings.Join(names, "\n")), err
	case "extend":
		extend(time.Minute)
		time.Sleep(1500 * time.Millisecond)
		return []byte("late"), ctx.Err()
	}
	return nil, fmt.Errorf("%w: what is %q?", gangmu.ErrUnsupported, what)
}

func recurse(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	return append(recurse(append([]byte{}, b...)), b...)
}

func pool(t *testing.T, o worker.Options) *worker.Pool {
	t.Helper()
	if o.Command == nil {
		o.Command = []string{"serve"}
	}
	p := worker.NewPool(o)
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

func do(t *testing.T, p *worker.Pool, call string) string {
	t.Helper()
	answer, err := p.Do(ctx, time.Minute, []byte(call))
	if err != nil {
		t.Fatalf("%s: %v", call, err)
	}
	return string(answer)
}

// However a child ends, the call ends with what happened, and the next one is served.
func TestAParentSurvivesEverything(t *testing.T) {
	p := pool(t, worker.Options{})
	for _, c := range []struct {
		call  string
		limit time.Duration
		code  gangmu.ErrorCode
		died  bool
		says  string
	}{
		{"refuse", time.Minute, gangmu.ErrCorrupt, false, "no main part"},
		{"panic", time.Minute, gangmu.ErrCorrupt, false, "disco"},
		{"nonsense", time.Minute, gangmu.ErrUnsupported, false, "what is"},
		{"allocate", time.Minute, gangmu.ErrMemory, false, "memory"},
		{"enormous 30000000000", time.Minute, gangmu.ErrMemory, false, "memory"},
		{"recurse", time.Minute, gangmu.ErrCorrupt, true, "stack"},
		{"spin", 100 * time.Millisecond, gangmu.ErrTimeout, false, "no answer within 100ms"},
		{"sleep", 100 * time.Millisecond, gangmu.ErrTimeout, false, "context canceled"},
		{"kill", time.Minute, gangmu.ErrMemory, true, "killed from outside"},
		{"crash", time.Minute, gangmu.ErrCorrupt, true, "SIGSEGV"},
		{"exit", time.Minute, gangmu.ErrCorrupt, true, "exit status 7"},
		{"quit", time.Minute, gangmu.ErrCorrupt, true, "without an answer"},
		{"close", time.Minute, gangmu.ErrCorrupt, true, "closed its output"},
		{"garbage", time.Minute, gangmu.ErrCorrupt, true, "kind"},
		{"huge", time.Minute, gangmu.ErrCorrupt, true, "4294967295 bytes"},
		{"half", time.Minute, gangmu.ErrCorrupt, true, "cut off"},
		{"early", time.Minute, gangmu.ErrCorrupt, true, "out of turn"},
		{"offspring", time.Minute, gangmu.ErrCorrupt, true, "exit status 9"},
	} {
		t.Run(c.call, func(t *testing.T) {
			answer, err := p.Do(ctx, c.limit, []byte(c.call))
			if !errors.Is(err, c.code) || errors.Is(err, worker.ErrDied) != c.died || !strings.Contains(err.Error(), c.says) {
				t.Errorf("answer %q, error %v", answer, err)
			}
			if got := do(t, p, "echo 照常"); got != "照常" {
				t.Errorf("then %q", got)
			}
		})
	}
}

func TestAChildServesManyCallsAndIsReplaced(t *testing.T) {
	p := pool(t, worker.Options{Recycle: 3})
	pids := map[string]int{}
	for range 9 {
		pids[do(t, p, "pid")]++
	}
	if len(pids) != 3 {
		t.Errorf("children %v", pids)
	}
}

func TestASlotIsAChild(t *testing.T) {
	p := pool(t, worker.Options{Slots: 3})
	var wg sync.WaitGroup
	for i := range 30 {
		wg.Go(func() {
			want := fmt.Sprint(i, strings.Repeat("长", 100_000))
			if answer, err := p.Do(ctx, time.Minute, []byte("echo "+want)); err != nil || string(answer) != want {
				t.Errorf("%d: %d bytes, %v", i, len(answer), err)
			}
		})
	}
	wg.Wait()
}

func TestACallMayHaveMoreTime(t *testing.T) {
	answer, err := pool(t, worker.Options{}).Do(ctx, time.Second, []byte("extend"))
	if err != nil || string(answer) != "late" {
		t.Errorf("%q, %v", answer, err)
	}
}

func TestACancelledCallEndsAtOnce(t *testing.T) {
	p := pool(t, worker.Options{})
	do(t, p, "pid")
	stopped, cancel := context.WithCancel(ctx)
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := p.Do(stopped, time.Hour, []byte("spin")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, err := p.Do(stopped, time.Hour, []byte("echo")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	do(t, p, "echo")
}

func TestAChildThatCannotBeStarted(t *testing.T) {
	for _, command := range []string{"mute", "babble"} {
		_, err := pool(t, worker.Options{Command: []string{command}}).Do(ctx, time.Minute, []byte("echo"))
		if !errors.Is(err, worker.ErrStart) {
			t.Errorf("%s: error %v", command, err)
		}
	}
}

func TestAChildHasWhatItNeedsAndNoMore(t *testing.T) {
	t.Setenv("GANGMU_SECRET", "hidden")
	open, err := os.Open("worker_test.go")
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	p := pool(t, worker.Options{})
	if env := do(t, p, "environment"); strings.Contains(env, "hidden") || !strings.Contains(env, "PATH=") {
		t.Error(env)
	}
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		t.Skip("no /proc here to list open files")
	}
	for file := range strings.Lines(do(t, p, "files")) {
		file = strings.TrimSpace(file)
		if !strings.HasPrefix(file, "pipe:") && !strings.HasPrefix(file, "/proc/") && file != "/dev/null" && !strings.HasPrefix(file, "/sys/fs/cgroup") {
			t.Errorf("the child has %s", file)
		}
	}
}

// parent runs a call that never ends, and says the number of the child first.
func parent() {
	p := worker.NewPool(worker.Options{Command: []string{"serve"}})
	answer, err := p.Do(ctx, time.Minute, []byte("pid"))
	fmt.Println(string(answer), err)
	_, _ = p.Do(ctx, time.Hour, []byte("spin"))
}

func TestAChildDoesNotOutliveItsParent(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe, "parent")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	if _, err := fmt.Fscan(out, &pid); err != nil {
		t.Fatal(err)
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	for range 500 {
		if syscall.Kill(pid, 0) != nil || zombie(pid) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	_ = syscall.Kill(pid, syscall.SIGKILL)
	t.Error("the child lives on")
}

// zombie reports whether a process has ended and nobody has asked how.
func zombie(pid int) bool {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && strings.Contains(string(b), ") Z ")
}

// A child without the system's help ends with its input, even in the middle of a call.
func TestServeEndsWithItsInput(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, frames := range []string{"", "C\x00\x00\x00\x0c\x00\x00\x00\x00\x00\xff\xff\xffspin"} {
		c := exec.Command(exe, "serve")
		c.Stdin = strings.NewReader(frames)
		var out bytes.Buffer
		c.Stdout = &out
		if err := c.Run(); err != nil || !strings.HasPrefix(out.String(), "H") {
			t.Errorf("%q: %v, %q", frames, err, out.String())
		}
	}
}

func BenchmarkDo(b *testing.B) {
	p := worker.NewPool(worker.Options{Command: []string{"serve"}})
	defer p.Close()
	for b.Loop() {
		if _, err := p.Do(ctx, time.Minute, []byte("echo 一")); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		p := worker.NewPool(worker.Options{Command: []string{"serve"}})
		if _, err := p.Do(ctx, time.Minute, []byte("echo 一")); err != nil {
			b.Fatal(err)
		}
		p.Close()
	}
}
