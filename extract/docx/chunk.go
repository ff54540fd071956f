package docx

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/html"
	"github.com/gangmu/gangmu/extract/text"
)

// chunk reads an altChunk (17.17.2.1): another document, whole, at this place. Its blocks
// become blocks of this story.
func (b *body) chunk(s *scanner) error {
	name := b.pkg.byID[s.Attr("id")]
	if err := s.Skip(); err != nil {
		return err
	}
	if b.chunks++; b.chunks > maxChunks {
		return fmt.Errorf("%w: more than %d chunks", gangmu.ErrTooLarge, maxChunks)
	}
	data, err := b.pkg.Bytes(name)
	if err != nil || len(data) == 0 {
		b.warn("part_damaged", name)
		return nil
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return b.wordChunk(name, data)
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		b.warn("part_left_out", name)
		return nil
	}
	head := data[:min(len(data), 1<<10)]
	switch {
	case html.IsArchive(head):
		return b.otherChunk(name, data, html.ReadArchive)
	case html.IsPage(head):
		return b.otherChunk(name, data, html.Read)
	}
	return b.otherChunk(name, data, text.Read)
}

// wordChunk reads a Word file with its own styles and lists. It shares the limits of this
// one.
func (b *body) wordChunk(name string, data []byte) error {
	var full error
	inner := newBody(b.ctx, func(x gangmu.Block, _ error) bool {
		if x.Style.List != "" {
			x.Style.List = name + "#" + x.Style.List // lists of two files have nothing to do with one another
		}
		full = b.adopt(x)
		return full == nil
	})
	inner.tally = b.tally
	inner.tables = b.tables
	d := &gangmu.Document{}
	p, err := openPackage(bytes.NewReader(data), int64(len(data)), b.pkg.Package)
	if err == nil {
		err = inner.readPackage(p, d)
	}
	b.tables, b.pictures = inner.tables, b.pictures+inner.pictures
	return b.chunkRead(name, full, err)
}

// otherChunk reads a file of another format.
func (b *body) otherChunk(name string, data []byte, read func(context.Context, io.ReaderAt, int64) (*gangmu.Document, error)) error {
	d, err := read(b.ctx, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return b.chunkRead(name, nil, err)
	}
	tables := b.tables
	for _, x := range d.Blocks {
		if x.Table != nil {
			slot := *x.Table
			slot.Table += tables
			x.Table, b.tables = &slot, max(b.tables, slot.Table)
		}
		if err := b.adopt(x); err != nil {
			return err
		}
	}
	return nil
}

// chunkRead decides what an error of a chunk costs: if it is no limit, the chunk alone.
func (b *body) chunkRead(name string, full, err error) error {
	switch {
	case full != nil:
		return full
	case code(err) == gangmu.ErrTooLarge || b.ctx.Err() != nil:
		return err
	case err != nil && code(err) != gangmu.ErrNoText:
		b.warn("part_damaged", name)
	}
	return nil
}

// adopt adds a block of another file.
func (b *body) adopt(x gangmu.Block) error {
	x.Page, x.Style.PageTop = 0, false
	if b.main {
		x.Page = b.breaks + 1
	}
	if b.slot != nil && x.Table == nil {
		x.Table, x.Kind = b.slot, cellKind(b.kind)
	}
	if b.kind != gangmu.Paragraph {
		x.Kind = b.kind
	}
	x.Lines = nil
	b.shown += len(x.Text)
	return b.add(x)
}
