package layout

import (
	"testing"

	"github.com/gangmu/gangmu/extract/pdf/page"
)

// copied is a table of which only some lines are left, as a copy of a copy shows it.
func copied(recognized bool) *page.Page {
	p := sheet(1)
	box(p, []float64{60, 100, 300, 400}, []float64{100, 180})
	for i, row := range [][]string{{"序号", "任务", "时限"}, {"1", "修订办法", "3月"}, {"2", "备份", "6月"}} {
		for k, s := range row {
			put(p, []float64{70, 110, 310}[k], 120+25*float64(i), 10, s)
		}
	}
	for i := range p.Glyphs {
		p.Glyphs[i].Recognized = recognized
		p.Glyphs[i].Confidence = 0.99
	}
	return p
}

func TestLostLinesOfATableArePutBack(t *testing.T) {
	expect(t, []*page.Page{copied(true)},
		"1 cell 1/0/0 序号", "1 cell 1/0/1 任务", "1 cell 1/0/2 时限",
		"1 cell 1/1/0 1", "1 cell 1/1/1 修订办法", "1 cell 1/1/2 3月",
		"1 cell 1/2/0 2", "1 cell 1/2/1 备份", "1 cell 1/2/2 6月")
}

func TestLinesThatAFileDrawsAreAllThereAre(t *testing.T) {
	b := Blocks([]*page.Page{copied(false)})
	if len(b) != 3 {
		t.Errorf("%d cells: %v", len(b), told(b))
	}
}

func TestCellsOfSeveralLinesStayWhole(t *testing.T) {
	p := sheet(1)
	box(p, []float64{60, 100, 300}, []float64{100, 130, 190})
	put(p, 70, 120, 10, "序号")
	put(p, 110, 120, 10, "任务")
	put(p, 110, 148, 10, "修订办法，经审定后")
	put(p, 110, 163, 10, "印发执行，")
	put(p, 110, 178, 10, "组织培训")
	put(p, 70, 163, 10, "1")
	for i := range p.Glyphs {
		p.Glyphs[i].Recognized = true
		p.Glyphs[i].Confidence = 0.99
	}
	expect(t, []*page.Page{p}, "1 cell 1/0/0 序号", "1 cell 1/0/1 任务", "1 cell 1/1/0 1", "1 cell 1/1/1 修订办法，经审定后印发执行，组织培训")
}
