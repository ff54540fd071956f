package ledger_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline/ledger"
)

func result() *gangmu.Result {
	leaf := func(path, label, own string, l gangmu.Ledger) *gangmu.Node {
		return &gangmu.Node{Path: path, Label: label, OwnText: own, Kind: gangmu.KindMeasure, Level: 2, Page: 3, Confidence: .9, Ledger: l}
	}
	return &gangmu.Result{Name: "a.docx", Outline: gangmu.Outline{Plans: []*gangmu.Plan{{
		ID: "p1", Title: "财政局2024年\n工作计划", Issuer: "安平市财政局", Bureau: "财政局", Year: 2024,
		Sections: []*gangmu.Node{{
			Path: "1", Label: "一、", Heading: "保障经费", OwnText: "一、保障经费", Kind: gangmu.KindSection, Level: 1,
			Ledger: gangmu.Ledger{UnitRoles: map[string][]string{gangmu.RoleLead: {"预算科"}, gangmu.RoleCooperating: {"国库科", "办公室"}}},
			Children: []*gangmu.Node{
				leaf("1.1", "1.", "1.安排经费500万元。", gangmu.Ledger{
					Due:        []gangmu.Due{{Text: "6月底前", To: "2024-06-30", Assumed: true}},
					Quantities: []gangmu.Quantity{{Text: "500万元"}},
				}),
				leaf("1.2", "2.", "=HYPERLINK(\"x\")\x01", gangmu.Ledger{UnitRoles: map[string][]string{gangmu.RoleLead: {"采购办"}}, Deadlines: []string{"全年"}}),
			},
		}, {
			Path: "2", Label: "二、", OwnText: "二、抓好落实。", Kind: gangmu.KindSection, Level: 1,
		}},
	}}}}
}

func write(t testing.TB, table interface {
	Write(ledger.Row) error
	Close() error
}, keep ledger.Keep) {
	t.Helper()
	for _, r := range ledger.Rows(result(), "a.docx", keep) {
		if err := table.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := table.Close(); err != nil {
		t.Fatal(err)
	}
}

func workbook(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := ledger.NewWorkbook(&b)
	if err != nil {
		t.Fatal(err)
	}
	write(t, w, nil)
	return b.Bytes()
}

// What each row says, without number, source and the empty columns.
var want = [][]string{
	{"财政局", "2024", "财政局2024年 工作计划", "一、保障经费", "1.安排经费500万元。", "预算科", "国库科、办公室", "6月底前（2024-06-30）", "500万元"},
	{"财政局", "2024", "财政局2024年 工作计划", "一、保障经费", "=HYPERLINK(\"x\")", "采购办", "国库科、办公室", "全年", ""},
	{"财政局", "2024", "财政局2024年 工作计划", "", "二、抓好落实。", "财政局", "", "", ""},
}

func TestWorkbook(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(workbook(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("台账")
	if err != nil || len(rows) != 4 {
		t.Fatal(rows, err)
	}
	if diff := cmp.Diff(ledger.Titles[:], rows[0]); diff != "" {
		t.Error(diff)
	}
	for i, w := range want {
		if diff := cmp.Diff(w, rows[i+1][1:10]); diff != "" {
			t.Errorf("row %d: %s", i+1, diff)
		}
	}
	styleOf := func(cell string) int {
		id, err := f.GetCellStyle("台账", cell)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	plain := styleOf("F2") // the measure is never inferred
	for cell, inferred := range map[string]bool{"G2": true, "H2": true, "I2": true, "J2": false, "G3": false, "H3": true, "I3": false, "G4": true, "H4": false} {
		if (styleOf(cell) != plain) != inferred {
			t.Errorf("%s inferred: %v, want %v", cell, !inferred, inferred)
		}
	}
	panes, err := f.GetPanes("台账")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	if tables, err := f.GetTables("台账"); err != nil || len(tables) != 1 || tables[0].Range != "A1:O4" {
		t.Errorf("filter %+v, %v", tables, err)
	}
	names := map[string]string{}
	for _, d := range f.GetDefinedName() {
		names[d.Name] = d.RefersTo
	}
	if names["_xlnm.Print_Area"] != "'台账'!$A$1:$O$4" || names["_xlnm.Print_Titles"] != "'台账'!$1:$1" {
		t.Errorf("names %v", names)
	}
	if w, err := f.GetColWidth("台账", "F"); err != nil || w != 60 {
		t.Errorf("width %v, %v", w, err)
	}
	if !bytes.Equal(workbook(t), workbook(t)) {
		t.Error("the same rows give other bytes")
	}
}

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	write(t, ledger.NewCSV(&b), nil)
	text, ok := strings.CutPrefix(b.String(), "\uFEFF序号,单位,")
	if !ok || !strings.Contains(text, "\r\n") {
		t.Errorf("%q", b.String())
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatal(rows, err)
	}
	if got := rows[2][5]; !strings.HasPrefix(got, "'=") {
		t.Errorf("a formula is left: %q", got)
	}
	if got := rows[1][15]; got != "牵头单位、配合单位、完成时限" {
		t.Errorf("inferred %q", got)
	}
}

func TestOutline(t *testing.T) {
	var b bytes.Buffer
	if err := ledger.NewOutline(&b).Write(result(), "a.docx", func(_ *gangmu.Plan, n *gangmu.Node) bool { return n.Path == "1.1" }); err != nil {
		t.Fatal(err)
	}
	want := "# 财政局2024年 工作计划\n\n安平市财政局，a.docx\n\n- 一、保障经费\n  - 1\\.安排经费500万元。（第3页）\n\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestLongAndOddTextFitsACell(t *testing.T) {
	var b bytes.Buffer
	w, err := ledger.NewWorkbook(&b)
	if err != nil {
		t.Fatal(err)
	}
	row := ledger.Rows(result(), "a.docx", nil)[0]
	row.Cells[ledger.Measure] = strings.Repeat("𠮷", 40_000)
	row.Cells[ledger.Source] = "a\x00\x1b\uFFFE<&>\"'.docx"
	if err := w.Write(row); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	long, err := f.GetCellValue("台账", "F2")
	if err != nil || !strings.HasSuffix(long, "（余下见原文）") || len([]rune(long)) > 17_000 {
		t.Errorf("%d characters, %v", len([]rune(long)), err)
	}
	if odd, err := f.GetCellValue("台账", "K2"); err != nil || odd != "a<&>\"'.docx" {
		t.Errorf("%q, %v", odd, err)
	}
}
