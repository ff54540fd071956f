package layout

import (
	"math"

	"github.com/gangmu/gangmu/extract/pdf/page"
)

// stackedShare is the share of a page's wide characters, from which on one below another
// makes a page of vertical text.
const stackedShare = 0.6

// stacked finds pages whose text a program set downwards character by character, with a
// font that itself writes to the right: most wide characters stand right below the one
// painted before. Their glyphs become vertical ones.
func stacked(p *page.Page) *page.Page {
	below, beside := 0, 0
	for i := 1; i < len(p.Glyphs); i++ {
		a, b := &p.Glyphs[i-1], &p.Glyphs[i]
		if !upright(a) || !upright(b) {
			continue
		}
		dx, dy := math.Abs(b.X-a.X)/b.Size, (b.Y-a.Y)/b.Size
		switch {
		case dx < 0.3 && dy > 0.7 && dy < 1.8:
			below++
		case math.Abs(dy) < 0.3:
			beside++
		}
	}
	if below < 10 || float64(below) < stackedShare*float64(below+beside) {
		return p
	}
	q := *p
	q.Glyphs = make([]page.Glyph, len(p.Glyphs))
	for i, g := range p.Glyphs {
		if g.Turn == 0 && !g.Vertical {
			g.X, g.Y = g.X+g.Width/2, g.Y-0.88*g.Size
			g.Width, g.Vertical = g.Size, true
		}
		q.Glyphs[i] = g
	}
	return &q
}

func upright(g *page.Glyph) bool {
	return g.Turn == 0 && !g.Vertical && g.Size > 0 && wideText(g.Text)
}

func wideText(s string) bool {
	for _, r := range s {
		return wide(r)
	}
	return false
}
