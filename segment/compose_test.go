package segment_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
)

// A composer writes plans of every numbering that offices use and notes the paths that the
// outline must have.
type composer struct {
	*rand.Rand
	text  strings.Builder
	paths []string
	sep   string // behind an Arabic number
	glue  string // between paragraphs: a line end, or nothing where line ends are lost
	ends  string // of a remark that tells who is responsible
	last  map[string]int
	runs  map[string]bool // schemes that count on under a new parent
}

var (
	composed  = [][]string{{"一、", "（一）", "1"}, {"一、", "1", "（1）"}, {"（一）", "1"}, {"1", "（1）", "①"}, {"第一部分", "一、", "（一）"}, {"第一章", "一、", "（一）", "1"}, {"第一章", "1"}, {"一、", "（一）", "1", "（1）"}, {"1", "1)"}}
	headings  = []string{"落实经费保障", "强化业务培训", "完善应急预案", "走访慰问军属", "优化办事流程", "健全工作台账", "加强部门联动", "压实工作责任"}
	sentences = []string{"全年安排资金不少于860万元，比上年增长3.5%。", "覆盖率达到98.6%以上，满意度不低于95%。", "做到“早发现、早报告、早处置”。", "依据《办法》第三条、第九条规定，优先予以保障。", "对12家单位开展检查，发现问题35个。", "在全市第一批启动、第二批完成，一、二级响应分别处置。", "落实“四个一”要求，3年内实现全覆盖。", "实行24小时值班，完善12345热线办理机制。"}
)

func (c *composer) label(scheme string, n int) string {
	han := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"}
	switch scheme {
	case "1":
		return fmt.Sprint(n) + c.sep
	case "①":
		return string(rune('①' + n - 1))
	case "第一章", "第一部分":
		return strings.Replace(scheme, "一", han[n], 1) + " "
	}
	return strings.NewReplacer("一", han[n], "1", fmt.Sprint(n)).Replace(scheme)
}

func pick(c *composer, of []string) string { return of[c.IntN(len(of))] }

// list writes a list of schemes[0] with lists of the rest inside.
func (c *composer) list(schemes []string, path string) {
	scheme, first := schemes[0], 1
	if c.runs[scheme] && path != "" {
		first = c.last[scheme] + 1
	}
	for n := first; n < first+2+c.IntN(2); n++ {
		c.last[scheme] = n
		at := fmt.Sprint(n)
		if path != "" {
			at = path + "." + at
		}
		c.paths = append(c.paths, at)
		c.text.WriteString(c.label(scheme, n) + pick(c, headings))
		if len(schemes) > 1 && (path == "" || c.IntN(3) > 0) {
			c.text.WriteString(c.glue)
			c.list(schemes[1:], at)
			continue
		}
		c.text.WriteString("。" + pick(c, sentences) + c.ends + c.glue)
	}
}

// Whatever the numbering, and whether it starts again or goes on under a new parent, with or
// without line ends, one plan in a file or three: the paths are those that were written.
func TestComposedPlansAreReadAsTheyWereWritten(t *testing.T) {
	for seed := range uint64(300) {
		c := &composer{Rand: rand.New(rand.NewPCG(seed, 1)), last: map[string]int{}, runs: map[string]bool{}, glue: "\n"}
		c.sep = pick(c, []string{".", "、", "．"})
		c.ends = pick(c, []string{"", "（市财政局负责）", "（责任单位：市民政局、各镇街；完成时限：2024年6月底前）"})
		if seed%3 == 2 {
			c.glue = ""
		}
		plans := 1 + c.IntN(3)
		for i := range plans {
			schemes := composed[c.IntN(len(composed))]
			clear(c.runs)
			clear(c.last)
			for _, s := range schemes[1:] {
				c.runs[s] = s == "一、" || (s == "（一）" || s == "1") && c.IntN(4) == 0
			}
			fmt.Fprintf(&c.text, "%s%s2024年工作计划%s", []string{"青田县", "石鼓区", "安澜市"}[i], []string{"财政局", "教育局", "水利局"}[i], c.glue)
			c.list(schemes, "")
		}
		text := strings.TrimSpace(c.text.String())
		o := outline(t, document(text))
		var got []string
		for _, p := range o.Plans {
			p.Walk(func(n *gangmu.Node) bool { got = append(got, n.Path); return true })
		}
		if len(o.Plans) != plans || strings.Join(got, " ") != strings.Join(c.paths, " ") {
			t.Errorf("seed %d: %d plans of %d\nwant %v\ngot  %v\n%s", seed, len(o.Plans), plans, c.paths, got, text)
			return
		}
	}
}
