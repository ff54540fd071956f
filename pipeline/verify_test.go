package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu/pipeline"
)

func verify(t *testing.T, l *pipeline.Library, repair bool) []string {
	t.Helper()
	v, err := pipeline.Verify(ctx, l, pipeline.VerifyOptions{Repair: repair})
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, f := range v.Faults {
		t.Log(f.Kind, f.ID, f.Detail)
		out = append(out, fmt.Sprint(f.Kind, " ", f.Mended))
	}
	return out
}

// Whatever the loss of power or a bad disk makes of one file of the library is found, and
// mended so that the export is as before.
func TestVerifyFindsAndMends(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.txt": plan(1), "b.txt": plan(2), "c.txt": plan(3), "bad.txt": ""})
	damage := func(name string, spoil func(path string) error) func(*testing.T, *pipeline.Library) {
		return func(t *testing.T, l *pipeline.Library) {
			files, err := filepath.Glob(filepath.Join(l.Dir, "documents", "*", "*", name))
			if err != nil || len(files) < 3 {
				t.Fatal(files, err)
			}
			for _, f := range files { // one that was read
				if _, err := os.Stat(filepath.Join(filepath.Dir(f), "result.json")); err == nil {
					if err := spoil(f); err != nil {
						t.Fatal(err)
					}
					return
				}
			}
		}
	}
	empty := func(path string) error { return os.Truncate(path, 0) }
	half := func(path string) error {
		st, err := os.Stat(path)
		if err != nil {
			return err
		}
		return os.Truncate(path, st.Size()/2)
	}
	for _, c := range []struct {
		name  string
		spoil func(*testing.T, *pipeline.Library)
		fault string
	}{
		{"source gone", damage("source", os.Remove), "source"},
		{"source empty", damage("source", empty), "source"},
		{"source cut", damage("source", half), "source"},
		{"result gone", damage("result.json", os.Remove), "result"},
		{"result empty", damage("result.json", empty), "result"},
		{"result cut", damage("result.json", half), "result"},
		{"entry gone", damage("entry.json", os.Remove), "partial"},
		{"entry empty", damage("entry.json", empty), "entry"},
		{"entry cut", damage("entry.json", half), "entry"},
		{"a bit of the index", func(t *testing.T, l *pipeline.Library) {
			segments, err := filepath.Glob(filepath.Join(l.Dir, "index", "store", "*.zap"))
			if err != nil || len(segments) == 0 {
				t.Fatalf("%d segments, %v", len(segments), err)
			}
			for _, s := range segments {
				data, err := os.ReadFile(s)
				if err != nil {
					t.Fatal(err)
				}
				data[len(data)/3] ^= 16
				if err := os.WriteFile(s, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}, "index"},
		{"index of nothing", func(t *testing.T, l *pipeline.Library) {
			x, err := l.Index()
			if err != nil {
				t.Fatal(err)
			}
			entries, err := pipeline.List(ctx, l.Store)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				if err := x.Delete(ctx, e.ID); err != nil {
					t.Fatal(err)
				}
			}
		}, "index"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := library(t)
			importFiles(t, l, pipeline.ImportOptions{}, dir)
			before := export(t, l, pipeline.ExportOptions{Format: pipeline.ExportJSON})
			if got := verify(t, l, false); len(got) != 0 {
				t.Fatalf("a sound library has faults: %v", got)
			}
			c.spoil(t, l)
			if got := verify(t, l, false); len(got) == 0 || got[0] != c.fault+" false" {
				t.Errorf("found %v", got)
			}
			if got := verify(t, l, true); len(got) == 0 || got[0] != c.fault+" true" {
				t.Errorf("mended %v", got)
			}
			if got := verify(t, l, false); len(got) != 0 {
				t.Errorf("left %v", got)
			}
			importFiles(t, l, pipeline.ImportOptions{}, dir)
			if diff := cmp.Diff(before, export(t, l, pipeline.ExportOptions{Format: pipeline.ExportJSON})); diff != "" {
				t.Error(diff)
			}
			if len(answer(t, l, "“疏浚河道”").Hits) != 3 {
				t.Error("not all is found")
			}
		})
		// An import alone mends what the loss of power leaves: what is new and damaged.
		if c.fault == "entry" || c.fault == "partial" {
			t.Run(c.name+", imported again", func(t *testing.T) {
				l := library(t)
				importFiles(t, l, pipeline.ImportOptions{}, dir)
				before := export(t, l, pipeline.ExportOptions{Format: pipeline.ExportJSON})
				c.spoil(t, l)
				importFiles(t, l, pipeline.ImportOptions{}, dir)
				if diff := cmp.Diff(before, export(t, l, pipeline.ExportOptions{Format: pipeline.ExportJSON})); diff != "" {
					t.Error(diff)
				}
				if got := verify(t, l, false); len(got) != 0 {
					t.Errorf("left %v", got)
				}
			})
		}
	}
}
