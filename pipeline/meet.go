package pipeline

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
)

// meet decides about one file: it is the same as one that is there, or it is submitted.
func (im *importer) meet(ctx context.Context, queue Queue, f find) (err error) {
	j := Job{Path: f.name, File: f.path}
	switch {
	case f.problem != nil:
		err = f.problem
	case f.inner != nil:
		j, err = im.takeOut(f)
	case f.id != "":
		j.ID = f.id
	default:
		if j.ID, err = hashOf(f.open); err == nil {
			im.stamps.note(f.name, f.st, j.ID)
		}
		err = unreadable(err)
	}
	if ctx.Err() != nil {
		j.discard()
		return ctx.Err()
	}
	if err != nil {
		code := gangmu.ErrCorrupt
		if !errors.As(err, &code) && f.problem == nil {
			return err // of storage, not of the file
		}
		im.settle(f.name, nil, &Entry{Code: code, Detail: err.Error()}, StatusFailed, "")
		return nil
	}
	if im.join(j) {
		j.discard()
		return nil
	}
	if known, lacks := im.known.has(j.ID); known && !(lacks && im.opts.RetryFailed && !im.wasRead(j.ID)) {
		j.discard()
		im.forget(j.ID)
		return im.again(ctx, j.Path, j.ID)
	}
	im.count(1, false)
	return queue.Submit(ctx, j)
}

// join adds a path to the document that is being read under another one. It reports
// whether there is one; if not, this file is the one to be read.
func (im *importer) join(j Job) bool {
	im.mu.Lock()
	defer im.mu.Unlock()
	if s := im.seen[j.ID]; s != nil {
		s.also = append(s.also, j.Path)
		return true
	}
	im.seen[j.ID] = &sighting{}
	return false
}

func (im *importer) wasRead(id string) bool {
	im.mu.Lock()
	defer im.mu.Unlock()
	return im.read[id]
}

func (im *importer) forget(id string) {
	im.mu.Lock()
	defer im.mu.Unlock()
	delete(im.seen, id)
}

// takeOut copies a file out of its archive into the library.
func (im *importer) takeOut(f find) (Job, error) {
	j := Job{Path: f.name}
	r, size, err := f.inner.Open()
	if err != nil {
		return j, unreadable(err)
	}
	if j.ID, err = extract.ID(r, size); err != nil {
		return j, unreadable(err)
	}
	if err := im.library.room(size); err != nil {
		return j, err
	}
	if err := os.MkdirAll(im.library.tmp(), 0o755); err != nil {
		return j, err
	}
	tmp, err := os.CreateTemp(im.library.tmp(), "inner-*")
	if err != nil {
		return j, err
	}
	j.File, j.Copy = tmp.Name(), true
	_, err = io.Copy(tmp, io.NewSectionReader(r, 0, size))
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		j.discard()
	}
	return j, err
}

// again settles a path whose document is in the library: the entry learns the name.
func (im *importer) again(ctx context.Context, path, id string) error {
	e, reason, err := im.known.met(ctx, id, path)
	if err != nil {
		return err
	}
	status := StatusSame
	if e.Failed() {
		status = StatusFailed
	}
	im.settle(path, nil, e, status, reason)
	im.copyKnown(ctx, e, path)
	return nil
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return hashOf(f)
}

func hashOf(f *os.File) (string, error) {
	st, err := f.Stat()
	if err != nil {
		return "", err
	}
	return extract.ID(f, st.Size())
}
