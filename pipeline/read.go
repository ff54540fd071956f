package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/pipeline/worker"
)

// readFile copies a file into the library and reads the copy: what is stored is what was
// read, whatever becomes of the file meanwhile.
func (im *importer) readFile(ctx context.Context, j Job) (*Entry, *Parsed, error) {
	select {
	case im.slots <- struct{}{}:
		defer func() { <-im.slots }()
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	if im.opts.Begin != nil {
		im.mu.Lock()
		im.opts.Begin(j.Path)
		im.mu.Unlock()
	}
	e := &Entry{ID: j.ID, Names: []string{j.Path}, Imported: time.Now().UTC().Truncate(time.Second)}
	if known, _ := im.known.has(j.ID); known { // it failed before
		if old, err := im.library.Store.Entry(ctx, j.ID); err == nil {
			e.Names, e.Past = old.Names, old.Past
		}
		if !slices.Contains(e.Names, j.Path) {
			e.Names = append(e.Names, j.Path)
		}
	}
	if j.Attempt > 1 {
		e.Attempts = j.Attempt
	}
	r, err := im.parse(ctx, j, e)
	var code gangmu.ErrorCode
	switch {
	case err == nil && r.Unread():
		e.describe(r.Result)
		e.Code, e.Detail, e.Review = gangmu.ErrNeedsOCR, "no page has text", false
		return e, r, nil
	case err == nil:
		e.describe(r.Result)
		if isLarge(r) {
			return e, r, im.commits.put(ctx, r)
		}
		return e, r, nil
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case errors.Is(err, worker.ErrStart), errors.Is(err, worker.ErrDied) && j.Attempt < MaxAttempts:
		return nil, nil, err
	case !errors.As(err, &code):
		return nil, nil, err // of storage
	}
	e.Code, e.Detail = code, err.Error()
	return e, nil, nil
}

// parse keeps the bytes of a file and reads them. An error without a gangmu.ErrorCode is
// one of storage.
func (im *importer) parse(ctx context.Context, j Job, e *Entry) (*Parsed, error) {
	in, err := os.Open(j.File)
	if err != nil {
		return nil, unreadable(err)
	}
	defer in.Close()
	st, err := in.Stat()
	if err != nil {
		return nil, unreadable(err)
	}
	if e.Bytes = st.Size(); e.Bytes > extract.MaxBytes {
		return nil, fmt.Errorf("%w: %d bytes", gangmu.ErrTooLarge, e.Bytes)
	}
	if err := im.library.room(e.Bytes); err != nil {
		return nil, err
	}
	if err := im.library.Store.PutSource(ctx, j.ID, &attested{r: in, hash: sha256.New(), id: j.ID}); err != nil {
		return nil, err
	}
	path, done, err := im.library.sourcePath(ctx, j.ID)
	if err != nil {
		return nil, err
	}
	defer done()
	r, err := im.opts.Parser.Parse(ctx, filepath.Base(e.Names[0]), path, im.opts.Parse)
	switch {
	case err != nil:
		return nil, coded(err)
	case r.ID != j.ID:
		return nil, fmt.Errorf("%w: read as document %s", gangmu.ErrCorrupt, r.ID)
	}
	return r, nil
}

// coded gives an error of a parser a code, if it should have none.
func coded(err error) error {
	var code gangmu.ErrorCode
	if errors.As(err, &code) || errors.Is(err, worker.ErrStart) || errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
}

// attested reads bytes that must have an ID, and ends with an error if they have another.
type attested struct {
	r    io.Reader
	hash hash.Hash
	id   string
}

func (a *attested) Read(p []byte) (int, error) {
	n, err := a.r.Read(p)
	a.hash.Write(p[:n])
	switch {
	case err == io.EOF && hex.EncodeToString(a.hash.Sum(nil)) != a.id:
		err = fmt.Errorf("%w: the file changed while it was read", gangmu.ErrCorrupt)
	case err != nil && err != io.EOF:
		err = fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	return n, err
}

// sourcePath is a file with the bytes of a document: that of the store, or a copy where
// the store has no files.
func (l *Library) sourcePath(ctx context.Context, id string) (path string, done func(), err error) {
	r, err := l.Store.Source(ctx, id)
	if err != nil {
		return "", nil, err
	}
	defer r.Close()
	if f, ok := r.(*os.File); ok {
		return f.Name(), func() {}, nil
	}
	tmp, err := os.CreateTemp(l.tmp(), "source-*")
	if err != nil {
		return "", nil, err
	}
	done = func() { os.Remove(tmp.Name()) }
	_, err = io.Copy(tmp, r)
	if err = errors.Join(err, tmp.Close()); err != nil {
		done()
		return "", nil, err
	}
	return tmp.Name(), done, nil
}
