package pipeline_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/pipeline"
	"github.com/gangmu/gangmu/pipeline/queuetest"
	"github.com/gangmu/gangmu/pipeline/storetest"
)

// bleve starts its analysis workers with the process.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		serve()
	}
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent())
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestFolder(t *testing.T) {
	storetest.Run(t, func(t *testing.T, place string) pipeline.Store {
		return pipeline.NewFolder(filepath.Join(place, "documents"), filepath.Join(place, "tmp"))
	})
}

func TestLocal(t *testing.T) {
	queuetest.Run(t, func(t *testing.T, size int) pipeline.Queue { return pipeline.NewLocal(size) })
}

var ctx = context.Background()

func open(t *testing.T, dir string) *pipeline.Library {
	t.Helper()
	l, err := pipeline.Open(dir, "test", true)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func library(t *testing.T) *pipeline.Library {
	t.Helper()
	l := open(t, t.TempDir())
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func importFiles(t *testing.T, l *pipeline.Library, opts pipeline.ImportOptions, paths ...string) *pipeline.Report {
	t.Helper()
	r, err := pipeline.Import(ctx, l, paths, opts)
	if err != nil {
		t.Fatal(err)
	}
	if r.In != r.Done+r.Review+r.Same+r.Failed || r.Failed != len(r.Failures) || r.Review != len(r.Reviews) {
		t.Errorf("files unaccounted for: %+v", r)
	}
	return r
}

func export(t *testing.T, l *pipeline.Library, o pipeline.ExportOptions) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := pipeline.Export(ctx, l, &b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const fixtures = "../testdata"

func TestEveryFileIsAccountedFor(t *testing.T) {
	l := library(t)
	r := importFiles(t, l, pipeline.ImportOptions{}, fixtures+"/plans", fixtures+"/bad", fixtures+"/none.docx")
	if r.In != 14 || r.Done != 6 || r.Failed != 8 {
		t.Errorf("%+v", r)
	}
	codes := map[string]gangmu.ErrorCode{}
	for _, f := range r.Failures {
		codes[filepath.Base(f.Path)] = f.Code
	}
	want := map[string]gangmu.ErrorCode{
		"damaged.docx": gangmu.ErrCorrupt, "empty.docx": gangmu.ErrNoText, "encrypted.docx": gangmu.ErrEncrypted, "old.doc": gangmu.ErrCorrupt,
		"password.pdf": gangmu.ErrNeedsPassword, "scan.pdf": gangmu.ErrNeedsOCR, "unknown.dat": gangmu.ErrFormat, "none.docx": gangmu.ErrMissing,
	}
	if diff := cmp.Diff(want, codes); diff != "" {
		t.Error(diff)
	}
	again := importFiles(t, l, pipeline.ImportOptions{}, fixtures+"/plans", fixtures+"/bad")
	if again.Done != 0 || again.Same != 6 || again.Failed != 7 {
		t.Errorf("second import: %+v", again)
	}
	retried := importFiles(t, l, pipeline.ImportOptions{RetryFailed: true}, fixtures+"/plans", fixtures+"/bad")
	if retried.Same != 6 || retried.Failed != 7 {
		t.Errorf("retry: %+v", retried)
	}
	runs, err := filepath.Glob(filepath.Join(l.Dir, "runs", "*.ndjson"))
	if err != nil || len(runs) != 3 {
		t.Fatalf("journals %v, %v", runs, err)
	}
	b, err := os.ReadFile(runs[0])
	if n := strings.Count(string(b), "\n"); err != nil || n != 15 {
		t.Errorf("journal of %d lines, %v", n, err)
	}
}

func TestTheSameBytesAreOneDocumentWithTwoNames(t *testing.T) {
	l, dir := library(t), t.TempDir()
	for _, name := range []string{"a.txt", "b.txt", "~$a.txt", ".hidden"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("财政局2024年工作计划\n一、安排经费"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if r := importFiles(t, l, pipeline.ImportOptions{}, dir); r.In != 2 || r.Done != 1 || r.Same != 1 {
		t.Errorf("%+v", r)
	}
	entries, err := pipeline.List(ctx, l.Store)
	if err != nil || len(entries) != 1 || len(entries[0].Names) != 2 {
		t.Errorf("%+v, %v", entries, err)
	}
}

func TestAnInterruptedImportIsResumed(t *testing.T) {
	whole := library(t)
	importFiles(t, whole, pipeline.ImportOptions{}, fixtures)
	l := library(t)
	for i := range 50 {
		stop, cancel := context.WithCancel(ctx)
		n := 0
		r, err := pipeline.Import(stop, l, []string{fixtures}, pipeline.ImportOptions{Jobs: 1, Progress: func(ev pipeline.Event) {
			if ev.Status == pipeline.StatusDone {
				if n++; n == 1 {
					cancel()
				}
			}
		}})
		cancel()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) || r == nil || i == 49 {
			t.Fatalf("round %d: %+v, %v", i, r, err)
		}
	}
	o := pipeline.ExportOptions{Format: pipeline.ExportNDJSON}
	if export(t, whole, o) != export(t, l, o) {
		t.Error("the export is not that of an unbroken run")
	}
	assertSearch(t, whole, l)
}

// A crash between result and entry, or between index and entry, leaves a document that
// the next import completes.
func TestAHalfImportedDocumentIsCompleted(t *testing.T) {
	l := library(t)
	importFiles(t, l, pipeline.ImportOptions{}, fixtures+"/plans")
	before := export(t, l, pipeline.ExportOptions{Format: pipeline.ExportJSON})
	entries, err := filepath.Glob(filepath.Join(l.Dir, "documents", "*", "*", "entry.json"))
	if err != nil || len(entries) != 6 {
		t.Fatal(entries, err)
	}
	for _, path := range entries[:3] {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	if r := importFiles(t, l, pipeline.ImportOptions{}, fixtures+"/plans"); r.Done != 3 || r.Same != 3 {
		t.Errorf("%+v", r)
	}
	if export(t, l, pipeline.ExportOptions{Format: pipeline.ExportJSON}) != before {
		t.Error("the export changed")
	}
}

// An index that is gone, or was being made when the power went, is made again by the next
// import, with what is in the store.
func TestAnImportMakesALostIndexAgain(t *testing.T) {
	for _, damage := range []func(dir string) error{
		os.RemoveAll,
		func(dir string) error { return os.WriteFile(filepath.Join(dir, "index_meta.json"), nil, 0o644) },
		func(dir string) error { return errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o755)) },
	} {
		dir := t.TempDir()
		l := open(t, dir)
		importFiles(t, l, pipeline.ImportOptions{}, fixtures+"/plans")
		want := len(answer(t, l, "双拥").Hits)
		if err := errors.Join(l.Close(), damage(filepath.Join(dir, "index"))); err != nil {
			t.Fatal(err)
		}
		l = open(t, dir)
		if r := importFiles(t, l, pipeline.ImportOptions{}, fixtures+"/plans"); r.Same != 6 {
			t.Errorf("%+v", r)
		}
		if got := len(answer(t, l, "双拥").Hits); got != want || want == 0 {
			t.Errorf("%d hits, want %d", got, want)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}

func answer(t *testing.T, l *pipeline.Library, text string) *index.Answer {
	t.Helper()
	x, err := l.Index()
	if err != nil {
		t.Fatal(err)
	}
	a, err := x.Search(ctx, index.Query{Text: text, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// assertSearch asserts that two libraries give the same answers.
func assertSearch(t *testing.T, a, b *pipeline.Library) {
	t.Helper()
	for _, q := range []string{"随军家属就业", "双拥", "经费", ""} {
		x, y := answer(t, a, q), answer(t, b, q)
		if len(x.Hits) == 0 {
			t.Errorf("%q finds nothing", q)
		}
		if diff := cmp.Diff(x, y); diff != "" {
			t.Errorf("%q: %s", q, diff)
		}
	}
}

func TestReindexGivesTheSameAnswers(t *testing.T) {
	l := library(t)
	importFiles(t, l, pipeline.ImportOptions{}, fixtures+"/plans")
	var before []*index.Answer
	queries := []string{"随军家属就业", "双拥", "“走访慰问”"}
	for _, q := range queries {
		before = append(before, answer(t, l, q))
	}
	if n, err := pipeline.Reindex(ctx, l, nil); err != nil || n != 6 {
		t.Fatalf("%d documents, %v", n, err)
	}
	for i, q := range queries {
		if diff := cmp.Diff(before[i], answer(t, l, q)); diff != "" {
			t.Errorf("%q: %s", q, diff)
		}
	}
}

func TestAFileMayNotTakeForEver(t *testing.T) {
	l, dir := library(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "digits.txt"), []byte(strings.Repeat("1 2 3 4 5 ", 20_000)), 0o644); err != nil {
		t.Fatal(err)
	}
	r := importFiles(t, l, pipeline.ImportOptions{Parse: pipeline.ParseOptions{Timeout: 10 * time.Millisecond}}, dir)
	if len(r.Failures) != 1 || r.Failures[0].Code != gangmu.ErrTimeout {
		t.Errorf("%+v", r)
	}
}

func TestALibraryHasOneUserAtATime(t *testing.T) {
	l := library(t)
	_, err := pipeline.Open(l.Dir, "second", false)
	var locked *pipeline.LockedError
	if !errors.As(err, &locked) || locked.Holder.PID != os.Getpid() || locked.Holder.Command != "test" {
		t.Errorf("error %v", err)
	}
}

func TestALibraryIsMadeInAnEmptyFolderOnly(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.Open(dir, "test", true); !errors.Is(err, pipeline.ErrForeign) {
		t.Errorf("error %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}

func TestANewerLibraryIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "gangmu.json"), []byte(`{"version":99}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.Open(dir, "test", true); !errors.Is(err, pipeline.ErrNewer) {
		t.Errorf("error %v", err)
	}
	if _, err := pipeline.Open(t.TempDir(), "test", false); !errors.Is(err, pipeline.ErrNoLibrary) {
		t.Errorf("error %v", err)
	}
}

func TestExportChoosesDocuments(t *testing.T) {
	l := library(t)
	importFiles(t, l, pipeline.ImportOptions{}, fixtures+"/plans")
	for _, c := range []struct {
		o    pipeline.ExportOptions
		want int
	}{
		{pipeline.ExportOptions{}, 6},
		{pipeline.ExportOptions{Where: index.Query{Year: []int{2023}}}, 1},
		{pipeline.ExportOptions{Where: index.Query{Bureau: []string{"教育局"}}}, 1},
		{pipeline.ExportOptions{Where: index.Query{Bureau: []string{"教育局"}, Year: []int{2024}}}, 0},
		{pipeline.ExportOptions{Where: index.Query{Text: "查档等候"}}, 1},
	} {
		c.o.Format = pipeline.ExportNDJSON
		if n := strings.Count(export(t, l, c.o), "\n"); n != c.want {
			t.Errorf("%+v: %d documents, want %d", c.o, n, c.want)
		}
		c.o.Format = pipeline.ExportJSON
		var docs []*gangmu.Result
		if err := json.Unmarshal([]byte(export(t, l, c.o)), &docs); err != nil || len(docs) != c.want {
			t.Errorf("%+v: %d documents, want %d, %v", c.o, len(docs), c.want, err)
		}
	}
}

func TestFind(t *testing.T) {
	l := library(t)
	importFiles(t, l, pipeline.ImportOptions{}, fixtures+"/plans/教育局2023年双拥工作计划.txt")
	entries, err := pipeline.List(ctx, l.Store)
	if err != nil {
		t.Fatal(err)
	}
	id := entries[0].ID
	for _, name := range []string{id, id[:6], id[:6] + "/p1", id + "/p1/1.2"} {
		p, err := pipeline.Find(ctx, l.Store, name)
		if err != nil || p.Result == nil {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
	for _, name := range []string{"", id[:3], "ffffff", id + "/p9", id + "/p1/9.9"} {
		if _, err := pipeline.Find(ctx, l.Store, name); !errors.Is(err, pipeline.ErrNotFound) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
