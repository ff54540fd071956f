// Package bleve is the index embedded in the program: bleve's scorch in one folder.
//
// A bleve document is one entry (a measure or a section) or the head of a plan. What is
// stored is enough to show a hit; whatever else is asked about a measure, the store
// answers. One process opens an index; in it, readers go on while one writer writes, each
// on the state that it began with.
package bleve

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/synonym"
)

// What a caller decides by when the index cannot be opened.
var (
	ErrLocked  = errors.New("index is in use by another process")
	ErrDamaged = errors.New("index is damaged")            // rebuild it
	ErrVersion = errors.New("index is of another version") // rebuild it
)

// version changes with the mapping (before the point) and the analyzer (behind it): an
// index of another version finds too little without a word.
const version = "3.0"

var versionKey = []byte("gangmu.version")

// Options of an index. The zero Options will do.
type Options struct {
	Synonyms *synonym.Set // asked for together; nil for those that are built in
}

// An Index implements [index.Index].
type Index struct {
	engine   engine.Index
	synonyms *synonym.Set
	columns  keeper
}

var _ index.Index = (*Index)(nil)

// config are the settings of scorch. Without a time limit a second process would wait for
// ever.
func config() map[string]any { return map[string]any{"bolt_timeout": patience.String()} }

// Open opens the index in dir, and makes it if there is none.
func Open(dir string, o Options) (x *Index, err error) {
	defer x.recovered("open", &err)
	if o.Synonyms == nil {
		o.Synonyms = synonym.BuiltIn()
	}
	if _, err := os.Stat(filepath.Join(dir, "index_meta.json")); errors.Is(err, fs.ErrNotExist) {
		return create(dir, o)
	}
	if err := whole(dir); err != nil {
		return nil, err
	}
	e, err := engine.OpenUsing(dir, config())
	switch {
	case err == nil:
	case strings.Contains(err.Error(), "timeout"):
		return nil, fmt.Errorf("%w: %w", ErrLocked, err)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("open index: %w", err)
	default:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if v, err := e.GetInternal(versionKey); err != nil || string(v) != version {
		_ = e.Close()
		return nil, fmt.Errorf("%w: %q, not %q", ErrVersion, v, version)
	}
	return &Index{engine: e, synonyms: o.Synonyms}, nil
}

func create(dir string, o Options) (*Index, error) {
	e, err := engine.NewUsing(dir, newMapping(), scorch.Name, scorch.Name, config())
	if err != nil {
		return nil, fmt.Errorf("make index: %w", err)
	}
	if err := e.SetInternal(versionKey, []byte(version)); err != nil {
		_ = e.Close()
		return nil, fmt.Errorf("make index: %w", err)
	}
	return &Index{engine: e, synonyms: o.Synonyms}, nil
}

// Close implements [index.Index].
func (x *Index) Close() error { return x.engine.Close() }

// recovered makes a panic of the engine an error: what it reads from a damaged file it
// takes as it stands.
func (x *Index) recovered(doing string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %s: %v", ErrDamaged, doing, r)
	}
}
