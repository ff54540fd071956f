package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/extract/archive"
)

// A find is a file that a walk met.
type find struct {
	path    string        // to open it
	name    string        // path as text; the file is known by it
	problem error         // why it cannot be read
	inner   *archive.File // its bytes, when path leads into an archive
	st      fs.FileInfo   // what the file system says of a file that is none in an archive
	open    *os.File      // the same, open while it is visited; nil if it was not opened
	id      string        // of its document, if that is known without reading
}

// A walker walks paths: files, patterns, folders with what is below them, and archives.
type walker struct {
	Selection
	visit func(find) error
	plain bool // archives are visited as files
	over  int  // files passed over

	// recognise, if not nil, tells the document of a file that has not changed since it
	// was read.
	recognise func(name string, st fs.FileInfo) (id string, ok bool)
}

// walk visits every file of paths, in the order of paths and of names.
func (w *walker) walk(ctx context.Context, paths []string) error {
	for _, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return err
		}
		if _, err := os.Lstat(abs); err == nil || !hasMeta(p) {
			if err := w.root(ctx, abs); err != nil {
				return err
			}
			continue
		}
		found, err := expand(abs)
		if err == nil && len(found) == 0 {
			err = fmt.Errorf("%w: nothing fits the pattern", gangmu.ErrMissing)
		}
		if err != nil {
			if err := w.refuse(abs, err); err != nil {
				return err
			}
		}
		for _, f := range found {
			if err := w.root(ctx, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// root walks a path that was named.
func (w *walker) root(ctx context.Context, path string) error {
	st, err := os.Stat(path)
	switch {
	case err != nil:
		return w.refuse(path, err)
	case st.IsDir():
		return w.folder(ctx, path, "", []fs.FileInfo{st})
	}
	return w.file(ctx, path, st)
}

// folder walks a folder. below is its path from the one that was named, chain the folders
// from that one to this one: a link to one of them leads round in a circle.
func (w *walker) folder(ctx context.Context, path, below string, chain []fs.FileInfo) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	list, err := os.ReadDir(path)
	if err != nil {
		if err := w.refuse(path, err); err != nil {
			return err
		}
	}
	for _, d := range list {
		inner := filepath.Join(path, d.Name())
		rel := d.Name()
		if below != "" {
			rel = below + "/" + rel
		}
		if w.plain && w.Since.IsZero() && d.Type().IsRegular() { // to count it, its name is enough
			if !w.takes(shownName(rel), false) {
				w.over++
			} else if err := w.visit(find{path: inner, name: shownName(inner)}); err != nil {
				return err
			}
			continue
		}
		st, err := d.Info()
		if err == nil && w.Follow && st.Mode()&fs.ModeSymlink != 0 {
			st, err = os.Stat(inner)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist) && !w.Follow: // taken away while the folder was read
		case err != nil:
			err = w.refuse(inner, err)
		case !w.takes(shownName(rel), st.IsDir()):
			w.pass(st)
			continue
		case st.IsDir():
			if !circular(chain, st) {
				err = w.folder(ctx, inner, rel, append(chain[:len(chain):len(chain)], st))
			}
		case !st.Mode().IsRegular():
			w.pass(st)
		default:
			err = w.file(ctx, inner, st)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func circular(chain []fs.FileInfo, folder fs.FileInfo) bool {
	for _, c := range chain {
		if os.SameFile(c, folder) {
			return true
		}
	}
	return false
}

func (w *walker) pass(st fs.FileInfo) {
	if !st.IsDir() {
		w.over++
	}
}

// file visits a file, or the files in it if it is an archive: their paths go on from its
// own, "/plans/a.zip/2024/b.docx".
func (w *walker) file(ctx context.Context, path string, st fs.FileInfo) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !w.fresh(st.ModTime()) {
		w.pass(st)
		return nil
	}
	if !st.Mode().IsRegular() {
		return w.refuse(path, fmt.Errorf("%w: not a file", gangmu.ErrFormat))
	}
	f := find{path: path, name: shownName(path), st: st}
	if w.plain {
		return w.visit(f)
	}
	if w.recognise != nil {
		if id, ok := w.recognise(f.name, st); ok {
			f.id = id
			return w.visit(f)
		}
	}
	r, err := os.Open(path)
	if err != nil {
		return w.refuse(path, err)
	}
	defer r.Close()
	f.open = r
	if !extract.IsArchive(r, st.Size()) {
		return w.visit(f)
	}
	return extract.Files(ctx, r, st.Size(), func(f *archive.File) error {
		if f.Err == nil && !w.takes(f.Path, false) {
			w.over++
			return nil
		}
		inner := filepath.Join(path, filepath.FromSlash(f.Path))
		return w.visit(find{path: inner, name: shownName(inner), problem: f.Err, inner: f})
	})
}

// refuse visits a path that cannot be read.
func (w *walker) refuse(path string, problem error) error {
	return w.visit(find{path: path, name: shownName(path), problem: unreadable(problem)})
}

// unreadable gives an error of the file system its code.
func unreadable(err error) error {
	var code gangmu.ErrorCode
	switch {
	case err == nil || errors.As(err, &code):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", gangmu.ErrMissing, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", gangmu.ErrDenied, err)
	}
	return fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
}

// Count returns the number of files that Import will meet; an archive counts as one.
func Count(ctx context.Context, paths []string, s Selection) (int, error) {
	n := 0
	w := &walker{Selection: s, plain: true, visit: func(find) error {
		n++
		return nil
	}}
	err := w.walk(ctx, paths)
	return n, err
}
