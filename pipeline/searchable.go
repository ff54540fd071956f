package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/searchable"
)

// Searchable implements [Parser].
func (InProcess) Searchable(ctx context.Context, path, to string, mark searchable.Mark, o ParseOptions) (err error) {
	f, size, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	limit := o.Limit(size)
	limited, cancel := o.limited(ctx, limit)
	defer cancel()
	_, err = o.Extract.Searchable(limited, f, size, out, mark)
	err = errors.Join(err, out.Close())
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		return fmt.Errorf("%w: more than %s", gangmu.ErrTimeout, limit)
	}
	return err
}

// Searchable implements [Parser]: the child writes the file.
func (p *Isolated) Searchable(ctx context.Context, path, to string, mark searchable.Mark, o ParseOptions) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	st, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	request, err := json.Marshal(parseCall{Path: []byte(path), Options: o, Copy: []byte(to), Mark: mark})
	if err != nil {
		return err
	}
	_, err = p.pool.Do(ctx, o.Limit(st.Size()), request)
	return err
}

// limited is ctx with the limit, which the reader may make longer: o tells it how.
func (o *ParseOptions) limited(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	limited, extend, cancel := withLimit(ctx, limit)
	if more := o.Extract.Extend; more != nil {
		o.Extract.Extend = func(d time.Duration) { extend(d); more(d) }
	} else {
		o.Extract.Extend = extend
	}
	return limited, cancel
}
