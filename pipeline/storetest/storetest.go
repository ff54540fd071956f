// Package storetest holds the tests that every implementation of pipeline.Store passes.
package storetest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline"
)

// Run runs the suite. open returns an empty store.
func Run(t *testing.T, open func(t *testing.T) pipeline.Store) {
	for name, test := range map[string]func(*testing.T, pipeline.Store){
		"gives back what was put":            givesBack,
		"a source is never changed":          sourceStays,
		"half a source is none":              halfASource,
		"results and entries are replaced":   replaces,
		"many write at once":                 together,
		"what is not there is not found":     notFound,
		"entries come in the order of IDs":   ordered,
		"IDs that are none reach no file":    hostileIDs,
		"a document without entry is not in": cutOff,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

var (
	ctx = context.Background()
	idA = strings.Repeat("a", 64)
	idB = strings.Repeat("b", 64)
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func source(t *testing.T, s pipeline.Store, id string) string {
	t.Helper()
	r, err := s.Source(ctx, id)
	must(t, err)
	defer r.Close()
	b, err := io.ReadAll(r)
	must(t, err)
	return string(b)
}

func entry(id string, names ...string) *pipeline.Entry {
	return &pipeline.Entry{ID: id, Names: names, Bytes: 3, Imported: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		Plans: []pipeline.PlanLine{{ID: "p1", Title: "工作计划", Year: 2024}}}
}

func givesBack(t *testing.T, s pipeline.Store) {
	must(t, s.PutSource(ctx, idA, strings.NewReader("abc")))
	must(t, s.PutResult(ctx, &gangmu.Result{ID: idA, Text: "正文"}, nil))
	must(t, s.PutEntry(ctx, entry(idA, "x")))
	if got := source(t, s, idA); got != "abc" {
		t.Errorf("source %q", got)
	}
	r, err := s.Result(ctx, idA)
	if err != nil || r.Text != "正文" {
		t.Errorf("result %+v, %v", r, err)
	}
	e, err := s.Entry(ctx, idA)
	if diff := cmp.Diff(entry(idA, "x"), e); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func sourceStays(t *testing.T, s pipeline.Store) {
	id := fmt.Sprintf("%x", sha256.Sum256([]byte("abc")))
	must(t, s.PutSource(ctx, id, strings.NewReader("abc")))
	must(t, s.PutSource(ctx, id, strings.NewReader("xyz")))
	if got := source(t, s, id); got != "abc" {
		t.Errorf("source %q", got)
	}
}

// A reader that fails half way leaves nothing, and what is there already stays.
func halfASource(t *testing.T, s pipeline.Store) {
	broken := errors.New("cable pulled")
	if err := s.PutSource(ctx, idA, io.MultiReader(strings.NewReader("ab"), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if _, err := s.Source(ctx, idA); !errors.Is(err, pipeline.ErrNotFound) {
		t.Errorf("error %v", err)
	}
	must(t, s.PutSource(ctx, idA, strings.NewReader("abc")))
}

// Many may write at once, and sync meanwhile.
func together(t *testing.T, s pipeline.Store) {
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Go(func() {
			id := fmt.Sprintf("%064x", i)
			if err := errors.Join(s.PutSource(ctx, id, strings.NewReader(id)), s.PutResult(ctx, &gangmu.Result{ID: id, Text: id}, nil),
				s.Sync(ctx), s.PutEntry(ctx, entry(id, id)), s.PutEntry(ctx, entry(id, id, "again")), s.Sync(ctx)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	n := 0
	for e, err := range s.Entries(ctx) {
		must(t, err)
		r, err := s.Result(ctx, e.ID)
		must(t, err)
		if r.Text != e.ID || len(e.Names) != 2 || source(t, s, e.ID) != e.ID {
			t.Errorf("%+v, %+v", e, r)
		}
		n++
	}
	if n != 64 {
		t.Errorf("%d entries", n)
	}
}

func replaces(t *testing.T, s pipeline.Store) {
	for _, text := range []string{"旧", "新"} {
		must(t, s.PutResult(ctx, &gangmu.Result{ID: idA, Text: text}, nil))
		must(t, s.PutEntry(ctx, entry(idA, text)))
	}
	r, err := s.Result(ctx, idA)
	must(t, err)
	e, err := s.Entry(ctx, idA)
	must(t, err)
	if r.Text != "新" || e.Names[0] != "新" {
		t.Errorf("result %q, entry %q", r.Text, e.Names)
	}
}

func notFound(t *testing.T, s pipeline.Store) {
	_, a := s.Source(ctx, idA)
	_, b := s.Result(ctx, idA)
	_, c := s.Entry(ctx, idA)
	for _, err := range []error{a, b, c} {
		if !errors.Is(err, pipeline.ErrNotFound) {
			t.Errorf("error %v", err)
		}
	}
}

func ordered(t *testing.T, s pipeline.Store) {
	must(t, s.PutEntry(ctx, entry(idB, "b")))
	must(t, s.PutEntry(ctx, entry(idA, "a")))
	var got []string
	for e, err := range s.Entries(ctx) {
		must(t, err)
		got = append(got, e.ID)
	}
	if diff := cmp.Diff([]string{idA, idB}, got); diff != "" {
		t.Error(diff)
	}
}

func hostileIDs(t *testing.T, s pipeline.Store) {
	for _, id := range []string{"", "..", "../../etc/passwd", strings.Repeat("A", 64), idA + "/.."} {
		if _, err := s.Source(ctx, id); !errors.Is(err, pipeline.ErrNotFound) {
			t.Errorf("source of %q: %v", id, err)
		}
		if err := s.PutSource(ctx, id, strings.NewReader("x")); err == nil {
			t.Errorf("%q was written", id)
		}
	}
}

func cutOff(t *testing.T, s pipeline.Store) {
	must(t, s.PutSource(ctx, idA, strings.NewReader("abc")))
	must(t, s.PutResult(ctx, &gangmu.Result{ID: idA}, nil))
	for e, err := range s.Entries(ctx) {
		t.Errorf("%+v, %v", e, err)
	}
}
