package bleve

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// patience is how long another process is waited for that has the index open.
const patience = time.Second

// whole checks that the files of the newest state of the index are there to their ends.
// bleve goes back to an older state where they are not, without a word: it would find too
// little. The error wraps ErrLocked or ErrDamaged.
func whole(dir string) error {
	db, err := bbolt.Open(filepath.Join(dir, "store", "root.bolt"), 0o600, &bbolt.Options{ReadOnly: true, Timeout: patience})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("%w: %w", ErrLocked, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("open index: %w", err)
	case err != nil:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	var names []string
	err = db.View(func(tx *bbolt.Tx) error {
		names = segmentFiles(tx)
		return nil
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	for _, name := range names {
		if err := ended(filepath.Join(dir, "store", filepath.Base(name))); err != nil {
			return fmt.Errorf("%w: segment %s: %w", ErrDamaged, name, err)
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
