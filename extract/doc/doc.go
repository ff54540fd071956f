// Package doc reads Word 97 to 2003 files (.doc, and the .wps of WPS Writer, which is the
// same) as [MS-DOC] describes them: text by the piece table, paragraphs and cells with
// their properties, automatic numbers computed from the list tables, notes and text boxes
// in their places; what is deleted or hidden is left out.
//
// References in this package are to [MS-DOC]. A file is the streams of a compound file:
// WordDocument begins with the FIB, which says where in the table stream everything
// else stands. Positions of characters (CP) count UTF-16 units over all stories; positions
// in the WordDocument stream (FC) are bytes. It knows nothing of plans. Files are taken to
// be hostile: whatever points outside a stream reads as zero.
package doc

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/richardlehane/mscfb"

	"github.com/gangmu/gangmu"
)

// The limits of a file.
const (
	maxStreamBytes = 128 << 20
	maxUnits       = 16 << 20 // UTF-16 units of text
	maxParagraphs  = 500_000
)

// LabelsIncomplete is the code of the warning that a document has numbers which could
// not be computed.
const LabelsIncomplete = "labels_incomplete"

// maxPictures is how many pictures are counted as pages.
const maxPictures = 10_000

// Read reads the size bytes of r as a Word 97 file. The document has no ID and no name.
// If there are only pictures, it has no blocks, and NeedsOCR counts them as pages. Errors
// wrap a [gangmu.ErrorCode]: ErrUnsupported for Word 95 and before, ErrEncrypted,
// ErrCorrupt, ErrTooLarge, ErrNoText.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	f, err := open(r)
	if err != nil {
		return nil, err
	}
	b := &body{ctx: ctx, file: f}
	blocks, err := b.main()
	if err != nil {
		return nil, err
	}
	aside, err := b.aside()
	if err != nil {
		return nil, err
	}
	d := &gangmu.Document{
		Format: gangmu.DOC,
		Bytes:  size,
		Blocks: blocks,
		Aside:  aside,
		Reader: []gangmu.Reading{{Engine: "doc"}},
	}
	if b.unlabelled != "" {
		d.Warnings = append(d.Warnings, gangmu.Warning{Code: LabelsIncomplete, Message: b.unlabelled})
	}
	switch {
	case slices.ContainsFunc(blocks, func(x gangmu.Block) bool { return x.Text != "" }):
		return d, nil
	case b.pictures > 0:
		d.Blocks = nil
		for i := range min(b.pictures, maxPictures) {
			d.NeedsOCR = append(d.NeedsOCR, i+1)
		}
		return d, nil
	}
	return nil, gangmu.ErrNoText
}

// A file is the streams of a Word file and the tables that its FIB points to.
type file struct {
	fib    fib
	doc    []byte // WordDocument
	table  []byte // 0Table or 1Table
	data   []byte // Data, which holds large property lists
	text   text
	paras  runs // PAPX: properties of paragraphs by FC
	chars  runs // CHPX: properties of characters by FC
	styles *stylesheet
	lists  *lists
}

func open(r io.ReaderAt) (*file, error) {
	streams, err := readStreams(r, "WordDocument", "0Table", "1Table", "Data")
	if err != nil {
		return nil, err
	}
	f := &file{doc: streams["WordDocument"], data: streams["Data"]}
	if f.doc == nil {
		return nil, fmt.Errorf("%w: no WordDocument stream", gangmu.ErrCorrupt)
	}
	if f.fib, err = readFIB(f.doc); err != nil {
		return nil, err
	}
	f.table = streams["0Table"]
	if f.fib.table1 {
		f.table = streams["1Table"]
	}
	if f.table == nil {
		return nil, fmt.Errorf("%w: no table stream", gangmu.ErrCorrupt)
	}
	if f.text, err = readText(f.doc, f.part(partClx), f.fib.total()); err != nil {
		return nil, err
	}
	f.paras = readRuns(f.doc, f.part(partPapx), paragraphPages)
	f.chars = readRuns(f.doc, f.part(partChpx), characterPages)
	f.styles = readStylesheet(f.part(partStylesheet), readFonts(f.part(partFonts)))
	f.lists = readLists(f.from(partLists), f.part(partOverrides))
	return f, nil
}

// part is a part of the table stream, nil if it is not there.
func (f *file) part(i int) []byte {
	at, n := f.fib.part(f.doc, i)
	return piece(f.table, at, n)
}

// from is a part and all behind it: the levels of lists stand behind the table that the
// FIB measures (2.9.131).
func (f *file) from(i int) []byte {
	at, n := f.fib.part(f.doc, i)
	if n == 0 {
		return nil
	}
	return piece(f.table, at, len(f.table)-at)
}

// readStreams reads streams of a compound file by their names.
func readStreams(r io.ReaderAt, names ...string) (map[string][]byte, error) {
	c, err := mscfb.New(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	streams := map[string][]byte{}
	for range len(c.File) {
		e, err := c.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
		}
		if len(e.Path) > 0 || streams[e.Name] != nil || !slices.Contains(names, e.Name) {
			continue
		}
		if e.Size > maxStreamBytes {
			return nil, fmt.Errorf("%w: stream %s of %d bytes", gangmu.ErrTooLarge, e.Name, e.Size)
		}
		b, err := io.ReadAll(io.LimitReader(e, maxStreamBytes))
		if err != nil && len(b) == 0 {
			return nil, fmt.Errorf("%w: stream %s: %w", gangmu.ErrCorrupt, e.Name, err)
		}
		streams[e.Name] = b
	}
	return streams, nil
}
