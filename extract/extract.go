// Package extract turns the bytes of a file into a [gangmu.Document].
//
// It knows file formats and nothing of plans. What a file is, it learns from its
// bytes, never from its name. Every error wraps a [gangmu.ErrorCode], unless the
// context ended.
package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/docx"
	"github.com/gangmu/gangmu/extract/html"
	"github.com/gangmu/gangmu/extract/odt"
	"github.com/gangmu/gangmu/extract/ofd"
	"github.com/gangmu/gangmu/extract/office"
	"github.com/gangmu/gangmu/extract/pdf"
	"github.com/gangmu/gangmu/extract/scan"
	"github.com/gangmu/gangmu/extract/text"
	"github.com/gangmu/gangmu/extract/xlsx"
)

// MaxBytes is the size of the largest file that is read.
const MaxBytes = 256 << 20

// Options say how files are read. The zero value reads what needs no help.
type Options struct {
	Passwords []string // tried on files that are locked
	Cache     string   // folder for what engines compile once; empty is one in the user's cache folder

	OCR scan.Options // how pages that are pictures are read

	// Extend, if not nil, is told how much longer a file may take, as its pages are read;
	// never twice at once.
	Extend func(time.Duration) `json:"-"`
}

// Read reads with no options.
func Read(ctx context.Context, name string, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	return Options{}.Read(ctx, name, r, size)
}

// Read reads the size bytes of r as a document called name. It does not close or
// change anything and may be called from several goroutines. Whatever the format, a file of
// pictures that nothing may or can recognise is no error: the document has no blocks, and
// all its pages, or pictures, in NeedsOCR.
func (o Options) Read(ctx context.Context, name string, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	switch {
	case size == 0:
		return nil, fmt.Errorf("%w: empty file", gangmu.ErrNoText)
	case size > MaxBytes:
		return nil, fmt.Errorf("%w: %d bytes", gangmu.ErrTooLarge, size)
	}
	o.OCR.Extend = o.Extend
	read, err := o.sniff(r, size)
	if err != nil {
		return nil, err
	}
	d, err := guarded(ctx, read, r, size)
	if err != nil {
		return nil, err
	}
	if d.ID, err = ID(r, size); err != nil {
		return nil, err
	}
	d.Name = name
	return d, nil
}

// ID is the identity of a document: the lower-case hex SHA-256 of its bytes.
func ID(r io.ReaderAt, size int64) (string, error) {
	h := sha256.New()
	room := make([]byte, max(1, min(size, 32<<10))) // most files are smaller than what io.Copy takes
	if _, err := io.CopyBuffer(h, io.NewSectionReader(r, 0, size), room); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// A reader reads one format.
type reader func(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error)

// sniff finds the reader of a file. What is of no binary kind is tried as text, which
// knows itself whether it is.
func (o Options) sniff(r io.ReaderAt, size int64) (reader, error) {
	k, err := kindOf(r, size)
	if err != nil {
		return nil, err
	}
	switch k {
	case wordFile:
		return o.word, nil
	case docFile:
		return o.doc, nil
	case worksFile:
		return o.convertedWord(office.Works, gangmu.WPS), nil
	case rtfFile:
		return o.convertedWord(office.RTF, gangmu.RTF), nil
	case wordXMLFile:
		return o.convertedWord(office.WordXML, gangmu.DOC), nil
	case sheetXMLFile:
		return convertedSheet(office.ExcelXML, gangmu.XLS), nil
	case odtFile:
		return o.odt, nil
	case sheetFile:
		return xlsx.Read, nil
	case oldSheetFile:
		return convertedSheet(office.Excel, gangmu.XLS), nil
	case pdfFile:
		return o.pdf().Read, nil
	case ofdFile:
		return o.ofd().Read, nil
	case webPage:
		return html.Read, nil
	case webArchive:
		return html.ReadArchive, nil
	case encryptedFile:
		return nil, fmt.Errorf("%w: encrypted Office file", gangmu.ErrEncrypted)
	case otherOfficeFile:
		return nil, fmt.Errorf("%w: neither text nor a table", gangmu.ErrUnsupported)
	case imageFile:
		return o.OCR.Read, nil
	case zipArchive:
		return nil, fmt.Errorf("%w: %s", gangmu.ErrUnsupported, NotADocument)
	case otherArchive:
		return nil, fmt.Errorf("%w: archive", gangmu.ErrFormat)
	}
	return text.Read, nil
}

// word reads a Word file, and one that is only pictures in them.
func (o Options) word(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	d, err := docx.Read(ctx, r, size)
	if err != nil || !o.unread(d) {
		return d, err
	}
	p, err := docx.OpenPictures(r, size)
	if err != nil || p.Len() == 0 {
		return d, err
	}
	return d, o.OCR.Pictures(ctx, d, p.Len(), p.Picture)
}

// odt does the same with an OpenDocument text.
func (o Options) odt(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	d, parts, err := odt.ReadPictures(ctx, r, size)
	if err != nil || !o.unread(d) || parts.Len() == 0 {
		return d, err
	}
	return d, o.OCR.Pictures(ctx, d, parts.Len(), parts.Picture)
}

// unread reports whether a document is only pictures that may be recognised.
func (o Options) unread(d *gangmu.Document) bool {
	return len(d.Blocks) == 0 && len(d.NeedsOCR) > 0 && o.OCR.Wanted()
}

// pdf is how PDF files are read.
func (o Options) pdf() pdf.Options {
	p := pdf.Options{Passwords: o.Passwords, Cache: o.Cache, Force: o.OCR.Mode == scan.Force, Extend: o.Extend}
	p.OCR = func() pdf.Recognizer {
		if r := o.OCR.Open(); r != nil {
			return r
		}
		return nil
	}
	return p
}

// ofd is how OFD files are read.
func (o Options) ofd() ofd.Options {
	return ofd.Options{Extend: o.Extend, OCR: func() ofd.Recognizer {
		if r := o.OCR.Open(); r != nil {
			return r
		}
		return nil
	}}
}

// guarded turns a panic of a reader into an error: one file never ends a batch.
func guarded(ctx context.Context, read reader, r io.ReaderAt, size int64) (d *gangmu.Document, err error) {
	defer func() {
		if x := recover(); x != nil {
			d, err = nil, fmt.Errorf("%w: %v", gangmu.ErrCorrupt, x)
		}
	}()
	d, err = read(ctx, r, size)
	var code gangmu.ErrorCode
	if err != nil && ctx.Err() == nil && !errors.As(err, &code) {
		err = fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	return d, err
}
