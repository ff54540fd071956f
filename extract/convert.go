package extract

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/doc"
	"github.com/gangmu/gangmu/extract/office"
	"github.com/gangmu/gangmu/extract/xlsx"
)

// doc reads a .doc by our own reader, whose numbers are those of the file's lists. Only
// where it leaves numbers out, finds only pictures to be recognised, or does not know the
// version, and there is a LibreOffice, does the reading of that stay instead.
// Document.Reader says which.
func (o Options) doc(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	d, err := doc.Read(ctx, r, size)
	wanting := err == nil && (o.unread(d) || slices.ContainsFunc(d.Warnings, func(w gangmu.Warning) bool { return w.Code == doc.LabelsIncomplete }))
	if !wanting && !errors.Is(err, gangmu.ErrUnsupported) {
		return d, err
	}
	from := office.Word97
	if err != nil {
		from = office.Word95
	}
	converted, cerr := o.convertedWord(from, gangmu.DOC)(ctx, r, size)
	switch {
	case cerr == nil:
		return converted, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case wanting:
		return d, nil
	}
	return nil, cerr
}

// convertedWord reads a text document that LibreOffice turns into a Word file first.
func (o Options) convertedWord(from office.Source, format gangmu.Format) reader {
	return converted(from, format, office.Word, o.word)
}

// convertedSheet does the same with a spreadsheet.
func convertedSheet(from office.Source, format gangmu.Format) reader {
	return converted(from, format, office.Sheet, xlsx.Read)
}

func converted(from office.Source, format gangmu.Format, to office.Target, read reader) reader {
	return func(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
		b, err := office.Office{}.Convert(ctx, r, size, from, to)
		if err != nil {
			return nil, err
		}
		d, err := read(ctx, bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return nil, err
		}
		d.Format, d.Bytes = format, size
		if len(d.Reader) > 0 { // the others are of pictures
			d.Reader[0].Engine = "libreoffice+" + d.Reader[0].Engine
		}
		return d, nil
	}
}
