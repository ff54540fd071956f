// Package extract turns the bytes of a file into a [gangmu.Document].
//
// It knows file formats and nothing of plans. What a file is, it learns from its
// bytes, never from its name. Every error wraps a [gangmu.ErrorCode].
package extract

import (
	"context"
	"io"

	"github.com/gangmu/gangmu"
)

// Read reads the size bytes of r as a document called name.
func Read(ctx context.Context, name string, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	return nil, gangmu.ErrFormat
}
