// Package storetest holds the tests that every implementation of pipeline.Store passes.
package storetest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline"
)

// Run runs the suite. open opens the store that has a place, which is empty when it is
// opened first.
func Run(t *testing.T, open func(t *testing.T, place string) pipeline.Store) {
	for name, test := range map[string]func(*testing.T, pipeline.Store){
		"gives back what was put":             givesBack,
		"a source is never changed":           sourceStays,
		"half a source is none":               halfASource,
		"results and entries are replaced":    replaces,
		"many write at once":                  together,
		"what is not there is not found":      notFound,
		"entries come in the order of IDs":    ordered,
		"IDs that are none reach no file":     hostileIDs,
		"a document without entry is not in":  cutOff,
		"sources of any size are kept":        sizes,
		"an encoded result is kept as it is":  encodedResult,
		"one source is put many times":        sameSource,
		"a source is read while others write": readWhileWriting,
		"entries may be left off":             leftOff,
		"entries end with the context":        cancelled,
		"the new value is seen, or the old":   neverHalf,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t, t.TempDir())) })
	}
	t.Run("what was synced is there when it is opened again", func(t *testing.T) { opensAgain(t, open) })
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
		if _, err := s.Result(ctx, id); !errors.Is(err, pipeline.ErrNotFound) {
			t.Errorf("result of %q: %v", id, err)
		}
		if _, err := s.Entry(ctx, id); !errors.Is(err, pipeline.ErrNotFound) {
			t.Errorf("entry of %q: %v", id, err)
		}
		for what, err := range map[string]error{
			"source": s.PutSource(ctx, id, strings.NewReader("x")), "result": s.PutResult(ctx, &gangmu.Result{ID: id}, nil), "entry": s.PutEntry(ctx, entry(id)),
		} {
			if err == nil {
				t.Errorf("%s of %q was written", what, id)
			}
		}
	}
}

// idOf is the ID of a document with these bytes.
func idOf(data string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(data))) }

func sizes(t *testing.T, s pipeline.Store) {
	for _, n := range []int{0, 1, 4096, 64 << 10, 5<<20 + 1} {
		data := strings.Repeat("x", n)
		must(t, s.PutSource(ctx, idOf(data), iotest.HalfReader(strings.NewReader(data))))
		if got := source(t, s, idOf(data)); got != data {
			t.Errorf("%d bytes, want %d", len(got), n)
		}
	}
}

func encodedResult(t *testing.T, s pipeline.Store) {
	r := &gangmu.Result{ID: idA, Text: "正文", Warnings: []gangmu.Warning{}}
	encoded, err := r.MarshalJSON()
	must(t, err)
	kept := slices.Clone(encoded)
	must(t, s.PutResult(ctx, r, encoded))
	if !slices.Equal(encoded, kept) {
		t.Error("what was put is changed")
	}
	got, err := s.Result(ctx, idA)
	must(t, err)
	again, err := got.MarshalJSON()
	must(t, err)
	if diff := cmp.Diff(string(encoded), string(again)); diff != "" {
		t.Error(diff)
	}
}

func sameSource(t *testing.T, s pipeline.Store) {
	data := strings.Repeat("纲目", 50_000)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if err := errors.Join(s.PutSource(ctx, idOf(data), strings.NewReader(data)), s.Sync(ctx)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if source(t, s, idOf(data)) != data {
		t.Error("the source is another")
	}
}

func readWhileWriting(t *testing.T, s pipeline.Store) {
	data := strings.Repeat("a", 1<<20)
	must(t, s.PutSource(ctx, idOf(data), strings.NewReader(data)))
	r, err := s.Source(ctx, idOf(data))
	must(t, err)
	defer r.Close()
	half := make([]byte, len(data)/2)
	_, err = io.ReadFull(r, half)
	must(t, err)
	must(t, s.PutSource(ctx, idOf(data), strings.NewReader(data)))
	must(t, s.PutEntry(ctx, entry(idOf(data), "x")))
	rest, err := io.ReadAll(r)
	if must(t, err); string(half)+string(rest) != data {
		t.Error("what is read changed")
	}
}

func leftOff(t *testing.T, s pipeline.Store) {
	for i := range 5 {
		must(t, s.PutEntry(ctx, entry(fmt.Sprintf("%064x", i), "x")))
	}
	n := 0
	for _, err := range s.Entries(ctx) {
		must(t, err)
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d entries", n)
	}
}

func cancelled(t *testing.T, s pipeline.Store) {
	must(t, s.PutEntry(ctx, entry(idA, "x")))
	must(t, s.PutEntry(ctx, entry(idB, "x")))
	ended, cancel := context.WithCancel(ctx)
	cancel()
	var last error
	for _, err := range s.Entries(ended) {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("error %v", last)
	}
}

// Readers see one of the values that were put, whole.
func neverHalf(t *testing.T, s pipeline.Store) {
	text := func(n int) string { return strings.Repeat(fmt.Sprint(n%10), 1000*(1+n%7)) }
	put := func(n int) error {
		return errors.Join(s.PutResult(ctx, &gangmu.Result{ID: idA, Pages: n, Text: text(n)}, nil), s.PutEntry(ctx, entry(idA, text(n))))
	}
	must(t, put(0))
	var wg sync.WaitGroup
	over := make(chan struct{})
	wg.Go(func() {
		defer close(over)
		for n := range 100 {
			if err := put(n); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range 3 {
		wg.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
				}
				r, err := s.Result(ctx, idA)
				if err != nil || r.Text != text(r.Pages) {
					t.Errorf("half a result: %v", err)
					return
				}
				if e, err := s.Entry(ctx, idA); err != nil || len(e.Names) != 1 || strings.Trim(e.Names[0], e.Names[0][:1]) != "" {
					t.Errorf("half an entry: %v", err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func opensAgain(t *testing.T, open func(t *testing.T, place string) pipeline.Store) {
	place := t.TempDir()
	s := open(t, place)
	data := "计划"
	must(t, s.PutSource(ctx, idOf(data), strings.NewReader(data)))
	must(t, s.PutResult(ctx, &gangmu.Result{ID: idOf(data), Text: data}, nil))
	must(t, s.PutEntry(ctx, entry(idOf(data), "旧")))
	must(t, s.PutEntry(ctx, entry(idOf(data), "新")))
	must(t, s.Sync(ctx))
	must(t, s.Sync(ctx)) // there is nothing to do
	s = open(t, place)
	r, err := s.Result(ctx, idOf(data))
	must(t, err)
	n := 0
	for e, err := range s.Entries(ctx) {
		must(t, err)
		if diff := cmp.Diff(entry(idOf(data), "新"), e); diff != "" {
			t.Error(diff)
		}
		n++
	}
	if n != 1 || r.Text != data || source(t, s, idOf(data)) != data {
		t.Errorf("%d entries, %+v", n, r)
	}
	must(t, s.PutSource(ctx, idOf(data), strings.NewReader(data)))
}

func cutOff(t *testing.T, s pipeline.Store) {
	must(t, s.PutSource(ctx, idA, strings.NewReader("abc")))
	must(t, s.PutResult(ctx, &gangmu.Result{ID: idA}, nil))
	for e, err := range s.Entries(ctx) {
		t.Errorf("%+v, %v", e, err)
	}
}
