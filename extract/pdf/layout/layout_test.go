package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// sheet is an A4 page being set.
func sheet(number int) *page.Page { return &page.Page{Number: number, Width: 595, Height: 842} }

// put sets a line of text that begins at x and stands on y.
func put(p *page.Page, x, y, size float64, text string) {
	for _, r := range text {
		w := size
		if r < 0x80 {
			w /= 2
		}
		p.Glyphs = append(p.Glyphs, page.Glyph{X: x, Y: y, Width: w, Size: size, Text: string(r), Font: "宋体"})
		x += w
	}
}

// box draws the lines of a table.
func box(p *page.Page, xs, ys []float64) {
	for _, x := range xs {
		p.Rules = append(p.Rules, page.Rule{X0: x, Y0: ys[0], X1: x, Y1: ys[len(ys)-1]})
	}
	for _, y := range ys {
		p.Rules = append(p.Rules, page.Rule{X0: xs[0], Y0: y, X1: xs[len(xs)-1], Y1: y})
	}
}

// told writes blocks as the tests compare them.
func told(blocks []gangmu.Block) []string {
	var out []string
	for _, b := range blocks {
		at := ""
		if b.Table != nil {
			at = fmt.Sprintf(" %d/%d/%d", b.Table.Table, b.Table.Row, b.Table.Column)
			if b.Table.RowSpan+b.Table.ColSpan > 0 {
				at += fmt.Sprintf(" %dx%d", b.Table.RowSpan, b.Table.ColSpan)
			}
		}
		out = append(out, fmt.Sprintf("%d %s%s %s", b.Page, b.Kind, at, b.Text))
	}
	return out
}

func expect(t *testing.T, pages []*page.Page, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, told(Blocks(pages))); diff != "" {
		t.Error(diff)
	}
}

func TestARuledTableGoesOnOverPages(t *testing.T) {
	xs := []float64{60, 100, 300, 400}
	a, b := sheet(1), sheet(2)
	put(a, 60, 100, 16, "附件")
	box(a, xs, []float64{700, 730, 800})
	put(a, 65, 720, 10, "序号")
	put(a, 110, 720, 10, "任务")
	put(a, 310, 720, 10, "时限")
	put(a, 65, 745, 10, "1")
	put(a, 110, 745, 10, "修订办法，经审定后")
	put(a, 310, 745, 10, "3月")
	box(b, xs, []float64{60, 90, 120, 150})
	put(b, 65, 80, 10, "序号")
	put(b, 110, 80, 10, "任务")
	put(b, 310, 80, 10, "时限")
	put(b, 110, 110, 10, "印发执行")
	put(b, 65, 140, 10, "2")
	put(b, 110, 140, 10, "备份")
	put(b, 310, 140, 10, "6月")
	expect(t, []*page.Page{a, b},
		"1 paragraph 附件",
		"1 cell 1/0/0 序号", "1 cell 1/0/1 任务", "1 cell 1/0/2 时限",
		"1 cell 1/1/0 1", "1 cell 1/1/1 修订办法，经审定后印发执行", "1 cell 1/1/2 3月",
		"2 header 序号", "2 header 任务", "2 header 时限",
		"2 cell 1/2/0 2", "2 cell 1/2/1 备份", "2 cell 1/2/2 6月")
}

func TestCellsThatNoLinePartsAreOne(t *testing.T) {
	p := sheet(1)
	box(p, []float64{60, 200, 300}, []float64{100, 130, 160, 190})
	p.Rules[1].Y0 = 130 // the first row is one cell
	p.Rules[5] = page.Rule{X0: 200, Y0: 160, X1: 300, Y1: 160}
	put(p, 150, 120, 10, "任务表")
	put(p, 70, 160, 10, "备份")
	put(p, 210, 150, 10, "6月")
	put(p, 210, 180, 10, "9月")
	expect(t, []*page.Page{p}, "1 cell 1/0/0 0x2 任务表", "1 cell 1/1/0 2x0 备份", "1 cell 1/1/1 6月", "1 cell 1/2/1 9月")
}

func TestAFrameAroundTextIsNoTable(t *testing.T) {
	p := sheet(1)
	box(p, []float64{60, 500}, []float64{80, 300})
	put(p, 70, 100, 16, "内部资料")
	put(p, 70, 140, 16, "注意保存")
	expect(t, []*page.Page{p}, "1 paragraph 内部资料", "1 paragraph 注意保存")
}

