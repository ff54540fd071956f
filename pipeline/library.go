package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/bleve"
)

// A Library is a folder:
//
//	gangmu.json    its version
//	lock           held while a process uses the library; says which
//	documents/     the store (see Folder)
//	index/         full-text index; can be rebuilt
//	runs/          a journal for each import
//	tmp/           files being copied in
//
// One process uses a library at a time.
type Library struct {
	Dir   string
	Store Store

	lock  *lock
	index index.Index // nil until first used
}

// What a caller decides by when a library cannot be opened. Index errors are those of
// package index/bleve.
var (
	ErrNoLibrary = errors.New("no library here")
	ErrNewer     = errors.New("library of a newer version")
)

const libraryVersion = 1

type libraryFile struct {
	Version int `json:"version"`
}

// Open opens the library in dir for command, which is told to others that find it in
// use; with create, it makes one if there is none. The error wraps ErrNoLibrary, ErrNewer or is a
// *LockedError.
func Open(dir, command string, create bool) (*Library, error) {
	path := filepath.Join(dir, "gangmu.json")
	var f libraryFile
	b, err := os.ReadFile(path)
	switch {
	case err == nil:
		if err := json.Unmarshal(b, &f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if f.Version > libraryVersion {
			return nil, fmt.Errorf("%w: %d", ErrNewer, f.Version)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	case !create:
		return nil, fmt.Errorf("%w: %s", ErrNoLibrary, dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	held, err := acquire(filepath.Join(dir, "lock"), command)
	if err != nil {
		return nil, err
	}
	l := &Library{Dir: dir, Store: NewFolder(filepath.Join(dir, "documents")), lock: held}
	if f.Version == 0 {
		err = writeFile(path, func(w io.Writer) error { return json.NewEncoder(w).Encode(libraryFile{libraryVersion}) })
	}
	if err == nil && create { // files left by a run that was cut off
		err = os.RemoveAll(l.tmp())
	}
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

func (l *Library) tmp() string      { return filepath.Join(l.Dir, "tmp") }
func (l *Library) indexDir() string { return filepath.Join(l.Dir, "index") }

// Index opens the index when it is first asked for.
func (l *Library) Index() (index.Index, error) {
	if l.index == nil {
		x, err := bleve.Open(l.indexDir())
		if err != nil {
			return nil, err
		}
		l.index = x
	}
	return l.index, nil
}

// Close closes the index and lets others use the library.
func (l *Library) Close() error {
	var err error
	if l.index != nil {
		err = l.index.Close()
		l.index = nil
	}
	return errors.Join(err, l.lock.release())
}
