package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/gangmu/gangmu"
)

func read(b []byte) (*gangmu.Document, error) {
	return Read(context.Background(), bytes.NewReader(b), int64(len(b)))
}

// book writes a workbook by f.
func workbookOf(t testing.TB, f func(x *excelize.File) error) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	if err := f(x); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rows(t testing.TB, x *excelize.File, sheet string, values ...[]any) error {
	t.Helper()
	for i, v := range values {
		if err := x.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &v); err != nil {
			return err
		}
	}
	return nil
}

// table writes blocks a line each, with their places.
func table(blocks []gangmu.Block) string {
	var b strings.Builder
	for _, x := range blocks {
		if x.Table == nil {
			fmt.Fprintf(&b, "<%s> %s\n", x.Kind, x.Text)
			continue
		}
		fmt.Fprintf(&b, "%d:%d,%d", x.Table.Table, x.Table.Row, x.Table.Column)
		if x.Table.RowSpan > 1 || x.Table.ColSpan > 1 {
			fmt.Fprintf(&b, " (%dx%d)", x.Table.RowSpan, x.Table.ColSpan)
		}
		b.WriteString(" " + strings.ReplaceAll(x.Text, "\n", "⏎") + "\n")
	}
	return b.String()
}

func TestCellsAreReadAsTheyAreShown(t *testing.T) {
	data := workbookOf(t, func(x *excelize.File) error {
		date, err := x.NewStyle(&excelize.Style{CustomNumFmt: ptr(`yyyy"年"m"月"d"日"`)})
		if err != nil {
			return err
		}
		share, err := x.NewStyle(&excelize.Style{NumFmt: 9})
		if err != nil {
			return err
		}
		return errors.Join(
			x.SetSheetName("Sheet1", "重点任务"),
			rows(t, x, "重点任务", []any{"水务局2024年重点任务分解表"}, nil, []any{"序号", "任务", "责任单位", "时限", "占比"},
				[]any{1, "清淤河道\n十二条", "河道中心", time.Date(2024, 6, 30, 0, 0, 0, 0, time.UTC), 0.35}, []any{2, "改造泵站", nil, "年底前", nil}),
			x.SetCellStyle("重点任务", "D4", "D4", date), x.SetCellStyle("重点任务", "E4", "E4", share),
			x.MergeCell("重点任务", "A1", "E1"), x.MergeCell("重点任务", "C4", "C5"),
			x.AddComment("重点任务", excelize.Comment{Cell: "B4", Author: "办", Paragraph: []excelize.RichTextRun{{Text: "含支流"}}}),
		)
	})
	d, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	want := `<header> 重点任务
1:0,0 (1x5) 水务局2024年重点任务分解表
1:2,0 序号
1:2,1 任务
1:2,2 责任单位
1:2,3 时限
1:2,4 占比
1:3,0 1
1:3,1 清淤河道⏎十二条
1:3,2 (2x1) 河道中心
1:3,3 2024年6月30日
1:3,4 35%
1:4,0 2
1:4,1 改造泵站
1:4,3 年底前
`
	if diff := cmp.Diff(want, table(d.Blocks)); diff != "" {
		t.Error(diff)
	}
	if got := table(d.Aside); !strings.Contains(got, "<comment>") || !strings.Contains(got, "含支流") {
		t.Errorf("aside %q", got)
	}
}

func ptr[T any](v T) *T { return &v }

func TestHiddenSheetsAndRowsAreKeptApart(t *testing.T) {
	data := workbookOf(t, func(x *excelize.File) error {
		_, err := x.NewSheet("底稿")
		return errors.Join(err,
			rows(t, x, "Sheet1", []any{"公开"}, []any{"隐藏的一行"}), x.SetRowVisible("Sheet1", 2, false),
			rows(t, x, "底稿", []any{"未定"}), x.SetSheetVisible("底稿", false))
	})
	d, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	if got := table(d.Blocks); got != "<header> Sheet1\n1:0,0 公开\n" {
		t.Errorf("text %q", got)
	}
	if got := table(d.Aside); got != "1:1,0 隐藏的一行\n<header> 底稿\n2:0,0 未定\n" {
		t.Errorf("aside %q", got)
	}
	var codes []string
	for _, w := range d.Warnings {
		codes = append(codes, w.Code+" "+w.Message)
	}
	if diff := cmp.Diff([]string{"hidden_rows Sheet1: 1", "hidden_sheet 底稿"}, codes); diff != "" {
		t.Error(diff)
	}
}

