package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu/pipeline"
)

// What is written below a watched folder, in new folders too, is told once it is left
// alone; what is passed over by choice is not.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"before.txt": plan(1), "draft/x.txt": plan(2)})
	watched, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	want := map[string]bool{"new.txt": true, "sub/deep/in.txt": true, "moved.txt": true}
	got := map[string]bool{}
	ready := func() error {
		put(t, dir, map[string]string{"new.txt": plan(3), "sub/deep/in.txt": plan(4), "draft/y.txt": plan(5), ".hidden": plan(6), "gone.txt": plan(7)})
		if err := os.Remove(filepath.Join(dir, "gone.txt")); err != nil {
			return err
		}
		return os.Rename(filepath.Join(dir, "before.txt"), filepath.Join(dir, "moved.txt"))
	}
	err := pipeline.Watch(watched, []string{dir}, pipeline.Selection{Exclude: []string{"draft"}}, 100*time.Millisecond, ready, func(paths []string) error {
		for _, p := range paths {
			below, err := filepath.Rel(dir, p)
			if err != nil {
				return err
			}
			got[below] = true
		}
		if len(got) >= len(want) {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
