package extract

import (
	"context"
	"io"

	"github.com/gangmu/gangmu/extract/archive"
)

// IsArchive reports whether a file is an archive whose files can be read one by one with
// [Files].
func IsArchive(r io.ReaderAt, size int64) bool {
	k, err := kindOf(r, size)
	return err == nil && k == zipArchive
}

// Files calls visit for every file of an archive, those of archives within it included.
// See [archive.Walk].
func Files(ctx context.Context, r io.ReaderAt, size int64, visit func(*archive.File) error) error {
	return archive.Walk(ctx, r, size, archive.Limits{Entry: MaxBytes}, IsArchive, visit)
}
