package pipeline

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"syscall"

	"github.com/gangmu/gangmu"
)

// A Folder is a Store in a folder of the file system:
//
//	ab/abcd.../source        the file's bytes
//	ab/abcd.../result.json   gangmu.Result
//	ab/abcd.../entry.json    Entry
//
// Every file is written in another folder, synced and renamed into its place. What a
// crash leaves behind lies in that folder.
type Folder struct{ dir, tmp string }

var _ Store = (*Folder)(nil)

// NewFolder makes a store in dir that writes by way of tmp, which must be on the same
// file system. Both are created when first written to.
func NewFolder(dir, tmp string) *Folder { return &Folder{dir, tmp} }

const (
	sourceFile = "source"
	resultFile = "result.json"
	entryFile  = "entry.json"
)

var idPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (f *Folder) path(id, file string) (string, error) {
	if !idPattern.MatchString(id) {
		return "", fmt.Errorf("%w: %q is no document ID", ErrNotFound, id)
	}
	return filepath.Join(f.dir, id[:2], id, file), nil
}

// PutSource implements [Store].
func (f *Folder) PutSource(ctx context.Context, id string, r io.Reader) error {
	path, err := f.path(id, sourceFile)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	return writeFile(path, f.tmp, func(w io.Writer) error {
		_, err := io.Copy(w, r)
		return err
	})
}

// PutResult implements [Store].
func (f *Folder) PutResult(ctx context.Context, r *gangmu.Result) error {
	return f.putJSON(r.ID, resultFile, r)
}

// PutEntry implements [Store].
func (f *Folder) PutEntry(ctx context.Context, e *Entry) error {
	return f.putJSON(e.ID, entryFile, e)
}

func (f *Folder) putJSON(id, file string, v any) error {
	path, err := f.path(id, file)
	if err != nil {
		return err
	}
	return writeFile(path, f.tmp, func(w io.Writer) error { return json.NewEncoder(w).Encode(v) })
}

// Source implements [Store].
func (f *Folder) Source(ctx context.Context, id string) (io.ReadCloser, error) {
	return f.open(id, sourceFile)
}

// Result implements [Store].
func (f *Folder) Result(ctx context.Context, id string) (*gangmu.Result, error) {
	r := new(gangmu.Result)
	return r, f.getJSON(id, resultFile, r)
}

// Entry implements [Store].
func (f *Folder) Entry(ctx context.Context, id string) (*Entry, error) {
	e := new(Entry)
	return e, f.getJSON(id, entryFile, e)
}

func (f *Folder) open(id, file string) (*os.File, error) {
	path, err := f.path(id, file)
	if err != nil {
		return nil, err
	}
	r, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s of %s", ErrNotFound, file, id)
	}
	return r, err
}

func (f *Folder) getJSON(id, file string, v any) error {
	r, err := f.open(id, file)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := json.NewDecoder(bufio.NewReader(r)).Decode(v); err != nil {
		return fmt.Errorf("%w: %s of %s: %w", ErrDamaged, file, id, err)
	}
	return nil
}

// Entries implements [Store].
func (f *Folder) Entries(ctx context.Context) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		shards, err := readDir(f.dir)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, shard := range shards {
			docs, err := readDir(filepath.Join(f.dir, shard))
			if err != nil {
				yield(nil, err)
				return
			}
			for _, id := range docs {
				if err := ctx.Err(); err != nil {
					yield(nil, err)
					return
				}
				e, err := f.Entry(ctx, id)
				if errors.Is(err, ErrNotFound) {
					continue // an import that was cut off; the next one completes it
				}
				if !yield(e, err) {
					return
				}
			}
		}
	}
}

// readDir lists names in order; a folder that is not there is empty.
func readDir(dir string) ([]string, error) {
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, d := range list {
		names = append(names, d.Name())
	}
	return names, err
}

// writeFile writes a file by way of the folder tmp, whole or not at all, and returns when
// it is on the disk under its name: file and folder are synced, since a rename alone may
// be lost when the power is (rename(2), fsync(2)).
func writeFile(path, tmp string, write func(io.Writer) error) error {
	dir := filepath.Dir(path)
	if err := makeFolder(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(tmp, 0o755); err != nil {
		return err
	}
	t, err := os.CreateTemp(tmp, "new-*")
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(t, 64<<10)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = t.Sync()
	}
	if cerr := t.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(t.Name(), path)
	}
	if err != nil {
		_ = os.Remove(t.Name())
		return err
	}
	return syncFolder(dir)
}

// makeFolder makes a folder, and those above it, so that they are on the disk.
func makeFolder(dir string) error {
	err := os.Mkdir(dir, 0o755)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case errors.Is(err, fs.ErrNotExist):
		if err := makeFolder(filepath.Dir(dir)); err != nil {
			return err
		}
		if err = os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	case err != nil:
		return err
	}
	return syncFolder(filepath.Dir(dir))
}

// syncFolder puts the names in a folder on the disk. Systems that cannot sync a folder
// do so by themselves.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.EINVAL) {
		return err
	}
	return nil
}
