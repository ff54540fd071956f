package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/extract/archive"
)

// A find is a file that a walk met.
type find struct {
	path    string
	problem error         // why it cannot be read
	inner   *archive.File // its bytes, when path leads into an archive
}

// walk calls visit for every file of paths, in order; folders and archives are walked.
// Hidden files and the lock files of office programs are passed over inside folders, and
// links are not followed.
func walk(ctx context.Context, paths []string, visit func(find) error) error {
	return walkFiles(paths, func(path string, problem error) error {
		if problem != nil {
			return visit(find{path: path, problem: problem})
		}
		return enter(ctx, path, visit)
	})
}

// enter visits a file, or the files in it if it is an archive: their paths go on from its
// own, "/plans/a.zip/2024/b.docx".
func enter(ctx context.Context, path string, visit func(find) error) error {
	r, err := os.Open(path)
	if err != nil {
		return visit(find{path: path, problem: err})
	}
	defer r.Close()
	st, err := r.Stat()
	if err != nil || !extract.IsArchive(r, st.Size()) {
		return visit(find{path: path, problem: err})
	}
	return extract.Files(ctx, r, st.Size(), func(f *archive.File) error {
		return visit(find{filepath.Join(path, filepath.FromSlash(f.Path)), f.Err, f})
	})
}

// walkFiles is walk without archives.
func walkFiles(paths []string, visit func(path string, problem error) error) error {
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
	err := walk(ctx, paths, func(find) error {
		n++
		return ctx.Err()
	})
	return n, err
}
