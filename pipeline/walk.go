package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// walk calls visit for every file of paths, in order; folders are walked. Hidden files
// and the lock files of office programs are passed over inside folders, and links are
// not followed. problem is why a path cannot be read.
func walk(paths []string, visit func(path string, problem error) error) error {
	for _, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return err
		}
		st, err := os.Stat(abs)
		if err != nil || !st.IsDir() {
			if err == nil && !st.Mode().IsRegular() {
				err = fmt.Errorf("%s: not a file", abs)
			}
			if err := visit(abs, err); err != nil {
				return err
			}
			continue
		}
		err = filepath.WalkDir(abs, func(path string, d fs.DirEntry, err error) error {
			name := d.Name()
			switch {
			case err != nil:
				return visit(path, err)
			case path != abs && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")):
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			case !d.Type().IsRegular():
				return nil
			}
			return visit(path, nil)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Count returns the number of files that Import will meet.
func Count(ctx context.Context, paths []string) (int, error) {
	n := 0
	err := walk(paths, func(string, error) error {
		n++
		return ctx.Err()
	})
	return n, err
}
