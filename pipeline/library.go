package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gangmu/gangmu/index"
)

// A Library is a folder:
//
//	gangmu.json    its version
//	lock           held while a process uses the library; says which
//	documents/     the store (see Folder)
//	index/         full-text index; can be rebuilt
//	synonyms.txt   words that are asked for together, if the user wrote some (see package synonym)
//	runs/          a journal for each import
//	stamps         which files were read, to know them without reading them again
//	pages/         what was read in pictures of pages; can be read again
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
	ErrForeign   = errors.New("folder holds other things") // a library is made in an empty one
)

const libraryVersion = 1

type libraryFile struct {
	Version int `json:"version"`
}

// Open opens the library in dir for command, which is told to others that find it in
// use; with create, it makes one if there is none. The error wraps ErrNoLibrary, ErrNewer
// or ErrForeign, or is a *LockedError.
func Open(dir, command string, create bool) (*Library, error) {
	version, err := readVersion(dir)
	switch {
	case err != nil:
		return nil, err
	case version > libraryVersion:
		return nil, fmt.Errorf("%w: %d", ErrNewer, version)
	case version == 0 && !create:
		return nil, fmt.Errorf("%w: %s", ErrNoLibrary, dir)
	case version == 0 && !vacant(dir):
		return nil, fmt.Errorf("%w: %s", ErrForeign, dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	held, err := acquire(filepath.Join(dir, "lock"), command)
	if err != nil {
		return nil, err
	}
	l := &Library{Dir: dir, lock: held}
	l.Store = NewFolder(filepath.Join(dir, "documents"), l.tmp())
	if version == 0 {
		err = l.writeVersion()
	} else { // what a run that was cut off has left
		err = os.RemoveAll(l.tmp())
	}
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// vacant reports whether a library can be made in dir: it is not there, or holds nothing
// but hidden files, an OCR engine, and what making a library that was cut off has left.
func vacant(dir string) bool {
	names, err := readDir(dir)
	for _, n := range names {
		if !strings.HasPrefix(n, ".") && n != "lock" && n != "tmp" && n != "ocr" {
			return false
		}
	}
	return err == nil
}

// readVersion reads the version of the library in dir, 0 if there is none.
func readVersion(dir string) (int, error) {
	path := filepath.Join(dir, "gangmu.json")
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	var f libraryFile
	if err == nil {
		err = json.Unmarshal(b, &f)
	}
	if err == nil && f.Version < 1 {
		err = errors.New("no version")
	}
	if err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	return f.Version, nil
}

func (l *Library) writeVersion() error {
	return writeFile(filepath.Join(l.Dir, "gangmu.json"), l.tmp(), func(w io.Writer) error {
		return json.NewEncoder(w).Encode(libraryFile{libraryVersion})
	})
}

func (l *Library) tmp() string { return filepath.Join(l.Dir, "tmp") }

// Pages is the folder for what is read in pictures of pages.
func (l *Library) Pages() string { return filepath.Join(l.Dir, "pages") }

func (l *Library) indexDir() string { return filepath.Join(l.Dir, "index") }

// Close closes the index and lets others use the library.
func (l *Library) Close() error {
	var err error
	if l.index != nil {
		err = l.index.Close()
		l.index = nil
	}
	return errors.Join(err, l.lock.release())
}
