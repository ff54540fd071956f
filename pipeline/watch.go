package pipeline

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// DefaultSettle is how long a file must be left alone before it is imported: programs
// write files piece by piece.
const DefaultSettle = 2 * time.Second

// Watch calls changed with files below folders that were written or put there, once they
// have been left alone for the settle time, until ctx is done or changed returns an
// error. It tells nothing of what was there before: the caller scans after ready has
// been called, when nothing can be missed any more. Paths that are files are watched by
// their folder.
func Watch(ctx context.Context, paths []string, s Selection, settle time.Duration, ready func() error, changed func(paths []string) error) error {
	if settle <= 0 {
		settle = DefaultSettle
	}
	n, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer n.Close()
	w := &watcher{notify: n, selection: s, pending: map[string]time.Time{}}
	for _, p := range paths {
		if err := w.root(p); err != nil {
			return err
		}
	}
	if err := ready(); err != nil {
		return err
	}
	tick := time.NewTicker(settle / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case ev := <-n.Events:
			w.event(ev)
		case err := <-n.Errors: // events were lost: look at everything
			if err == nil {
				continue
			}
			for _, p := range w.roots {
				w.scan(p)
			}
		case now := <-tick.C:
			if calm := w.calm(now, settle); len(calm) > 0 {
				if err := changed(calm); err != nil {
					return err
				}
			}
		}
	}
}

type watcher struct {
	notify    *fsnotify.Watcher
	selection Selection
	roots     []string             // folders
	files     []string             // files that were named themselves
	pending   map[string]time.Time // when a file changed last
}

func (w *watcher) root(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	st, err := os.Stat(abs)
	if err != nil {
		return err
	}
	if !st.IsDir() {
		w.files = append(w.files, abs)
		return w.notify.Add(filepath.Dir(abs))
	}
	w.roots = append(w.roots, abs)
	return w.folders(abs)
}

// folders watches a folder and those below it.
func (w *watcher) folders(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // the scan of an import says so
		case !d.IsDir():
			return nil
		case path != root && !w.takes(path, true):
			return fs.SkipDir
		}
		return w.notify.Add(path)
	})
}

// takes reports whether a path is below a root and taken.
func (w *watcher) takes(path string, folder bool) bool {
	if slices.Contains(w.files, path) {
		return true
	}
	for _, root := range w.roots {
		below, err := filepath.Rel(root, path)
		if err == nil && filepath.IsLocal(below) {
			return w.selection.takes(filepath.ToSlash(shownName(below)), folder)
		}
	}
	return false
}

func (w *watcher) event(ev fsnotify.Event) {
	st, err := os.Lstat(ev.Name)
	switch {
	case err != nil: // removed or renamed away: the library keeps what it has
		delete(w.pending, ev.Name)
	case st.IsDir() && ev.Has(fsnotify.Create) && w.takes(ev.Name, true):
		_ = w.folders(ev.Name) // what cannot be watched is met by the next scan
		w.scan(ev.Name)
	case st.Mode().IsRegular() && w.takes(ev.Name, false):
		w.pending[ev.Name] = time.Now()
	}
}

// scan takes all files below a folder for changed.
func (w *watcher) scan(root string) {
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && w.takes(path, false) {
			w.pending[path] = time.Now()
		}
		return nil
	})
}

// calm takes out the files that have been left alone.
func (w *watcher) calm(now time.Time, settle time.Duration) []string {
	var out []string
	for path, last := range w.pending {
		if now.Sub(last) >= settle {
			out = append(out, path)
			delete(w.pending, path)
		}
	}
	slices.Sort(out)
	return out
}
