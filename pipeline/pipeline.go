// Package pipeline brings files into a library: source, extract, segment, store, index,
// in this order, so that a crash anywhere leaves nothing half there.
//
// The store is the truth: source bytes, results and entries by document ID. The index can
// be deleted and rebuilt from it. Every write is idempotent: a file that is imported
// again after a crash, or under another name, has its effect once. It knows nothing of
// formats, of structure, of commands and of how people are told things.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/segment"
)

// DefaultTimeout is how long one file may take.
const DefaultTimeout = 5 * time.Minute

// Parse reads one file and finds its structure; with blocks, the result holds the blocks
// as well. An error wraps a [gangmu.ErrorCode], unless ctx was cancelled.
func Parse(ctx context.Context, name string, r io.ReaderAt, size int64, timeout time.Duration, blocks bool) (res *gangmu.Result, err error) {
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	defer func() {
		if x := recover(); x != nil {
			res, err = nil, fmt.Errorf("%w: %v", gangmu.ErrUnsupported, x)
		}
	}()
	d, err := extract.Read(limited, name, r, size)
	var o *gangmu.Outline
	if err == nil {
		o, err = segment.Outline(limited, d)
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
		return nil, fmt.Errorf("%w: more than %s", gangmu.ErrTimeout, timeout)
	case err != nil:
		return nil, err
	}
	res = gangmu.NewResult(d, o)
	if err := o.Check(utf8.RuneCountInString(res.Text)); err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrUnsupported, err)
	}
	if blocks {
		res.Blocks = d.Blocks
	}
	return res, nil
}
