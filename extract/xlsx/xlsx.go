// Package xlsx reads Excel workbooks (ECMA-376, SpreadsheetML) as they are shown: numbers,
// dates and shares in the format of their cells, one block a cell with its place.
//
// The cells are read by excelize as a stream; the merged ranges by a scan of our own, since
// excelize would hold the whole sheet for them. Hidden sheets and rows are kept apart from
// the text. It knows nothing of plans.
package xlsx

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/zipped"
)

// The limits of a workbook.
const (
	maxUnpacked = 128 << 20
	inMemory    = 16 << 20 // larger parts are read from a temporary file
	maxBlocks   = 1_000_000
	maxGap      = 50 // empty columns between two cells that are written out
)

// Read reads the size bytes of r as a workbook. The document has no ID and no name. A
// sheet is a table; its name stands before it as a header, text boxes behind it. Errors wrap a
// [gangmu.ErrorCode]: ErrCorrupt, ErrTooLarge, ErrNoText.
func Read(ctx context.Context, r io.ReaderAt, size int64) (d *gangmu.Document, err error) {
	defer func() { // damaged parts make excelize panic
		if x := recover(); x != nil {
			d, err = nil, fmt.Errorf("%w: %v", gangmu.ErrCorrupt, x)
		}
	}()
	p, err := zipped.Open(r, size)
	if err != nil {
		return nil, err
	}
	parts, err := sheetParts(p)
	if err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: inMemory, CultureInfo: excelize.CultureNameZhCN,
	})
	if err != nil {
		return nil, fault(err)
	}
	defer f.Close()
	b := &book{ctx: ctx, file: f, parts: p}
	for _, sheet := range parts {
		if err := b.sheet(sheet); err != nil {
			return nil, err
		}
		if err := b.textBoxes(sheet); err != nil {
			return nil, err
		}
	}
	if err := b.comments(); err != nil {
		return nil, err
	}
	if !b.text {
		return nil, gangmu.ErrNoText
	}
	return &gangmu.Document{
		Format: gangmu.XLSX, Bytes: size, Blocks: b.blocks, Aside: b.aside,
		Reader: []gangmu.Reading{{Engine: "xlsx"}}, Warnings: b.warnings,
	}, nil
}

func fault(err error) error {
	if errors.Is(err, excelize.ErrWorkbookFileFormat) || !strings.Contains(err.Error(), "unzip size exceeds") {
		return fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	return fmt.Errorf("%w: %w", gangmu.ErrTooLarge, err)
}

// A book is a workbook being read.
type book struct {
	ctx      context.Context
	file     *excelize.File
	parts    *zipped.Package
	blocks   []gangmu.Block
	aside    []gangmu.Block
	warnings []gangmu.Warning
	tables   int
	text     bool // a cell has text
}

// full is an error when there are too many blocks.
func (b *book) full() error {
	if len(b.blocks)+len(b.aside) > maxBlocks {
		return fmt.Errorf("%w: more than %d cells", gangmu.ErrTooLarge, maxBlocks)
	}
	return nil
}

// sheet reads one sheet, row by row.
func (b *book) sheet(s sheetPart) error {
	merged, err := readMerged(b.parts, s.part)
	if err != nil {
		return err
	}
	rows, err := b.file.Rows(s.name)
	if err != nil {
		return fmt.Errorf("%w: sheet %q: %w", gangmu.ErrCorrupt, s.name, err)
	}
	defer rows.Close()
	b.tables++
	begun, hiddenRows := false, 0
	for row := 0; rows.Next(); row++ {
		if row%1000 == 0 && b.ctx.Err() != nil {
			return b.ctx.Err()
		}
		if row == excelize.TotalRows { // a row may say that it is any
			return fmt.Errorf("%w: sheet %q: more than %d rows", gangmu.ErrCorrupt, s.name, row)
		}
		values, err := rows.Columns()
		if err != nil {
			return fmt.Errorf("%w: sheet %q, row %d: %w", gangmu.ErrCorrupt, s.name, row+1, err)
		}
		if !slices.ContainsFunc(values, func(v string) bool { return strings.TrimSpace(v) != "" }) {
			continue
		}
		begin, covered, err := merged.in(row, len(values))
		if err != nil {
			return err
		}
		cells := b.row(values, row, begin, covered)
		to := &b.blocks
		if s.hidden || rows.GetRowOpts().Hidden {
			to = &b.aside
			hiddenRows++
		} else {
			b.text = true
		}
		if !begun && (to == &b.blocks || s.hidden) {
			begun = true
			*to = append(*to, gangmu.Block{Kind: gangmu.Header, Text: s.name, Source: gangmu.FromText})
		}
		*to = append(*to, cells...)
		if err := b.full(); err != nil {
			return err
		}
	}
	if err := rows.Error(); err != nil {
		return fmt.Errorf("%w: sheet %q: %w", gangmu.ErrCorrupt, s.name, err)
	}
	switch {
	case s.hidden:
		b.warnings = append(b.warnings, gangmu.Warning{Code: "hidden_sheet", Message: s.name})
	case hiddenRows > 0:
		b.warnings = append(b.warnings, gangmu.Warning{Code: "hidden_rows", Message: fmt.Sprintf("%s: %d", s.name, hiddenRows)})
	}
	return nil
}

// row makes blocks of a row: none if it is empty, else one a cell from the first to the last
// that is not, but for those that a merged cell covers.
func (b *book) row(values []string, row int, begin map[int]cellRange, covered map[int]bool) []gangmu.Block {
	var cells []gangmu.Block
	gap := 0
	for column, v := range values {
		v = strings.TrimRight(v, " \t\r\n")
		if strings.TrimSpace(v) == "" {
			gap++
			continue
		}
		for c := column - gap; c <= column; c++ {
			slot := &gangmu.Slot{Table: b.tables, Row: row, Column: c}
			if (len(cells) == 0 || gap > maxGap || covered[c]) && c < column {
				continue
			}
			if m, ok := begin[c]; ok {
				slot.RowSpan, slot.ColSpan = m.bottom-m.top+1, m.right-m.left+1
			}
			x := gangmu.Block{Kind: gangmu.Cell, Table: slot, Source: gangmu.FromText}
			if c == column {
				x.Text = strings.ReplaceAll(v, "\r\n", "\n")
			}
			cells = append(cells, x)
		}
		gap = 0
	}
	return cells
}
