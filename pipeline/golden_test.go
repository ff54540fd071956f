package pipeline_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu/pipeline"
)

var update = flag.Bool("update", false, "write the golden files as the results are now")

// What is read from each fixture, whole. A difference is reviewed like code.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob(fixtures + "/plans/*")
	if err != nil || len(names) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := pipeline.Parse(ctx, filepath.Base(name), bytes.NewReader(b), int64(len(b)), pipeline.ParseOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := json.MarshalIndent(r, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join(fixtures, "golden", filepath.Base(name)+".json")
		if *update {
			if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
			t.Errorf("%s: %s", golden, diff)
		}
	}
}
