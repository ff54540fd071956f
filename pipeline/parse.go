package pipeline

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/extract/searchable"
	"github.com/gangmu/gangmu/segment"
)

// ParseOptions say how to read a file. The zero value works. They cross to the process
// that reads, as JSON.
type ParseOptions struct {
	Timeout time.Duration `json:"timeout"` // for a small file, see Limit; 0 is DefaultTimeout
	Blocks  bool          `json:"blocks"`  // the result holds the blocks as well

	Extract extract.Options `json:"extract"` // passwords and the like
}

// DefaultTimeout is how long a small file may take.
const DefaultTimeout = 2 * time.Minute

// perTimeout is how many bytes a file may have for each DefaultTimeout it is given.
const perTimeout = 8 << 20

// Limit is how long a file of size bytes may take: the timeout, and as much again for
// every 8 MiB.
func (o ParseOptions) Limit(size int64) time.Duration {
	t := o.Timeout
	if t <= 0 {
		t = DefaultTimeout
	}
	return t + time.Duration(float64(t)*float64(size)/perTimeout)
}

// A Parsed is what was read from a file.
type Parsed struct {
	*gangmu.Result
	Encoded []byte // the result as JSON, if it came so from another process; nil if not
}

// Unread reports whether a file is pictures alone that nothing has recognised: it waits for
// an engine, and is no document yet.
func (p *Parsed) Unread() bool { return p.Text == "" && len(p.NeedsOCR) > 0 }

// A Parser reads a file and finds its structure. The error wraps a [gangmu.ErrorCode],
// or worker.ErrDied when another attempt may fare better, or worker.ErrStart when no
// file can be read, or is that of ctx. It may be called from several goroutines.
type Parser interface {
	Parse(ctx context.Context, name, path string, o ParseOptions) (*Parsed, error)

	// Searchable writes a copy of a file, in which recognised text can be searched, into
	// the file called to, which is there. See [extract.Options.Searchable].
	Searchable(ctx context.Context, path, to string, mark searchable.Mark, o ParseOptions) error
}

// openFile opens a file that is to be read, and tells its size in bytes. The error wraps
// ErrCorrupt.
func openFile(path string) (*os.File, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	st, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, 0, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	return f, st.Size(), nil
}

// InProcess is the Parser without protection: a hostile file can end the program.
type InProcess struct{}

// Parse implements [Parser].
func (InProcess) Parse(ctx context.Context, name, path string, o ParseOptions) (*Parsed, error) {
	f, size, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := Parse(ctx, name, f, size, o)
	if err != nil {
		return nil, err
	}
	return &Parsed{Result: r}, nil
}

// Parse reads one file in this process and finds its structure. An error wraps a
// [gangmu.ErrorCode], unless ctx ended.
func Parse(ctx context.Context, name string, r io.ReaderAt, size int64, o ParseOptions) (res *gangmu.Result, err error) {
	limit := o.Limit(size)
	limited, cancel := o.limited(ctx, limit)
	defer cancel()
	defer func() {
		if x := recover(); x != nil {
			res, err = nil, fmt.Errorf("%w: %v", gangmu.ErrUnsupported, x)
		}
	}()
	d, err := o.Extract.Read(limited, name, r, size)
	var l *gangmu.Outline
	if err == nil {
		l, err = segment.Outline(limited, d)
	}
	switch {
	case err != nil && limited.Err() != nil && ctx.Err() == nil:
		return nil, fmt.Errorf("%w: more than %s", gangmu.ErrTimeout, limit)
	case err != nil:
		return nil, err
	}
	addDoubts(d, l)
	res = gangmu.NewResult(d, l)
	if err := l.Check(utf8.RuneCountInString(res.Text)); err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrUnsupported, err)
	}
	if o.Blocks {
		res.Blocks = d.Blocks
	}
	return res, nil
}
