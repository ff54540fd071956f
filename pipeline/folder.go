package pipeline

import (
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
	"sync"

	jsonv2 "github.com/go-json-experiment/json"

	"github.com/gangmu/gangmu"
)

// A Folder is a Store in a folder of the file system:
//
//	ab/abcd.../source        the file's bytes
//	ab/abcd.../result.json   gangmu.Result
//	ab/abcd.../entry.json    Entry
//
// Every file is written in another folder and renamed into its place. What a crash
// leaves behind lies in that folder. When the power goes before Sync, a file that was
// new may be empty, which is found to be damaged; one that replaces another is synced
// before it is renamed.
type Folder struct {
	dir, tmp string

	mu    sync.Mutex
	dirty map[string]bool // files and folders that may not be on the disk
}

var _ Store = (*Folder)(nil)

// NewFolder makes a store in dir that writes by way of tmp, which must be on the same
// file system. Both are created when first written to.
func NewFolder(dir, tmp string) *Folder {
	return &Folder{dir: dir, tmp: tmp, dirty: map[string]bool{}}
}

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
	if whole(path, id) {
		return nil
	}
	return f.write(path, func(w io.Writer) error {
		b := copyBuffers.Get().(*[]byte)
		defer copyBuffers.Put(b)
		_, err := io.CopyBuffer(struct{ io.Writer }{w}, r, *b)
		return err
	})
}

// copyBuffers are for writing sources and values, several at a time.
var copyBuffers = sync.Pool{New: func() any { b := make([]byte, 64<<10); return &b }}

// whole reports whether a file has the bytes of an ID: one that the loss of power has
// damaged has not.
func whole(path, id string) bool {
	got, err := hashFile(path)
	return err == nil && got == id
}

// PutResult implements [Store].
func (f *Folder) PutResult(ctx context.Context, r *gangmu.Result, encoded []byte) error {
	if encoded == nil {
		var err error
		if encoded, err = r.MarshalJSON(); err != nil {
			return err
		}
	}
	return f.put(r.ID, resultFile, encoded)
}

// PutEntry implements [Store].
func (f *Folder) PutEntry(ctx context.Context, e *Entry) error {
	encoded, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return f.put(e.ID, entryFile, encoded)
}

// put writes a value and a line end.
func (f *Folder) put(id, file string, encoded []byte) error {
	path, err := f.path(id, file)
	if err != nil {
		return err
	}
	return f.write(path, func(w io.Writer) error {
		b := copyBuffers.Get().(*[]byte)
		defer copyBuffers.Put(b)
		_, err := w.Write(append(append((*b)[:0], encoded...), '\n'))
		return err
	})
}

// write writes a file whole or not at all; it is on the disk after the next Sync.
func (f *Folder) write(path string, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return writeFile(path, f.tmp, write)
	}
	name, err := draft(f.tmp, false, write)
	if err != nil {
		return err
	}
	var made []string
	if err = os.Rename(name, path); errors.Is(err, fs.ErrNotExist) { // the first file of its document
		if made, err = f.makeFolder(filepath.Dir(path)); err == nil {
			err = os.Rename(name, path)
		}
	}
	if err != nil {
		_ = os.Remove(name)
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dirty[path], f.dirty[filepath.Dir(path)] = true, true
	for _, d := range made {
		f.dirty[d] = true
	}
	return nil
}

// makeFolder makes a folder of the store and returns those that changed by it.
func (f *Folder) makeFolder(dir string) (changed []string, err error) {
	err = os.Mkdir(dir, 0o755)
	if errors.Is(err, fs.ErrNotExist) {
		if changed, err = f.makeFolder(filepath.Dir(dir)); err != nil {
			return nil, err
		}
		err = os.Mkdir(dir, 0o755)
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return changed, nil
	case err != nil:
		return nil, err
	}
	return append(changed, filepath.Dir(dir)), nil
}

// few is the number of files that are synced one by one; more are by the file system as
// a whole, where it can.
const few = 3

// Sync implements [Store].
func (f *Folder) Sync(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.dirty) > few {
		if err := syncFileSystem(f.dir); err == nil {
			clear(f.dirty)
			return nil
		}
	}
	for path := range f.dirty {
		if err := syncPath(path); err != nil {
			return err
		}
		delete(f.dirty, path)
	}
	return nil
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
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := jsonv2.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%w: %s of %s: %w", ErrDamaged, file, id, err)
	}
	return nil
}

// Entries implements [Store].
func (f *Folder) Entries(ctx context.Context) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		for id, err := range f.ids() {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
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

// ids gives all documents that have a folder, with entry or without, in order. An error
// is the last that it gives.
func (f *Folder) ids() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		shards, err := readDir(f.dir)
		if err != nil {
			yield("", err)
			return
		}
		for _, shard := range shards {
			docs, err := readDir(filepath.Join(f.dir, shard))
			if err != nil {
				yield("", err)
				return
			}
			for _, id := range docs {
				if idPattern.MatchString(id) && !yield(id, nil) {
					return
				}
			}
		}
	}
}

// remove removes what there is of a document.
func (f *Folder) remove(id string) error {
	path, err := f.path(id, "")
	if err != nil {
		return err
	}
	return os.RemoveAll(path)
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
