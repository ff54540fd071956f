package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/bleve"
)

// Reindex rebuilds the index from the store, beside the old one, and puts it in its
// place when it is whole. It returns the number of documents. progress, if not nil, is
// called after every group of them.
func Reindex(ctx context.Context, l *Library, progress func(documents int)) (int, error) {
	if l.index != nil {
		err := l.index.Close()
		l.index = nil
		if err != nil {
			return 0, err
		}
	}
	if err := l.settleIndex(); err != nil {
		return 0, err
	}
	fresh := l.indexDir() + ".new"
	x, err := l.openIndex(fresh)
	if err != nil {
		return 0, err
	}
	n, err := fill(ctx, l.Store, x, progress)
	if err = errors.Join(err, x.Close()); err != nil {
		return n, errors.Join(err, os.RemoveAll(fresh))
	}
	return n, l.swapIndex(fresh)
}

// swapIndex puts a whole index in the place of the old one. A crash between the two
// renames leaves the old one beside, which settleIndex takes back.
func (l *Library) swapIndex(fresh string) error {
	old := l.indexDir() + ".old"
	if err := os.Rename(l.indexDir(), old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(fresh, l.indexDir()); err != nil {
		return err
	}
	return os.RemoveAll(old)
}

// settleIndex clears up what a reindex that was cut off has left: the old index is the one
// that counts unless a whole new one is in its place.
func (l *Library) settleIndex() error {
	old := l.indexDir() + ".old"
	if _, err := os.Stat(l.indexDir()); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(old, l.indexDir()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return errors.Join(os.RemoveAll(old), os.RemoveAll(l.indexDir()+".new"))
}

// readyIndex opens the index for an import. One that is not there, or was damaged when it
// was made or merged, is built from the store first: a document that is in the store is
// never read again, so the index must have them all.
func (l *Library) readyIndex(ctx context.Context) (index.Index, error) {
	files, err := readDir(l.indexDir())
	switch {
	case err == nil && len(files) == 0:
		err = fs.ErrNotExist
	case err == nil:
		var x index.Index
		if x, err = l.Index(); err == nil {
			return x, nil
		}
	}
	if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, bleve.ErrDamaged) && !errors.Is(err, bleve.ErrVersion) {
		return nil, err
	}
	if _, err := Reindex(ctx, l, nil); err != nil {
		return nil, err
	}
	return l.Index()
}

func fill(ctx context.Context, s Store, x *bleve.Index, progress func(int)) (int, error) {
	n := 0
	var group []*gangmu.Result
	flush := func() error {
		err := x.Put(ctx, group...)
		n += len(group)
		group = group[:0]
		if progress != nil {
			progress(n)
		}
		return err
	}
	for e, err := range s.Entries(ctx) {
		if err != nil {
			return n, err
		}
		if e.Failed() || e.Old() {
			continue
		}
		r, err := s.Result(ctx, e.ID)
		if err != nil {
			return n, fmt.Errorf("document %s: %w", e.ID, err)
		}
		if group = append(group, r); len(group) == maxGroup {
			if err := flush(); err != nil {
				return n, err
			}
		}
	}
	return n, flush()
}
