// Package docx reads Word files (ECMA-376, transitional and strict) as Word shows them:
// automatic numbers, cells, text boxes, notes; what is deleted or hidden is left out.
//
// It streams the XML, so that its memory grows with the text and not with the markup.
// It knows nothing of plans. Files are taken to be hostile: see the limits in
// container.go and scanner.go.
package docx

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/gangmu/gangmu"
)

// Read reads the size bytes of r as a Word file. The document has no ID and no name;
// the caller knows them. Errors wrap a [gangmu.ErrorCode]: ErrCorrupt, ErrTooLarge,
// ErrNeedsOCR when there are only images, ErrNoText when there is nothing.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	c, err := openContainer(r, size)
	if err != nil {
		return nil, err
	}
	b := &body{ctx: ctx, storyState: storyState{kind: gangmu.Paragraph}, styles: newStyles(), numbering: newNumbering(), notes: map[string][]gangmu.Block{}}
	if err := b.readParts(c); err != nil {
		return nil, err
	}
	blocks, err := b.whole(c)
	if err != nil {
		return nil, err
	}
	d := &gangmu.Document{
		Format:   gangmu.DOCX,
		Bytes:    size,
		Blocks:   blocks,
		Reader:   []gangmu.Reading{{Engine: "docx"}},
		Warnings: b.warnings,
	}
	switch {
	case hasText(blocks):
	case b.images:
		return nil, fmt.Errorf("%w: images only", gangmu.ErrNeedsOCR)
	default:
		return nil, gangmu.ErrNoText
	}
	d.Pages = b.settlePages(c, blocks)
	return d, nil
}

func hasText(blocks []gangmu.Block) bool {
	for i := range blocks {
		if blocks[i].Text != "" {
			return true
		}
	}
	return false
}

// readParts reads what the body refers to. A damaged part of these costs its own
// content, not the text.
func (b *body) readParts(c *container) error {
	parts := []struct {
		kind string
		read func(*scanner) error
	}{
		{"styles", b.styles.read},
		{"numbering", b.numbering.read},
		{"footnotes", func(s *scanner) error { return b.readNotes(s, "footnote") }},
		{"endnotes", func(s *scanner) error { return b.readNotes(s, "endnote") }},
	}
	b.numbering.styleNum = b.styles.num
	for _, p := range parts {
		name, ok := c.related[p.kind]
		if !ok {
			continue
		}
		err := c.read(name, p.read)
		if errors.Is(err, gangmu.ErrTooLarge) || b.ctx.Err() != nil {
			return err
		}
		if err != nil {
			b.warn("part_damaged", name)
		}
	}
	if name, ok := c.related["comments"]; ok && c.has(name) {
		b.warn("comments_left_out", name)
	}
	return nil
}

// whole is the document in reading order: headers, body, footers. A header that
// several sections share comes once.
func (b *body) whole(c *container) ([]gangmu.Block, error) {
	err := c.read(c.main, func(s *scanner) error {
		return root(s, func(name string) error {
			if name != "body" {
				return s.skip()
			}
			return s.each(func(name string) error { return b.block(s, name) })
		})
	})
	if err != nil {
		return nil, err
	}
	main := b.endStory()
	headers, err := b.margins(c, b.headers, gangmu.Header)
	if err != nil {
		return nil, err
	}
	footers, err := b.margins(c, b.footers, gangmu.Footer)
	if err != nil {
		return nil, err
	}
	return append(append(headers, main...), footers...), nil
}

func (b *body) margins(c *container, ids []string, kind gangmu.BlockKind) ([]gangmu.Block, error) {
	var out []gangmu.Block
	seen := map[string]bool{}
	for _, id := range ids {
		name, ok := c.byID[id]
		if !ok || seen[name] {
			continue
		}
		seen[name] = true
		err := c.read(name, func(s *scanner) error {
			blocks, err := b.story(s, kind, root)
			out = append(out, blocks...)
			return err
		})
		if errors.Is(err, gangmu.ErrTooLarge) || b.ctx.Err() != nil {
			return nil, err
		}
		if err != nil {
			b.warn("part_damaged", name)
		}
	}
	return out, nil
}

func (b *body) warn(code, message string) {
	for _, w := range b.warnings {
		if w.Code == code && w.Message == message {
			return
		}
	}
	b.warnings = append(b.warnings, gangmu.Warning{Code: code, Message: message})
}
