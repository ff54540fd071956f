package segment_test

import (
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
)

// outlineOf is the printed outline of blocks.
func outlineOf(t *testing.T, blocks ...gangmu.Block) string {
	t.Helper()
	d := &gangmu.Document{Format: gangmu.DOCX, Blocks: blocks}
	o := outline(t, d)
	check(t, d, o)
	return printed(d.Text(), o)
}

func paragraph(label, text string, s gangmu.Style) gangmu.Block {
	return gangmu.Block{Kind: gangmu.Paragraph, Label: label, Text: text, Style: s}
}

func cells(row int, texts ...string) []gangmu.Block {
	var bs []gangmu.Block
	for i, text := range texts {
		if text == "-" { // merged with the cell above
			continue
		}
		bs = append(bs, gangmu.Block{Kind: gangmu.Cell, Text: text, Table: &gangmu.Slot{Table: 1, Row: row, Column: i}})
	}
	return bs
}

func wants(t *testing.T, got string, lines ...string) {
	t.Helper()
	for _, want := range lines {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// Where the numbers alone leave it open, the level of the automatic list tells the depth.
func TestLevelsOfAnAutomaticListTellTheDepth(t *testing.T) {
	level := func(n int) gangmu.Style { return gangmu.Style{List: "3", Level: n} }
	wants(t, outlineOf(t,
		paragraph("", "财政局2024年工作计划", gangmu.Style{Align: "center", Size: 22}),
		paragraph("1.", "预算管理", level(0)), paragraph("1.", "压减一般性支出。", level(1)), paragraph("2.", "公开预算。", level(1)),
		paragraph("2.", "国库管理", level(0)), paragraph("1.", "规范账户。", level(1)),
	), "  1 measure [1.]", "    1.1 measure [1.]", "    1.2 measure [2.]", "  2 measure [2.]", "    2.1 measure [1.]")
}

// After 1 2 (1 2) a typed 3 may go on either list: it is of the one that begins where it does.
func TestIndentsTellTheDepth(t *testing.T) {
	at := func(points float64) gangmu.Style { return gangmu.Style{FirstLine: points, Size: 16, Font: "仿宋"} }
	outlined := func(third float64) string {
		return outlineOf(t,
			paragraph("", "财政局2024年工作计划", gangmu.Style{Align: "center", Size: 22}),
			paragraph("", "1.预算管理。", at(32)), paragraph("", "2.国库管理，包括：", at(32)),
			paragraph("", "1.压减一般性支出。", at(64)), paragraph("", "2.公开预算。", at(64)),
			paragraph("", "3.盘活存量。", at(third)),
		)
	}
	wants(t, outlined(64), "    2.3 measure [3.]")
	wants(t, outlined(32), "\n  3 measure [3.]")
}

// The heading ends where its type does.
func TestAHeadingThatIsSetApartEndsWithItsType(t *testing.T) {
	wants(t, outlineOf(t,
		paragraph("", "财政局2024年工作计划", gangmu.Style{}),
		paragraph("", "（一）预算管理 压减一般性支出，公开预算，全年不少于5%", gangmu.Style{Font: "楷体", Lead: 7}),
		paragraph("", "（二）国库管理 规范账户，按月对账，提高资金效益。", gangmu.Style{Font: "楷体", Lead: 7}),
	), "<预算管理>", "<国库管理>")
}

// A cell that is merged over rows belongs to each; the column of numbers need not be the
// first, and an amount that fills a cell is no number of a measure.
func TestRowsOfATableAreMeasures(t *testing.T) {
	bs := []gangmu.Block{paragraph("", "财政局2024年任务清单", gangmu.Style{})}
	bs = append(bs, cells(0, "类别", "序号", "工作任务", "目标值", "责任科室", "完成时限")...)
	bs = append(bs, cells(1, "预算", "1", "压减一般性支出", "5", "预算科", "2024年6月底前")...)
	bs = append(bs, cells(2, "-", "2", "公开预算", "30", "-", "2024年3月")...)
	for i := range bs {
		if s := bs[i].Table; s != nil && s.Row == 1 && (s.Column == 0 || s.Column == 4) {
			s.RowSpan = 2
		}
	}
	wants(t, outlineOf(t, bs...), "table-header: 类别\t序号", "  1 measure [1]", "units=预算科 due=2024年6月底前", "  2 measure [2]", "units=预算科 due=2024年3月")
}

// Footnotes and remarks stand beside the body.
func TestFootnotesAndCommentsAreDropped(t *testing.T) {
	got := outlineOf(t, paragraph("", "财政局2024年工作计划", gangmu.Style{}), paragraph("", "一、目标", gangmu.Style{}),
		gangmu.Block{Kind: gangmu.Footnote, Text: "1. 见附件"}, gangmu.Block{Kind: gangmu.Comment, Text: "二、再改"}, paragraph("", "二、措施", gangmu.Style{}))
	wants(t, got, "footnote: 1. 见附件", "comment: 二、再改", "  2 section [二、]")
}