func TestColumnsAreReadOneAfterTheOther(t *testing.T) {
	p := sheet(1)
	put(p, 200, 80, 20, "横跨两栏的标题")
	for i := range 6 {
		y := 120 + 20*float64(i)
		put(p, 60, y, 10, strings.Repeat("左", 22))
		put(p, 320, y, 10, strings.Repeat("右", 22))
	}
	expect(t, []*page.Page{p}, "1 paragraph 横跨两栏的标题", "1 paragraph "+strings.Repeat("左", 132)+strings.Repeat("右", 132))
}

func TestWordsSetApartAreNoColumns(t *testing.T) {
	p := sheet(1)
	for i := range 5 {
		put(p, 60, 120+20*float64(i), 10, "张三")
		put(p, 320, 120+20*float64(i), 10, "李四")
	}
	expect(t, []*page.Page{p}, "1 paragraph 张三 李四", "1 paragraph 张三 李四", "1 paragraph 张三 李四", "1 paragraph 张三 李四", "1 paragraph 张三 李四")
}

func TestAWatermarkStandsApart(t *testing.T) {
	p := sheet(1)
	put(p, 60, 100, 16, "一、总体要求")
	n := len(p.Glyphs)
	put(p, 300, 100, 40, "内部")
	for i := n; i < len(p.Glyphs); i++ {
		p.Glyphs[i].Turn = 315
		p.Glyphs[i].X, p.Glyphs[i].Y = 200+28*float64(i-n), 500-28*float64(i-n)
	}
	expect(t, []*page.Page{p}, "1 paragraph 一、总体要求", "1 textbox 内部")
	b := Blocks([]*page.Page{p})[1].Box
	if b[0] < 150 || b[1] < 400 || b[2] > 290 || b[3] > 520 {
		t.Errorf("box %v", b)
	}
}

func TestHeadsOfOddAndEvenPages(t *testing.T) {
	var pages []*page.Page
	var want []string
	for n := 1; n <= 6; n++ {
		p, head := sheet(n), []string{"工作计划汇编", "安全生产"}[n%2]
		put(p, 60+100*float64(n%2), 50, 9, head)
		put(p, 60, 200, 16, fmt.Sprint("正文", n, "。"))
		put(p, 280, 800, 12, fmt.Sprintf("第 %d 页 共 6 页", n))
		pages = append(pages, p)
		want = append(want, fmt.Sprintf("%d header %s", n, head), fmt.Sprintf("%d paragraph 正文%d。", n, n), fmt.Sprintf("%d page_number 第 %d 页 共 6 页", n, n))
	}
	expect(t, pages, want...)
}

func TestTheMarkOfANoteStaysInItsLine(t *testing.T) {
	p := sheet(1)
	put(p, 60, 100, 16, "依据有关规定")
	put(p, 156, 94, 8, "1")
	put(p, 160, 100, 16, "执行。")
	expect(t, []*page.Page{p}, "1 paragraph 依据有关规定1执行。")
}

func TestBlanksThatSetWideAreNone(t *testing.T) {
	for in, want := range map[string]string{
		"工 作 计 划":           "工作计划",
		"全 世 界 无 产 者， 联  合": "全世界无产者，联合",
		"张三 李四 王五":          "张三 李四 王五",
		"a b c d":           "a b c d",
		"2024 年 3 月":        "2024 年 3 月",
	} {
		if got := unspaced(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Short paragraphs, of which few lines are full, in two columns.
func TestColumnsOfShortParagraphs(t *testing.T) {
	p := sheet(1)
	var want []string
	for side, x := range []float64{60, 320} {
		name := []string{"左", "右"}[side]
		for i := range 9 {
			y := 100 + 20*float64(i)
			switch i % 4 {
			case 1:
				put(p, x+20, y, 10, strings.Repeat(name, 19))
			case 2:
				put(p, x, y, 10, name+"完")
				want = append(want, "1 paragraph "+strings.Repeat(name, 20)+"完")
			default:
				put(p, x+20, y, 10, name+"为一段短文")
				want = append(want, "1 paragraph "+name+"为一段短文")
			}
		}
	}
	expect(t, []*page.Page{p}, want...)
}

// One column of two is filled: its lines end far from the edge of the page, and are full.
func TestANarrowColumnAlone(t *testing.T) {
	p := sheet(1)
	var want []string
	for i := range 4 {
		y := 100 + 40*float64(i)
		put(p, 80, y, 10, strings.Repeat("文", 18))
		put(p, 60, y+20, 10, "完。")
		want = append(want, "1 paragraph "+strings.Repeat("文", 18)+"完。")
	}
	expect(t, []*page.Page{p}, want...)
}
