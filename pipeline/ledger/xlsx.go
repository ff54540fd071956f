package ledger

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// A Workbook writes rows as .xlsx: a frozen head with a filter, columns wide enough,
// landscape pages with the head on each, and inferred cells in italics on yellow. Rows
// go through a temporary file, not through memory.
type Workbook struct {
	out   io.Writer
	file  *excelize.File
	sheet *excelize.StreamWriter
	names []string // of the sheets
	rows  int      // of this sheet, the head included
	n     int      // of all measures

	head, plain, inferred int // styles
}

// Limits of the format (ECMA-376; Excel's specifications): rows of a sheet and code
// units of a cell.
const (
	maxRows = 1_048_576
	maxCell = 32_767
)

var widths = [columns]float64{6, 16, 7, 28, 30, 60, 18, 18, 22, 20, 26, 6, 8, 14, 14}

// NewWorkbook makes a workbook that is written to w when it is closed.
func NewWorkbook(w io.Writer) (*Workbook, error) {
	b := &Workbook{out: w, file: excelize.NewFile()}
	if err := b.styles(); err != nil {
		return nil, err
	}
	return b, b.newSheet()
}

func (b *Workbook) styles() (err error) {
	border := []excelize.Border{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.head, excelize.Style{Border: border, Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}}},
		{&b.plain, excelize.Style{Border: border, Alignment: top}},
		{&b.inferred, excelize.Style{Border: border, Alignment: top, Font: &excelize.Font{Italic: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF2CC"}}}},
	} {
		if *s.id, err = b.file.NewStyle(&s.style); err != nil {
			return err
		}
	}
	return nil
}

// newSheet begins a sheet with its head.
func (b *Workbook) newSheet() (err error) {
	name := "台账"
	if len(b.names) == 0 {
		err = b.file.SetSheetName("Sheet1", name)
	} else {
		name = fmt.Sprintf("台账%d", len(b.names)+1)
		_, err = b.file.NewSheet(name)
	}
	if err == nil {
		fit, landscape, paper, pages := true, "landscape", 9, 0 // A4; as many pages high as it takes
		if err = b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err == nil {
			err = b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &paper, FitToHeight: &pages})
		}
	}
	if err == nil {
		b.sheet, err = b.file.NewStreamWriter(name)
	}
	if err != nil {
		return err
	}
	b.names, b.rows = append(b.names, name), 1
	for i, w := range widths {
		if err := b.sheet.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	if err := b.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	cells := make([]any, columns)
	for i, t := range Titles {
		cells[i] = excelize.Cell{StyleID: b.head, Value: t}
	}
	return b.sheet.SetRow("A1", cells)
}

// Write writes one row.
func (b *Workbook) Write(r Row) error {
	if b.rows == maxRows {
		if err := b.endSheet(); err != nil {
			return err
		}
		if err := b.newSheet(); err != nil {
			return err
		}
	}
	b.rows++
	b.n++
	r.Cells[Number] = b.n
	cells := make([]any, columns)
	for i, v := range r.Cells {
		c := excelize.Cell{StyleID: b.plain, Value: v}
		if r.Inferred[i] {
			c.StyleID = b.inferred
		}
		switch v := v.(type) {
		case string:
			c.Value = fitting(v)
		case int:
			if v == 0 {
				c.Value = nil
			}
		}
		cells[i] = c
	}
	return b.sheet.SetRow(fmt.Sprintf("A%d", b.rows), cells)
}

// endSheet adds the filter, and what is printed: all of it, the head on each page.
func (b *Workbook) endSheet() error {
	name := b.names[len(b.names)-1]
	last, err := excelize.ColumnNumberToName(int(columns))
	if err != nil {
		return err
	}
	if b.rows > 1 { // a table needs a row
		striped := false
		err = b.sheet.AddTable(&excelize.Table{
			Range: fmt.Sprintf("A1:%s%d", last, b.rows), Name: fmt.Sprintf("ledger%d", len(b.names)), ShowRowStripes: &striped,
		})
	}
	if err == nil {
		err = b.sheet.Flush()
	}
	for _, d := range []excelize.DefinedName{
		{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", name, last, b.rows), Scope: name},
		{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$1", name), Scope: name},
	} {
		if err == nil {
			err = b.file.SetDefinedName(&d)
		}
	}
	return err
}

// legend says what the marks mean.
var legend = [][]any{
	{"说明"},
	{"每行一条措施，按来源文件和原文顺序排列。"},
	{"黄底斜体的内容原文没有直接写出，由上级标题、计划的发文单位或计划年度推定，请核对。"},
	{"完成时限括号内是推算的截止日期；置信度为识别编号的把握，0 到 1。"},
	{"进展、备注两栏留空，供填报。"},
}

// Close writes the workbook.
func (b *Workbook) Close() (err error) {
	defer func() {
		if cerr := b.file.Close(); err == nil {
			err = cerr
		}
	}()
	if err := b.endSheet(); err != nil {
		return err
	}
	if _, err := b.file.NewSheet("说明"); err != nil {
		return err
	}
	for i, row := range legend {
		if err := b.file.SetSheetRow("说明", fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	b.file.SetActiveSheet(0)
	_, err = b.file.WriteTo(b.out)
	return err
}

// fitting is text as a cell can hold it: no control characters (XML 1.0, 2.2), and no
// more than the format allows; what is cut says so.
func fitting(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, s)
	const cut = "……（余下见原文）"
	if len(s) <= maxCell { // bytes are never fewer than code units
		return s
	}
	units, room := 0, maxCell-len([]rune(cut))
	for i, r := range s {
		if units++; r > 0xFFFF {
			units++
		}
		if units > room {
			return s[:i] + cut
		}
	}
	return s
}
