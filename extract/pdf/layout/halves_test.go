package layout

import (
	"strings"
	"testing"

	"github.com/gangmu/gangmu/extract/pdf/page"
)

// broad is an A3 sheet being set.
func broad() *page.Page { return &page.Page{Number: 1, Width: 1190, Height: 842} }

// prose sets lines that fill a column of 28 characters.
func prose(p *page.Page, x, y float64, lines int, r string) string {
	for i := range lines {
		put(p, x, y+28*float64(i), 16, strings.Repeat(r, 28))
	}
	return strings.Repeat(r, 28*lines)
}

// A table on one of two pages parted the rows of both, so that what stands below it was
// read across.
func TestTwoPagesOnASheetAreReadOneAfterTheOther(t *testing.T) {
	p := broad()
	put(p, 200, 90, 22, "左页的工作计划")
	left := prose(p, 74, 130, 16, "左")
	put(p, 400, 610, 16, "市财政局")
	put(p, 400, 640, 16, "2023年2月27日")
	put(p, 280, 800, 12, "-2-")
	put(p, 800, 90, 22, "右页的工作计划")
	box(p, []float64{680, 800, 960, 1100}, []float64{130, 160, 190})
	for i, s := range []string{"任务", "单位", "时限"} {
		put(p, []float64{690, 810, 970}[i], 150, 12, s)
		put(p, []float64{690, 810, 970}[i], 180, 12, s+"甲")
	}
	right := prose(p, 670, 230, 12, "右")
	put(p, 870, 800, 12, "-3-")
	expect(t, []*page.Page{p},
		"1 paragraph 左页的工作计划", "1 paragraph "+left, "1 paragraph 市财政局", "1 paragraph 2023年2月27日", "1 page_number -2-",
		"1 paragraph 右页的工作计划",
		"1 cell 1/0/0 任务", "1 cell 1/0/1 单位", "1 cell 1/0/2 时限", "1 cell 1/1/0 任务甲", "1 cell 1/1/1 单位甲", "1 cell 1/1/2 时限甲",
		"1 paragraph "+right, "1 page_number -3-")
}

func TestATableAcrossASheetIsOne(t *testing.T) {
	p := broad()
	put(p, 480, 90, 22, "重点任务分工表")
	box(p, []float64{60, 500, 690, 1130}, []float64{130, 160, 190})
	for i, s := range []string{"任务", "单位", "时限"} {
		put(p, []float64{70, 510, 1000}[i], 150, 12, s)
		put(p, []float64{70, 510, 1000}[i], 180, 12, s+"甲")
	}
	expect(t, []*page.Page{p}, "1 paragraph 重点任务分工表",
		"1 cell 1/0/0 任务", "1 cell 1/0/1 单位", "1 cell 1/0/2 时限", "1 cell 1/1/0 任务甲", "1 cell 1/1/1 单位甲", "1 cell 1/1/2 时限甲")
}

func TestAWideTableWithoutLinesIsOne(t *testing.T) {
	p := broad()
	for i, row := range [][]string{{"任务", "牵头单位", "时限"}, {"修订责任清单", "办公室", "三月"}, {"培训", "人事科", "六月"}, {"通报进展", "办公室", "全年"}, {"备份", "科技科", "九月"}} {
		for k, s := range row {
			put(p, []float64{80, 320, 820}[k], 120+30*float64(i), 14, s)
		}
	}
	expect(t, []*page.Page{p},
		"1 cell 1/0/0 任务", "1 cell 1/0/1 牵头单位", "1 cell 1/0/2 时限",
		"1 cell 1/1/0 修订责任清单", "1 cell 1/1/1 办公室", "1 cell 1/1/2 三月",
		"1 cell 1/2/0 培训", "1 cell 1/2/1 人事科", "1 cell 1/2/2 六月",
		"1 cell 1/3/0 通报进展", "1 cell 1/3/1 办公室", "1 cell 1/3/2 全年",
		"1 cell 1/4/0 备份", "1 cell 1/4/1 科技科", "1 cell 1/4/2 九月")
}

func TestSignaturesSideBySideDoNotPartASheet(t *testing.T) {
	p := broad()
	var text string
	for i := range 6 {
		put(p, 74, 130+28*float64(i), 16, strings.Repeat("文", 65))
		text += strings.Repeat("文", 65)
	}
	put(p, 120, 400, 16, "市财政局")
	put(p, 820, 400, 16, "市民政局")
	put(p, 120, 430, 16, "2023年2月27日")
	put(p, 820, 430, 16, "2023年2月27日")
	expect(t, []*page.Page{p}, "1 paragraph "+text, "1 paragraph 市财政局 市民政局", "1 paragraph 2023年2月27日 2023年2月27日")
}

// Of paragraphs that are mostly short, few lines fill their page.
func TestTwoPagesOfShortParagraphsAreReadOneAfterTheOther(t *testing.T) {
	p := broad()
	var want []string
	for page, x := range []float64{74, 670} {
		for i := range 18 {
			y := 130 + 28*float64(i)
			name := string("左右"[3*page : 3*page+3])
			switch i % 6 {
			case 1:
				put(p, x+32, y, 16, strings.Repeat(name, 26))
			case 2:
				put(p, x, y, 16, name+"完")
				want = append(want, "1 paragraph "+strings.Repeat(name, 27)+"完")
			default:
				put(p, x+32, y, 16, name+"短")
				want = append(want, "1 paragraph "+name+"短")
			}
		}
	}
	expect(t, []*page.Page{p}, want...)
}

// A column of tasks beside one of offices is set evenly, but the offices fill no line.
func TestTwoWideColumnsOfCellsAreNotTwoPages(t *testing.T) {
	p := broad()
	for i := range 9 {
		put(p, 74, 130+28*float64(i), 16, strings.Repeat("任", 12+3*(i%6)))
		put(p, 670, 130+28*float64(i), 16, "市教育局")
	}
	if _, _, ok := newFrame(p, orientation{}).halves(gutters{}); ok {
		t.Error("parted")
	}
}
