package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/searchable"
)

// A Copy is a searchable copy that could not be written.
type Copy struct {
	Path   string           `json:"path"`             // of the file
	Target string           `json:"target,omitempty"` // where the copy should be
	Code   gangmu.ErrorCode `json:"code,omitempty"`   // why there is none; empty if it could not be stored
	Exists bool             `json:"exists,omitempty"` // another file stands there, and was kept
	Detail string           `json:"detail,omitempty"`
}

// copies writes searchable copies of the files of one import. A copy has the path of its
// file below the folder that all paths of the import have in common, and ends in .pdf. It
// is written whole or not at all, tells in a comment which document it is of, and takes the
// place of no file but an older copy.
type copies struct {
	dir, base string
	library   *Library
	parser    Parser
	options   ParseOptions

	mu      sync.Mutex
	targets map[string]string // documents, by the copies that this import has begun
}

// newCopies is nil if no copies are wanted.
func newCopies(l *Library, paths []string, o ImportOptions) (*copies, error) {
	if o.Searchable == "" {
		return nil, nil
	}
	dir, err := filepath.Abs(o.Searchable)
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err != nil {
		return nil, err
	}
	return &copies{dir: dir, base: commonFolder(paths), library: l, parser: o.Parser, options: o.Parse, targets: map[string]string{}}, nil
}

// commonFolder is the innermost folder that holds everything that the paths name.
func commonFolder(paths []string) string {
	common := ""
	for i, p := range paths {
		p, err := filepath.Abs(p)
		if err != nil {
			continue
		}
		for hasMeta(p) {
			p = filepath.Dir(p)
		}
		if st, err := os.Stat(p); err == nil && !st.IsDir() {
			p = filepath.Dir(p)
		}
		if i == 0 {
			common = p
		}
		for !below(p, common) && common != filepath.Dir(common) {
			common = filepath.Dir(common)
		}
	}
	return common
}

// below reports whether a path is a folder or lies below it.
func below(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && (rel == "." || filepath.IsLocal(rel))
}

// target is where the copy of a file belongs.
func (c *copies) target(path string) (string, error) {
	rel, err := filepath.Rel(c.base, path)
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s does not lie below %s", path, c.base)
	}
	if !strings.EqualFold(filepath.Ext(rel), ".pdf") {
		rel += ".pdf"
	}
	return filepath.Join(c.dir, rel), nil
}

// copyMark begins the mark of a copy; the document's ID follows.
const copyMark = "gangmu searchable copy of "

// copyOf is the document that a file is a copy of; "" if it is none of ours.
func copyOf(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	tail := make([]byte, 256)
	if st, err := f.Stat(); err == nil {
		n, _ := f.ReadAt(tail, max(0, st.Size()-int64(len(tail))))
		tail = tail[:n]
	}
	_, rest, _ := bytes.Cut(tail, []byte("\n%"+copyMark))
	id, _, ok := bytes.Cut(rest, []byte("\nstartxref\n"))
	if !ok || !idPattern.Match(id) {
		return ""
	}
	return string(id)
}

// recognized reports whether pages of a document were read by an engine.
func recognized(r *gangmu.Result) bool {
	return slices.ContainsFunc(r.Reader, func(x gangmu.Reading) bool { return x.OCR })
}

// write writes the copy of a document, known as path. One that is there already, of the
// same document, is left as it is unless anew. It reports whether it took the place of an
// older one.
func (c *copies) write(ctx context.Context, id, path string, anew bool) (written, replaced bool, failed *Copy) {
	fail := func(target string, err error) *Copy {
		f := &Copy{Path: path, Target: target, Detail: err.Error()}
		errors.As(err, &f.Code)
		return f
	}
	target, err := c.target(path)
	if err != nil {
		return false, false, fail("", err)
	}
	c.mu.Lock()
	other, begun := c.targets[target]
	c.targets[target] = id
	c.mu.Unlock()
	if begun && other == id {
		return false, false, nil
	}
	if _, err := os.Lstat(target); err == nil || begun {
		old := copyOf(target)
		if old == id && !anew && !begun {
			return false, false, nil
		}
		if old == "" || begun {
			return false, false, &Copy{Path: path, Target: target, Exists: true}
		}
		replaced = true
	} else if !errors.Is(err, fs.ErrNotExist) {
		return false, false, fail(target, err)
	}
	switch err := c.make(ctx, id, target); {
	case errors.Is(err, gangmu.ErrNoText): // its own text is of use, and was recognised on demand
		return false, false, nil
	case err != nil:
		return false, false, fail(target, err)
	}
	return true, replaced, nil
}

// make makes a copy beside its place, and moves it there when it is whole.
func (c *copies) make(ctx context.Context, id, target string) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	source, done, err := c.library.sourcePath(ctx, id)
	if err != nil {
		return err
	}
	defer done()
	tmp, err := os.CreateTemp(filepath.Dir(target), ".gangmu-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	if err := c.parser.Searchable(ctx, source, tmp.Name(), searchable.Mark(copyMark+id), c.options); err != nil {
		return err
	}
	if err := errors.Join(tmp.Chmod(0o644), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), target)
}

// copy writes the copy of a document that was settled, and notes what became of it.
func (im *importer) copy(ctx context.Context, r *gangmu.Result, path string, anew bool) {
	if im.copies == nil || r == nil || !recognized(r) {
		return
	}
	written, replaced, failed := im.copies.write(ctx, r.ID, path, anew)
	if ctx.Err() != nil {
		return
	}
	im.mu.Lock()
	defer im.mu.Unlock()
	if written {
		im.report.Copies++
	}
	if replaced {
		im.report.Replaced++
	}
	if failed != nil {
		im.report.Uncopied = append(im.report.Uncopied, *failed)
	}
}

// copyKnown does the same with a document that was in the library before, while the walk
// goes on.
func (im *importer) copyKnown(ctx context.Context, e *Entry, path string) {
	if im.copies == nil || e.Failed() {
		return
	}
	select {
	case im.slots <- struct{}{}:
	case <-ctx.Done():
		return
	}
	im.copying.Go(func() {
		defer func() { <-im.slots }()
		if r, err := im.library.Store.Result(ctx, e.ID); err == nil {
			im.copy(ctx, r, path, false)
		}
	})
}
