package pipeline_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu/pipeline"
)

// reasons imports a folder and tells why each file has the fate it has.
func reasons(t *testing.T, l *pipeline.Library, dir string, opts pipeline.ImportOptions) map[string]string {
	t.Helper()
	got := map[string]string{}
	opts.Jobs = 1
	opts.Progress = func(e pipeline.Event) { got[filepath.Base(e.Path)] = string(e.Status) + " " + string(e.Reason) }
	importFiles(t, l, opts, dir)
	return got
}

func TestAPathHasOneDocumentAndOlderVersionsAreKept(t *testing.T) {
	l, dir := library(t), t.TempDir()
	check := func(what string, got map[string]string, want ...string) {
		t.Helper()
		w := map[string]string{}
		for i := 0; i < len(want); i += 2 {
			w[want[i]] = want[i+1]
		}
		if diff := cmp.Diff(w, got); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	found := func(text string) int { return len(answer(t, l, text).Hits) }
	write := func(name, text string) { put(t, dir, map[string]string{name: text}) }
	const first, second = "水利局2024年工作计划\n一、疏浚河道甲。\n", "水利局2024年工作计划\n一、加固堤防乙。\n"

	write("a.txt", first)
	check("new", reasons(t, l, dir, pipeline.ImportOptions{}), "a.txt", "done new")
	write("a.txt", second)
	check("changed", reasons(t, l, dir, pipeline.ImportOptions{}), "a.txt", "done new_version")
	if found("“疏浚河道”") != 0 || found("“加固堤防”") != 1 {
		t.Error("the older version is still found, or the newer is not")
	}
	entries, err := pipeline.List(ctx, l.Store)
	if err != nil || len(entries) != 2 {
		t.Fatal(entries, err)
	}
	if a, b := entries[0], entries[1]; a.Old() == b.Old() || a.Name() != b.Name() {
		t.Errorf("%+v %+v", a, b)
	}
	if n := strings.Count(export(t, l, pipeline.ExportOptions{Format: pipeline.ExportNDJSON}), "\n"); n != 1 {
		t.Errorf("%d documents exported", n)
	}
	if n, err := pipeline.Reindex(ctx, l, nil); err != nil || n != 1 {
		t.Errorf("%d documents indexed, %v", n, err)
	}

	write("a.txt", first)
	check("changed back", reasons(t, l, dir, pipeline.ImportOptions{}), "a.txt", "same new_version")
	if found("“疏浚河道”") != 1 || found("“加固堤防”") != 0 {
		t.Error("the version that came back is not found, or the other still is")
	}

	write("b.txt", first)
	check("skipped", reasons(t, l, dir, pipeline.ImportOptions{SkipDuplicate: true}), "a.txt", "same known", "b.txt", "same duplicate")
	check("a second path", reasons(t, l, dir, pipeline.ImportOptions{}), "a.txt", "same known", "b.txt", "same also_named")
	if err := os.Rename(filepath.Join(dir, "b.txt"), filepath.Join(dir, "c.txt")); err != nil {
		t.Fatal(err)
	}
	check("renamed", reasons(t, l, dir, pipeline.ImportOptions{}), "a.txt", "same known", "c.txt", "same moved")
	write("c.txt", second)
	check("one of two changed", reasons(t, l, dir, pipeline.ImportOptions{}), "a.txt", "same known", "c.txt", "same new_version")
	if found("“疏浚河道”") != 1 || found("“加固堤防”") != 1 {
		t.Error("both versions are current and both should be found")
	}
}