// replace writes the workbook anew with one part changed.
func replace(t testing.TB, data []byte, part string, to []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		if f.Name == part {
			continue
		}
		if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	if to != nil {
		p, err := w.Create(part)
		if err == nil {
			_, err = p.Write(to)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const sheetPartName = "xl/worksheets/sheet1.xml"

func sheetXML(rows, rest string) []byte {
	return []byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData>` + rest + `</worksheet>`)
}

func TestAMillionEmptyRowsAreCheap(t *testing.T) {
	empty := workbookOf(t, func(*excelize.File) error { return nil })
	for name, body := range map[string]string{
		"written out": strings.Repeat(`<row/>`, 1_000_000) + `<row r="1000001"><c r="B1000001" t="inlineStr"><is><t>末行</t></is></c></row>`,
		"left out":    `<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>末行</t></is></c></row>`,
	} {
		d, err := read(replace(t, empty, sheetPartName, sheetXML(body, "")))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(d.Blocks) != 2 || d.Blocks[1].Text != "末行" {
			t.Errorf("%s: %s", name, table(d.Blocks))
		}
	}
}

func TestBadFilesGiveTypedErrors(t *testing.T) {
	good := workbookOf(t, func(x *excelize.File) error { return x.SetCellStr("Sheet1", "A1", "字") })
	overlapping := `<mergeCells>` + strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 5000) + `</mergeCells>`
	for _, c := range []struct {
		name string
		data []byte
		want gangmu.ErrorCode
	}{
		{"cut off", good[:len(good)/2], gangmu.ErrCorrupt},
		{"no workbook", replace(t, good, workbook, nil), gangmu.ErrCorrupt},
		{"another root", replace(t, good, workbook, []byte("<html/>")), gangmu.ErrCorrupt},
		{"no cells", workbookOf(t, func(*excelize.File) error { return nil }), gangmu.ErrNoText},
		{"document type", replace(t, good, workbook, []byte(`<!DOCTYPE a [<!ENTITY x "y">]><workbook/>`)), gangmu.ErrCorrupt},
		{"a bomb", replace(t, good, "xl/media/bomb.bin", make([]byte, 150<<20)), gangmu.ErrTooLarge},
		{"a sheet that is a bomb", replace(t, good, sheetPartName, sheetXML(strings.Repeat(" ", 70<<20), "")), gangmu.ErrTooLarge},
		{"merged cells that overlap", replace(t, good, sheetPartName, sheetXML(strings.Repeat(`<row><c t="str"><v>1</v></c></row>`, 20000), overlapping)), gangmu.ErrTooLarge},
	} {
		if _, err := read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
	}
}

// Whatever a sheet is, Read gives a document or a typed error.
func FuzzSheet(f *testing.F) {
	base := workbookOf(f, func(x *excelize.File) error { return nil })
	f.Add(sheetXML(`<row r="2"><c r="C2" t="inlineStr"><is><t>字</t></is></c><c><v>45000</v></c></row>`, `<mergeCells><mergeCell ref="A1:C2"/></mergeCells>`))
	f.Add(sheetXML(`<row hidden="1"><c t="s"><v>0</v></c><c t="e"><v>#N/A</v></c></row>`, ""))
	f.Fuzz(func(t *testing.T, part []byte) {
		_, err := read(replace(t, base, sheetPartName, part))
		var code gangmu.ErrorCode
		if err != nil && !errors.As(err, &code) {
			t.Errorf("error without a code: %v", err)
		}
	})
}

func TestTextBoxesOverASheet(t *testing.T) {
	data := workbookOf(t, func(x *excelize.File) error {
		err := rows(t, x, "Sheet1", []any{"任务", "单位"})
		for sheet, text := range map[string]string{"Sheet1": "说明：完成时限均为年底前", "藏": "看不见", "图": "只有文本框"} {
			if sheet != "Sheet1" {
				_, nerr := x.NewSheet(sheet)
				err = errors.Join(err, nerr)
			}
			err = errors.Join(err, x.AddShape(sheet, &excelize.Shape{Cell: "C3", Type: "rect", Paragraph: []excelize.RichTextRun{{Text: text}, {Text: "第二段"}}}))
		}
		return errors.Join(err, x.SetSheetVisible("藏", false))
	})
	d, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	got := table(d.Blocks)
	for _, want := range []string{"1:0,1 单位\n<textbox> 说明：完成时限均为年底前", "<textbox> 只有文本框"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "看不见") || !strings.Contains(table(d.Aside), "<textbox> 看不见") {
		t.Errorf("%s\naside\n%s", got, table(d.Aside))
	}
}
