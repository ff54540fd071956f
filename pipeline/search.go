package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/bleve"
	"github.com/gangmu/gangmu/index/synonym"
)

// ErrNoIndex says that a library has documents and no index: it would find nothing
// without a word. Reindex makes one.
var ErrNoIndex = errors.New("library has no index")

// Index opens the index when it is first asked for. The error wraps ErrNoIndex or is one
// of package index/bleve.
func (l *Library) Index() (index.Index, error) {
	if l.index != nil {
		return l.index, nil
	}
	if err := l.settleIndex(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(l.indexDir()); errors.Is(err, fs.ErrNotExist) && !l.empty() {
		return nil, fmt.Errorf("%w: %s", ErrNoIndex, l.Dir)
	}
	x, err := l.openIndex(l.indexDir())
	if err != nil {
		return nil, err
	}
	l.index = x
	return x, nil
}

// empty reports whether the library has no documents.
func (l *Library) empty() bool {
	names, _ := readDir(filepath.Join(l.Dir, "documents"))
	return len(names) == 0
}

func (l *Library) openIndex(dir string) (*bleve.Index, error) {
	own, err := l.synonyms()
	if err != nil {
		return nil, err
	}
	return bleve.Open(dir, bleve.Options{Synonyms: own})
}

// synonyms are those that are built in and those that the user of the library wrote.
func (l *Library) synonyms() (*synonym.Set, error) {
	path := filepath.Join(l.Dir, "synonyms.txt")
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return synonym.BuiltIn(), nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	own, err := synonym.Parse(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return synonym.Merge(synonym.BuiltIn(), own), nil
}
