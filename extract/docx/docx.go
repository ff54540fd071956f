// Package docx reads Word files (ECMA-376, transitional and strict) as Word shows them:
// automatic numbers, cells, text boxes, notes; what is deleted or hidden is left out.
//
// It streams the XML and hands on every block as soon as it is whole, so that its memory
// does not grow with the file. It knows nothing of plans. Files are taken to be hostile:
// see the limits in limits.go and in packages zipped and xmlscan.
package docx

import (
	"context"
	"errors"
	"io"
	"iter"

	"github.com/gangmu/gangmu"
)

// Read reads the size bytes of r as a Word file. The document has no ID and no name; the
// caller knows them. If there are only pictures, it has no blocks, and NeedsOCR counts
// the pictures as pages. Errors wrap a [gangmu.ErrorCode]: ErrCorrupt, ErrTooLarge,
// ErrEncrypted, or ErrNoText when there is nothing.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	d := &gangmu.Document{}
	b := newBody(ctx, func(x gangmu.Block, _ error) bool {
		d.Blocks = append(d.Blocks, x)
		return true
	})
	if err := b.read(r, size, d); err != nil {
		return nil, err
	}
	if d.Pages == 0 {
		for i := range d.Blocks {
			d.Blocks[i].Page = 0
		}
	}
	for _, i := range b.pageTops {
		if i < len(d.Blocks) {
			d.Blocks[i].Style.PageTop = true
		}
	}
	return d, nil
}

// Blocks gives the blocks of a Word file one by one, and fills in the rest of d: what is
// known at the end of the sequence is not known before. An error ends the sequence. The
// page of a block counts the breaks of Word's last rendering; it means nothing if d.Pages
// is 0 at the end. A section that starts on a new page is not marked as a page's top.
func Blocks(ctx context.Context, r io.ReaderAt, size int64, d *gangmu.Document) iter.Seq2[gangmu.Block, error] {
	return func(yield func(gangmu.Block, error) bool) {
		if err := newBody(ctx, yield).read(r, size, d); err != nil && !errors.Is(err, errStopped) {
			yield(gangmu.Block{}, err)
		}
	}
}

// errStopped says that nobody wants more blocks.
var errStopped = errors.New("stopped")

// read reads a file.
func (b *body) read(r io.ReaderAt, size int64, d *gangmu.Document) error {
	p, err := openPackage(r, size, nil)
	if err != nil {
		return err
	}
	d.Format, d.Bytes = gangmu.DOCX, size
	d.Reader = []gangmu.Reading{{Engine: "docx"}}
	return b.readPackage(p, d)
}

// readPackage reads what the body refers to, the body, what stands apart from it.
func (b *body) readPackage(p *wordPackage, d *gangmu.Document) error {
	b.pkg = p
	err := b.readReferred()
	if err == nil {
		err = p.Scan(p.main, b.readMain)
	}
	if err == nil {
		d.Aside, err = b.aside()
	}
	if err != nil {
		return err
	}
	d.Warnings = b.warnings
	d.Pages = b.pages()
	switch {
	case b.sawText:
	case b.pictures > 0:
		for i := range min(b.pictures, maxPictures) {
			d.NeedsOCR = append(d.NeedsOCR, i+1)
		}
	default:
		return gangmu.ErrNoText
	}
	return nil
}

// readReferred reads the parts that the body refers to. If one of them is damaged, that
// costs its own content, not the text.
func (b *body) readReferred() error {
	b.numbering.styleNum = func(id string) string { return b.styles.resolve(id).para.num }
	for _, x := range []struct {
		kind string
		read func(*scanner) error
	}{
		{"theme", b.styles.readTheme},
		{"styles", b.styles.read},
		{"numbering", b.numbering.read},
		{"footnotes", func(s *scanner) error { return b.readNotes(s, "footnote") }},
		{"endnotes", func(s *scanner) error { return b.readNotes(s, "endnote") }},
	} {
		if name, ok := b.pkg.byType[x.kind]; ok {
			if err := b.attempt(name, x.read); err != nil {
				return err
			}
		}
	}
	return nil
}

// attempt reads a part that the text can do without. Limits are kept all the same.
func (b *body) attempt(name string, read func(*scanner) error) error {
	err := b.pkg.Scan(name, read)
	if code(err) == gangmu.ErrTooLarge || b.ctx.Err() != nil {
		return err
	}
	if err != nil {
		b.warn("part_damaged", name)
	}
	return nil
}

// aside reads what a file stores apart from its text: headers, footers, comments. A
// header that several sections share comes once.
func (b *body) aside() ([]gangmu.Block, error) {
	margins := b.margins
	if name, ok := b.pkg.byType["comments"]; ok {
		margins = append(margins, margin{name, gangmu.Comment})
	}
	var out []gangmu.Block
	for _, m := range margins {
		err := b.attempt(m.part, func(s *scanner) error {
			blocks, err := b.aStory(m.kind, func() error {
				return s.Root(func(name string) error { return b.block(s, name) })
			})
			out = append(out, blocks...)
			return err
		})
		if err != nil {
			return nil, err
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
	if len(b.warnings) < maxWarnings {
		b.warnings = append(b.warnings, gangmu.Warning{Code: code, Message: message})
	}
}

// code is the code of an error, "" if it has none.
func code(err error) (c gangmu.ErrorCode) {
	errors.As(err, &c)
	return c
}
