// Package bleve is the index embedded in the program: bleve's scorch in one folder.
//
// A bleve document is one entry (a measure or a section) or the head of a plan. What is
// stored is enough to show a hit; whatever else is asked about a measure, the store
// answers. One process opens an index; in it, readers go on while one writer writes, each
// on the state that it began with.
package bleve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/query"
	"github.com/gangmu/gangmu/index/synonym"
)

// What a caller decides by when the index cannot be opened.
var (
	ErrLocked  = errors.New("index is in use by another process")
	ErrDamaged = errors.New("index is damaged")            // rebuild it
	ErrVersion = errors.New("index is of another version") // rebuild it
)

var errClosed = errors.New("index is closed")

// version changes with the mapping (before the point) and the analyzer (behind it): an
// index of another version finds too little without a word.
const version = "3.0"

var versionKey = []byte("gangmu.version")

// Options of an index. The zero Options will do.
type Options struct {
	Synonyms *synonym.Set // asked for together; nil for those that are built in
}

// An Index implements [index.Index]. It is opened for reading, and for writing when it is
// first written to: what only reads merges nothing beside, and a damaged index is not merged.
type Index struct {
	dir      string
	synonyms *synonym.Set
	columns  keeper

	mu       sync.RWMutex // held for reading by every view
	engine   engine.Index // nil if it could not be opened again
	writable bool
}

var _ index.Index = (*Index)(nil)

// Open opens the index in dir, and makes it if there is none.
func Open(dir string, o Options) (x *Index, err error) {
	defer recovered("open", &err)
	x = &Index{dir: dir, synonyms: o.Synonyms}
	if x.synonyms == nil {
		x.synonyms = synonym.BuiltIn()
	}
	if _, err := os.Stat(filepath.Join(dir, "index_meta.json")); errors.Is(err, fs.ErrNotExist) {
		x.engine, err = create(dir)
		x.writable = true
		return x, err
	}
	names, err := whole(dir)
	if err != nil {
		return nil, err
	}
	if x.engine, err = open(dir, true); err != nil {
		return nil, err
	}
	if v, err := x.engine.GetInternal(versionKey); err != nil || string(v) != version {
		_ = x.engine.Close()
		return nil, fmt.Errorf("%w: %q, not %q", ErrVersion, v, version)
	}
	if err := x.newest(names); err != nil {
		return nil, errors.Join(err, x.engine.Close())
	}
	return x, nil
}

// open opens what is there. Without a time limit a second process would wait for ever.
func open(dir string, reading bool) (engine.Index, error) {
	e, err := engine.OpenUsing(dir, map[string]any{"bolt_timeout": patience.String(), "read_only": reading})
	switch {
	case err == nil:
		return e, nil
	case strings.Contains(err.Error(), "timeout"):
		return nil, fmt.Errorf("%w: %w", ErrLocked, err)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("open index: %w", err)
	}
	return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
}

func create(dir string) (engine.Index, error) {
	e, err := engine.NewUsing(dir, newMapping(), scorch.Name, scorch.Name, map[string]any{"bolt_timeout": patience.String()})
	if err != nil {
		return nil, fmt.Errorf("make index: %w", err)
	}
	if err := e.SetInternal(versionKey, []byte(version)); err != nil {
		_ = e.Close()
		return nil, fmt.Errorf("make index: %w", err)
	}
	return e, nil
}

// toWrite opens the index for writing, if it is not: all of it must be sound, since the
// engine merges it beside, where an error would end the process.
func (x *Index) toWrite(ctx context.Context) error {
	x.mu.RLock()
	ready := x.writable
	x.mu.RUnlock()
	if ready {
		return nil
	}
	if err := x.Check(ctx); err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.writable {
		return nil
	}
	if x.engine == nil {
		return errClosed
	}
	if err := x.engine.Close(); err != nil {
		return fmt.Errorf("open index: %w", err)
	}
	var err error
	if x.engine, err = open(x.dir, false); err == nil {
		x.writable = true
		return nil
	}
	x.engine, _ = open(x.dir, true)
	return err
}

// Close implements [index.Index].
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.engine == nil {
		return nil
	}
	return x.engine.Close()
}

// recovered makes a panic of the engine an error: what it reads from a damaged file it
// takes as it stands.
func recovered(doing string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %s: %v", ErrDamaged, doing, r)
	}
}

// judged is recovered for what only reads: whatever fails there, but by a bad query or since
// it was given up, fails by damage.
func judged(doing string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %s: %v", ErrDamaged, doing, r)
		return
	}
	var bad *query.Error
	for _, known := range []error{ErrDamaged, errClosed, context.Canceled, context.DeadlineExceeded} {
		if *err == nil || errors.Is(*err, known) || errors.As(*err, &bad) {
			return
		}
	}
	*err = fmt.Errorf("%w: %s: %w", ErrDamaged, doing, *err)
}
