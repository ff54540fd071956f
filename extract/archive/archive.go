// Package archive walks zip archives as sources of files.
//
// It knows entries, their names and their limits, and nothing of what the files are: the
// caller says which of them are archives in turn. Nothing is written under a name that an
// archive gives; names are for people only. What is wrong with one entry costs that entry.
package archive

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/zipped"
)

// MaxDepth is how deep archives may lie in one another.
const MaxDepth = 3

// Limits bound what is unpacked from one archive and those within it. The zero value is
// the limits of a common office machine.
type Limits struct {
	Entry   int64 // bytes of one file; 0 is 256 MiB
	Total   int64 // bytes of all files; 0 is 8 GiB
	Entries int   // files, folders included; 0 is 100,000
	Ratio   int64 // how many times an entry above 10 MiB may grow; 0 is 200
}

const ratioFrom = 10 << 20

func (l *Limits) applyDefaults() {
	if l.Entry == 0 {
		l.Entry = 256 << 20
	}
	if l.Total == 0 {
		l.Total = 8 << 30
	}
	if l.Entries == 0 {
		l.Entries = 100_000
	}
	if l.Ratio == 0 {
		l.Ratio = 200
	}
}

// A File is a file in an archive.
type File struct {
	Path string // inside the outermost archive, "b.zip/2024/a.docx"; "" stands for the archive itself
	Err  error  // why it cannot be read, wrapping a gangmu.ErrorCode; nil if not known yet

	entry *zip.File
	w     *walker
	held  *spool
}

// Open unpacks the file. What it returns is valid until the visit ends. The error wraps a
// [gangmu.ErrorCode], unless the context ended or the machine has no room.
func (f *File) Open() (io.ReaderAt, int64, error) {
	if f.Err != nil {
		return nil, 0, f.Err
	}
	if f.held == nil {
		s, err := f.w.unpack(f.entry)
		if err != nil {
			return nil, 0, err
		}
		f.held = s
	}
	return f.held, f.held.size, nil
}

// A walker is one walk: what it may still unpack.
type walker struct {
	ctx     context.Context
	limits  Limits
	nested  func(r io.ReaderAt, size int64) bool
	visit   func(*File) error
	entries int
	total   int64
}

// Walk calls visit for every file of the zip archive in the size bytes of r, in the order
// of the archive; archives within it, as nested tells them, are walked in their place.
// Folders, links, hidden files, the lock files of office programs and the resource forks
// of macOS are passed over. The error is that of visit or of ctx; what is wrong with the
// archive itself is a File without a path, with the reason.
func Walk(ctx context.Context, r io.ReaderAt, size int64, limits Limits, nested func(r io.ReaderAt, size int64) bool, visit func(*File) error) error {
	limits.applyDefaults()
	w := &walker{ctx: ctx, limits: limits, nested: nested, visit: visit}
	return w.walk(r, size, "", 1)
}

// walk walks one archive, which lies in the outermost one under the path prefix.
func (w *walker) walk(r io.ReaderAt, size int64, prefix string, depth int) error {
	broken := func(err error) error { return w.visit(&File{Path: prefix, Err: err}) }
	if err := zipped.CheckDirectory(r, size); err != nil {
		return broken(err)
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return broken(fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err))
	}
	packed, met := uint64(0), 0
	names := map[string]int{}
	for _, e := range z.File {
		if w.entries++; w.entries > w.limits.Entries {
			return broken(fmt.Errorf("%w: more than %d entries", gangmu.ErrTooLarge, w.limits.Entries))
		}
		name := entryName(e)
		if e.Mode()&^0o7777 != 0 || folder(e) || passedOver(name) {
			continue
		}
		met++
		f := &File{Path: path.Join(prefix, again(name, names)), entry: e, w: w}
		// Entries that share their bytes are the work of no honest program.
		if packed += e.CompressedSize64; packed > uint64(size) {
			f.Err = fmt.Errorf("%w: entries overlap", gangmu.ErrCorrupt)
		} else {
			f.Err = w.refuse(e)
		}
		if err := w.file(f, depth); err != nil {
			return err
		}
	}
	if met == 0 {
		return broken(fmt.Errorf("%w: no files in the archive", gangmu.ErrNoText))
	}
	return nil
}

// file visits one file, or what is in it.
func (w *walker) file(f *File, depth int) error {
	defer func() { f.held.close() }()
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if f.Err != nil || !w.begins(f.entry, "PK\x03\x04") {
		return w.visit(f)
	}
	r, size, err := f.Open()
	switch {
	case err != nil:
		f.Err = err
		return w.visit(f)
	case !w.nested(r, size):
		return w.visit(f)
	case depth == MaxDepth:
		f.Err = fmt.Errorf("%w: archives more than %d deep", gangmu.ErrTooLarge, MaxDepth)
		return w.visit(f)
	}
	return w.walk(r, size, f.Path, depth+1)
}

// refuse tells why an entry will not be unpacked, by what the archive says of it.
func (w *walker) refuse(e *zip.File) error {
	const encrypted = 1 // APPNOTE.TXT 4.4.4, bit 0
	size, ratio := e.UncompressedSize64, uint64(w.limits.Ratio)
	switch {
	case e.Flags&encrypted != 0:
		return fmt.Errorf("%w: entry of an archive", gangmu.ErrEncrypted)
	case size > uint64(w.limits.Entry):
		return fmt.Errorf("%w: %d bytes", gangmu.ErrTooLarge, size)
	case size > ratioFrom && size/ratio > e.CompressedSize64:
		return fmt.Errorf("%w: %d bytes in %d", gangmu.ErrTooLarge, size, e.CompressedSize64)
	case w.total+int64(size) > w.limits.Total:
		return fmt.Errorf("%w: archive of more than %d bytes", gangmu.ErrTooLarge, w.limits.Total)
	}
	return nil
}

// begins reports whether an entry begins with mark; one that cannot be read does not.
func (w *walker) begins(e *zip.File, mark string) bool {
	r, err := e.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	b := make([]byte, len(mark))
	_, err = io.ReadFull(r, b)
	return err == nil && string(b) == mark
}

// folder reports whether an entry is a folder by its name; some programs write
// backslashes.
func folder(e *zip.File) bool {
	return e.UncompressedSize64 == 0 && (strings.HasSuffix(e.Name, "/") || strings.HasSuffix(e.Name, `\`))
}

// passedOver reports whether a file is none that a person put into the archive.
func passedOver(name string) bool {
	for element := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(element, ".") || strings.HasPrefix(element, "~$") || element == "__MACOSX" {
			return true
		}
	}
	return name == ""
}

// again makes a name unique among those of one archive.
func again(name string, names map[string]int) string {
	names[name]++
	n := names[name]
	if n == 1 {
		return name
	}
	ext := path.Ext(name)
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
}
