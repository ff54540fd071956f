package bleve

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2/util"
	segments "github.com/blevesearch/scorch_segment_api/v2"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// patience is how long another process is waited for that has the index open.
const patience = time.Second

// whole checks that the files of the newest state of the index are there to their ends, and
// returns their names. bleve goes back to an older state where they are not, without a word:
// it would find too little. The error wraps ErrLocked or ErrDamaged.
func whole(dir string) ([]string, error) {
	db, err := bbolt.Open(filepath.Join(dir, "store", "root.bolt"), 0o600, &bbolt.Options{ReadOnly: true, Timeout: patience})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("%w: %w", ErrLocked, err)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("open index: %w", err)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	var names []string
	err = db.View(func(tx *bbolt.Tx) error {
		names = segmentFiles(tx)
		return nil
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	for _, name := range names {
		if err := ended(filepath.Join(dir, "store", filepath.Base(name))); err != nil {
			return nil, fmt.Errorf("%w: segment %s: %w", ErrDamaged, name, err)
		}
	}
	return names, nil
}

// newest checks that the state that was opened is the one with these files.
func (x *Index) newest(names []string) (err error) {
	v, err := x.view(context.Background())
	if err != nil {
		return err
	}
	defer v.close(&err)
	opened := map[string]bool{}
	for _, l := range v.leaves {
		if p, ok := l.segment.(segments.PersistedSegment); ok {
			opened[filepath.Base(p.Path())] = true
		}
	}
	for _, name := range names {
		if !opened[filepath.Base(name)] {
			return fmt.Errorf("%w: segment %s cannot be read", ErrDamaged, name)
		}
	}
	return nil
}

// segmentFiles are the files of the newest state: the last bucket of the snapshots has one for
// each segment, with its path.
func segmentFiles(tx *bbolt.Tx) []string {
	snapshots := tx.Bucket(util.BoltSnapshotsBucket)
	if snapshots == nil {
		return nil
	}
	var newest *bbolt.Bucket
	c := snapshots.Cursor()
	for k, v := c.Last(); k != nil && newest == nil; k, v = c.Prev() {
		if v == nil {
			newest = snapshots.Bucket(k)
		}
	}
	if newest == nil {
		return nil
	}
	var names []string
	_ = newest.ForEachBucket(func(k []byte) error {
		if path := newest.Bucket(k).Get(util.BoltPathKey); path != nil {
			names = append(names, string(path))
		}
		return nil
	})
	return names
}

// ended checks that a segment has its end, which is the version of its format and a
// checksum, 32 bits each, big endian.
func ended(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Seek(-8, 2); err != nil {
		return err
	}
	var end [2]uint32
	if err := binary.Read(f, binary.BigEndian, &end); err != nil {
		return err
	}
	if end[0] < 11 || end[0] > 30 { // zap has got to 17
		return errors.New("cut off")
	}
	return nil
}

// Check implements [index.Index]: it compares the files with the checksums that are in them.
// 200 MB take .1 s.
func (x *Index) Check(ctx context.Context) (err error) {
	defer judged("check", &err)
	v, err := x.view(ctx)
	if err != nil {
		return err
	}
	defer v.close(&err)
	return v.sound()
}

func (v *view) sound() error {
	for _, l := range v.leaves {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		p, ok := l.segment.(segments.PersistedSegment)
		if !ok {
			continue // in memory, on its way to the disk
		}
		if err := errors.Join(ended(p.Path()), sound(p.Path())); err != nil {
			return fmt.Errorf("%w: segment %s: %w", ErrDamaged, filepath.Base(p.Path()), err)
		}
	}
	return nil
}

// sound checks that a segment has the checksum that it ends with: the CRC-32 (IEEE) of all
// before it.
func sound(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h := crc32.NewIEEE()
	if _, err := io.CopyBuffer(h, io.LimitReader(f, info.Size()-4), make([]byte, 1<<20)); err != nil {
		return err
	}
	var sum uint32
	if err := binary.Read(f, binary.BigEndian, &sum); err != nil {
		return err
	}
	if sum != h.Sum32() {
		return errors.New("checksum is wrong")
	}
	return nil
}
