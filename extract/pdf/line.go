package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
)

// A line is one printed line.
type line struct {
	page     int
	box      gangmu.Box // points from the top left of the page
	baseline float64
	size     float64 // font size of most of its characters
	font     *font
	text     string
	height   float64 // of the page
	kind     gangmu.BlockKind
}

func (l *line) left() float64  { return l.box[0] }
func (l *line) right() float64 { return l.box[2] }

// linesOf gathers the glyphs of a page into lines, top to bottom: glyphs within 0.45 of
// the font size of a baseline are on it.
func linesOf(p shownPage, number int) []line {
	glyphs := slices.DeleteFunc(p.glyphs, func(g glyph) bool {
		return g.text == "" || math.IsNaN(g.x+g.y+g.size) || math.IsInf(g.x+g.y+g.size, 0)
	})
	order := make([]int, len(glyphs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(glyphs[a].y, glyphs[b].y) })
	var rows [][]glyph
	var y, size float64
	for _, i := range order {
		g := glyphs[i]
		if n := len(rows); n > 0 && g.y-y <= 0.45*min(max(g.size, 1), max(size, 1)) {
			rows[n-1] = append(rows[n-1], g)
			continue
		}
		y, size = g.y, g.size
		rows = append(rows, []glyph{g})
	}
	var lines []line
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b glyph) int { return cmp.Compare(a.x, b.x) })
		if l := lineOf(row); l.text != "" {
			l.page, l.height = number, p.height
			lines = append(lines, l)
		}
	}
	return lines
}

// lineOf writes the glyphs of a row, left to right. A glyph printed twice within a tenth
// of its size to look bold counts once; a gap becomes a blank.
func lineOf(row []glyph) line {
	var b strings.Builder
	l := line{kind: gangmu.Paragraph}
	weight := map[float64]int{}
	var prev glyph
	var last rune
	for _, g := range row {
		if b.Len() > 0 {
			if g.text == prev.text && g.x-prev.x < 0.1*g.size && g.width > 0 {
				continue
			}
			first, _ := utf8.DecodeRuneInString(g.text)
			if g.x-prev.x-prev.width > gapWidth(last, first)*g.size && !unicode.IsSpace(last) && !unicode.IsSpace(first) {
				b.WriteByte(' ')
			}
		}
		if strings.TrimSpace(g.text) != "" {
			l.box = l.box.Union(gangmu.Box{g.x, g.y - 0.88*g.size, max(g.x+g.width, g.x+0.1), g.y + 0.12*g.size})
			weight[math.Round(g.size*10)/10] += utf8.RuneCountInString(g.text)
			if l.font == nil {
				l.font, l.baseline = g.font, g.y
			}
		}
		b.WriteString(clean(g.text))
		prev = g
		last, _ = utf8.DecodeLastRuneInString(g.text)
	}
	l.text = strings.TrimSpace(b.String())
	for size, n := range weight {
		if m := weight[l.size]; n > m || n == m && size > l.size {
			l.size = size
		}
	}
	return l
}

// gapWidth is the gap, in font sizes, from which on a blank is read between a and b. Han
// characters are set apart to fill a line; between Han and Latin, word processors leave a
// quarter of a size; Latin words are parted by that or more.
func gapWidth(a, b rune) float64 {
	switch han := unicode.Is(unicode.Han, a); {
	case han && unicode.Is(unicode.Han, b):
		return 0.6
	case han || unicode.Is(unicode.Han, b):
		return 0.4
	}
	return 0.25
}

// clean drops control characters, of which a font may decode any.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}
