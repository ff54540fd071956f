// Package html reads web pages as a browser shows them, and web archives (MHTML, RFC 2557),
// which many office systems save under the name .doc.
//
// Paragraphs, headings, the numbers of lists and the cells of tables become blocks; a
// table that only arranges a page is none. Navigation, page heads and page feet stand apart
// from the text; scripts and what is hidden are left out. Nothing is fetched. It knows
// nothing of plans.
package html

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"unicode/utf8"

	dom "golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/text"
)

// The limits of a page. The tree of a page takes about ten times its size.
const (
	maxBytes  = 16 << 20
	maxBlocks = 150_000
	maxColumn = 1_000
	maxRows   = 1_000 // that a cell may span
)

// Read reads the size bytes of r as a web page. The document has no ID and no name. Errors
// wrap a [gangmu.ErrorCode]: ErrFormat, ErrTooLarge, ErrCorrupt, ErrNoText.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	if size > maxBytes {
		return nil, fmt.Errorf("%w: web page of %d bytes", gangmu.ErrTooLarge, size)
	}
	b, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	return read(ctx, b, size)
}

func read(ctx context.Context, page []byte, size int64) (*gangmu.Document, error) {
	content, encoding, err := decode(page)
	if err != nil {
		return nil, err
	}
	if err := measure(content); err != nil {
		return nil, err
	}
	root, err := parse(content)
	if err != nil {
		return nil, err
	}
	w := &walker{ctx: ctx}
	if err := w.walk(root, style{}); err != nil {
		return nil, err
	}
	if err := w.endParagraph(); err != nil {
		return nil, err
	}
	if len(w.blocks) == 0 {
		return nil, gangmu.ErrNoText
	}
	return &gangmu.Document{
		Format: gangmu.HTML, Bytes: size, Blocks: w.blocks, Aside: w.aside,
		Reader: []gangmu.Reading{{Engine: "html/" + encoding}},
	}, ctx.Err()
}

// parse makes the tree of a page. The parser gives up, in part by a panic, on pages nested
// deeper than 512 elements.
func parse(content string) (root *dom.Node, err error) {
	defer func() {
		if x := recover(); x != nil {
			root, err = nil, fmt.Errorf("%w: %v", gangmu.ErrTooLarge, x)
		}
	}()
	root, err = dom.Parse(bytes.NewReader([]byte(content)))
	if err != nil {
		err = fmt.Errorf("%w: %w", gangmu.ErrTooLarge, err)
	}
	return root, err
}

// declared finds the encoding that a page says it has, in its first kilobyte as browsers do
// (WHATWG, HTML 13.2.3.2).
var declared = regexp.MustCompile(`(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_-]+)`)

const headBytes = 1 << 10

// decode gives the text of a page and the name of its encoding. What is UTF-8 is taken as
// that, for browsers save pages as UTF-8 and leave what they say; GB 2312 and GBK are taken
// as GB 18030, which has both.
func decode(page []byte) (content, encoding string, err error) {
	m := declared.FindSubmatch(page[:min(len(page), headBytes)])
	if m == nil || utf8.Valid(page) {
		return text.Decode(page)
	}
	e, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return text.Decode(page)
	}
	switch name, _ := htmlindex.Name(e); name {
	case "gbk", "gb18030", "utf-8", "utf-16le", "utf-16be":
		return text.Decode(page)
	default:
		b, err := e.NewDecoder().Bytes(page)
		return string(b), name, err
	}
}
