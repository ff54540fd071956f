//go:build unix

package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline"
	"github.com/gangmu/gangmu/pipeline/worker"
)

// serve is what a child of this test program does: it parses, and misbehaves where a
// file begins with an order.
func serve() {
	memory := int64(512 << 20) // soon eaten, unless a test asks for more than usual
	if n, err := strconv.ParseInt(os.Args[len(os.Args)-1], 10, 64); err == nil && n > pipeline.DefaultMemory {
		memory = n
	}
	if len(os.Args) > 2 && os.Args[2] == "tight" {
		memory = hostileMemory
	}
	err := worker.Serve(ctx, os.Stdin, os.Stdout, memory, func(ctx context.Context, call []byte, extend func(time.Duration)) ([]byte, error) {
		answer, err := pipeline.ParseCall(ctx, call, extend)
		if _, text, ok := bytes.Cut(answer, []byte(`"text":"!`)); ok {
			order, _, _ := bytes.Cut(text, []byte(`\n`))
			misbehave(string(order))
		}
		return answer, err
	})
	if err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

func misbehave(order string) {
	what, argument, _ := strings.Cut(order, " ")
	switch what {
	case "once": // die unless the file is there already
		if _, err := os.Stat(argument); err == nil {
			return
		}
		_ = os.WriteFile(argument, nil, 0o644)
		fallthrough
	case "die":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case "garbage":
		fmt.Println(strings.Repeat("garbage ", 1000))
		time.Sleep(time.Minute)
	case "allocate":
		for hold := [][]byte{}; ; {
			b := make([]byte, 16<<20)
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
			hold = append(hold, b)
		}
	case "spin":
		for { //nolint:staticcheck // that is the point
		}
	}
}

// isolated reads in children of this test program; memory is as in IsolatedOptions.
func isolated(t *testing.T, jobs int, memory int64) *pipeline.Isolated {
	t.Helper()
	p := pipeline.NewIsolated(pipeline.IsolatedOptions{Command: []string{"serve"}, Jobs: jobs, Memory: memory})
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// A child says of every fixture what this process would.
func TestIsolationChangesNothing(t *testing.T) {
	files, err := filepath.Glob(fixtures + "/*/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	// The race detector reserves many times the memory that is used: no limit that bites.
	p := isolated(t, 1, 1<<40)
	for _, o := range []pipeline.ParseOptions{{}, {Blocks: true}} {
		for _, f := range files {
			want, wantErr := pipeline.InProcess{}.Parse(ctx, "名", f, o)
			got, err := p.Parse(ctx, "名", f, o)
			var wantCode, code gangmu.ErrorCode
			errors.As(wantErr, &wantCode)
			if (err == nil) != (wantErr == nil) || err != nil && !(errors.As(err, &code) && code == wantCode && err.Error() == wantErr.Error()) {
				t.Errorf("%s: %v, want %v", f, err, wantErr)
			}
			if diff := cmp.Diff(mustJSON(t, want), mustJSON(t, got)); diff != "" {
				t.Errorf("%s: %s", f, diff)
			}
		}
	}
}

// A file can cost its own attempts and nothing else.
func TestAPoisonFileIsBuriedWithItsReason(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text+"\n财政局2024年工作计划\n一、安排经费。"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 20 {
		write(fmt.Sprintf("plan%02d.txt", i), fmt.Sprint(i))
	}
	write("die.txt", "!die")
	write("once.txt", "!once "+filepath.Join(t.TempDir(), "died"))
	write("garbage.txt", "!garbage")
	write("allocate.txt", "!allocate")
	write("spin.txt", "!spin")

	l := library(t)
	r := importFiles(t, l, pipeline.ImportOptions{Jobs: 2, Parser: isolated(t, 2, 0), Parse: pipeline.ParseOptions{Timeout: 3 * time.Second}}, dir)
	if r.In != 25 || r.Done != 21 {
		t.Errorf("%+v", r)
	}
	got := map[string]string{}
	for _, f := range r.Failures {
		e, err := l.Store.Entry(ctx, f.ID)
		if err != nil {
			t.Fatal(err)
		}
		got[filepath.Base(f.Path)] = fmt.Sprint(f.Code, " ", e.Attempts)
	}
	want := map[string]string{
		"die.txt": "out_of_memory 3", "garbage.txt": "corrupt 3", "allocate.txt": "out_of_memory 0", "spin.txt": "timeout 0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNothingIsReadWhenNoChildCanBeStarted(t *testing.T) {
	l := library(t)
	p := pipeline.NewIsolated(pipeline.IsolatedOptions{Command: []string{"-no-such-flag"}, Jobs: 2})
	defer p.Close()
	_, err := pipeline.Import(ctx, l, []string{fixtures}, pipeline.ImportOptions{Jobs: 2, Parser: p})
	if !errors.Is(err, worker.ErrStart) {
		t.Errorf("error %v", err)
	}
	if entries, err := pipeline.List(ctx, l.Store); err != nil || len(entries) != 0 {
		t.Errorf("%d entries, %v", len(entries), err)
	}
}
