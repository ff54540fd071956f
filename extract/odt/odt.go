// Package odt reads OpenDocument texts (OASIS OpenDocument 1.3, part 3) as they are shown:
// numbers of lists and headings, cells, notes and text boxes in their places; deleted and
// hidden text is left out.
//
// Clauses named in this package are those of part 3. It knows nothing of plans.
package odt

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
	"github.com/gangmu/gangmu/extract/zipped"
)

const maxParagraphs = 500_000

// Read reads the size bytes of r as an OpenDocument text. The document has no ID and no
// name. If there are only images, it has no blocks, and NeedsOCR counts them as pages.
// Errors wrap a [gangmu.ErrorCode]: ErrEncrypted, ErrCorrupt, ErrTooLarge, ErrNoText.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	d, _, err := ReadPictures(ctx, r, size)
	return d, err
}

// ReadPictures is Read, and gives the images of the text.
func ReadPictures(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, *zipped.Pictures, error) {
	p, err := zipped.Open(r, size)
	if err != nil {
		return nil, nil, err
	}
	if err := checkEncryption(p); err != nil {
		return nil, nil, err
	}
	if !p.Has("content.xml") {
		return nil, nil, fmt.Errorf("%w: no content part", gangmu.ErrCorrupt)
	}
	b := &body{ctx: ctx, styles: newStyles(), last: map[string]*counters{}, byID: map[string]*counters{}}
	b.kind = gangmu.Paragraph
	// The styles of the file first: those of the content refer to them.
	var masters [][]gangmu.Block
	err = p.Scan("styles.xml", func(s *xmlscan.Scanner) error {
		return s.Root(func(name string) error {
			if name != "master-styles" {
				return b.styles.read(s, name)
			}
			blocks, err := b.masters(s)
			masters = append(masters, blocks...)
			return err
		})
	})
	if err != nil {
		return nil, nil, err
	}
	err = p.Scan("content.xml", func(s *xmlscan.Scanner) error {
		return s.Root(func(name string) error {
			if name != "body" {
				return b.styles.read(s, name)
			}
			return s.Each(func(string) error { return b.story(s) })
		})
	})
	if err != nil {
		return nil, nil, err
	}
	for _, blocks := range masters {
		b.aside = append(b.aside, blocks...)
	}
	d := &gangmu.Document{
		Format: gangmu.ODT, Bytes: size, Blocks: b.blocks, Aside: b.aside,
		Reader: []gangmu.Reading{{Engine: "odt"}},
	}
	pictures := &zipped.Pictures{Package: p, Parts: b.images}
	switch {
	case slices.ContainsFunc(b.blocks, func(x gangmu.Block) bool { return x.Text != "" }):
	case len(b.images) > 0:
		d.Blocks = nil
		for i := range b.images {
			d.NeedsOCR = append(d.NeedsOCR, i+1)
		}
	default:
		return nil, nil, gangmu.ErrNoText
	}
	return d, pictures, nil
}

// maxPictures is how many images of a text are counted.
const maxPictures = 5000

// checkEncryption looks for encryption data in the manifest (part 2, 4.4).
func checkEncryption(p *zipped.Package) error {
	return p.Scan("META-INF/manifest.xml", func(s *xmlscan.Scanner) error {
		return s.Root(func(name string) error {
			if name == "encrypted-key" {
				return fmt.Errorf("%w: OpenDocument encryption", gangmu.ErrEncrypted)
			}
			return s.Each(func(name string) error {
				if name == "encryption-data" {
					return fmt.Errorf("%w: OpenDocument encryption", gangmu.ErrEncrypted)
				}
				return s.Skip()
			})
		})
	})
}

// masters reads the headers and footers of the master pages (16.9 to 16.13), each text once.
func (b *body) masters(s *xmlscan.Scanner) (all [][]gangmu.Block, err error) {
	kinds := map[string]gangmu.BlockKind{
		"header": gangmu.Header, "header-left": gangmu.Header, "header-first": gangmu.Header,
		"footer": gangmu.Footer, "footer-left": gangmu.Footer, "footer-first": gangmu.Footer,
	}
	seen := map[string]bool{}
	err = s.Each(func(string) error {
		return s.Each(func(name string) error {
			kind, ok := kinds[name]
			if !ok {
				return s.Skip()
			}
			blocks, err := b.apart(kind, func() error { return b.story(s) })
			key := ""
			for _, x := range blocks {
				key += x.Text + "\n"
			}
			if key != "" && !seen[key] {
				seen[key] = true
				all = append(all, blocks)
			}
			return err
		})
	})
	return all, err
}
