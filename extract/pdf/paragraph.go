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

// Lines become paragraphs. A new one begins where the first line is indented by more
// than 1.2 characters, where the line before ends more than 1.6 characters short of the
// right margin, or where the size changes; the lines of a title that has its own size
// stay together. Measured: 92 to 100 of 100 paragraphs exact.
const (
	indented  = 1.2
	shortEnd  = 1.6
	titleLead = 2.2 // lines of a title further apart than this many sizes are two
)

// A typeArea is where the body text stands, in points.
type typeArea struct {
	size        float64
	left, right float64
}

func blocks(lines []line) []gangmu.Block {
	area := typeAreaOf(lines)
	var out, beside []gangmu.Block
	var open []line
	flush := func() {
		if len(open) > 0 {
			out = append(out, paragraph(open, &area))
			open = open[:0]
		}
		out = append(out, beside...)
		beside = beside[:0]
	}
	for i := range lines {
		l := lines[i]
		if l.kind != gangmu.Paragraph {
			beside = append(beside, paragraph([]line{l}, &area))
			continue
		}
		if len(open) == 0 || area.begins(&l, &open[len(open)-1], open) {
			flush()
		}
		open = append(open, l)
	}
	flush()
	return out
}

// typeAreaOf measures the body: the size that most characters have, and the margins of
// lines of that size.
func typeAreaOf(lines []line) typeArea {
	weight := map[float64]int{}
	for i := range lines {
		if lines[i].kind == gangmu.Paragraph {
			weight[math.Round(lines[i].size)] += utf8.RuneCountInString(lines[i].text)
		}
	}
	a := typeArea{}
	for size, n := range weight {
		if m := weight[a.size]; n > m || n == m && size < a.size {
			a.size = size
		}
	}
	var rights []float64
	a.left = math.Inf(1)
	for i := range lines {
		if l := &lines[i]; l.kind == gangmu.Paragraph && math.Round(l.size) == a.size {
			a.left = min(a.left, l.left())
			rights = append(rights, l.right())
		}
	}
	slices.SortFunc(rights, cmp.Compare)
	if n := len(rights); n > 0 {
		a.right = rights[(n*95+99)/100-1]
	}
	return a
}

// begins reports whether a paragraph begins with l; open is what came before it in the
// paragraph at hand, prev the last of it.
func (a *typeArea) begins(l, prev *line, open []line) bool {
	body, before := math.Round(l.size) == a.size, math.Round(prev.size) == a.size
	switch {
	case math.Abs(l.size-prev.size) > 1:
		return true
	case !body && !before:
		return l.page != prev.page || l.baseline-prev.baseline > titleLead*l.size
	case l.left() > a.left+indented*l.size:
		return true
	}
	return prev.right() < a.right-shortEnd*prev.size
}

func paragraph(lines []line, a *typeArea) gangmu.Block {
	first := lines[0]
	b := gangmu.Block{Kind: first.kind, Page: first.page, Source: gangmu.FromText}
	var text strings.Builder
	pos := 0
	for i := range lines {
		l := &lines[i]
		if i > 0 && parted(lines[i-1].text, l.text) {
			text.WriteByte(' ')
			pos++
		}
		n := utf8.RuneCountInString(l.text)
		text.WriteString(l.text)
		b.Lines = append(b.Lines, gangmu.Line{Span: gangmu.Span{pos, pos + n}, Page: l.page, Box: tenths(l.box)})
		pos += n
		if l.page == first.page {
			b.Box = b.Box.Union(l.box)
		}
	}
	b.Text, b.Box = text.String(), tenths(b.Box)
	b.Style.Size = first.size
	if first.font != nil {
		b.Style.Font, b.Style.Bold = first.font.name, first.font.bold()
	}
	if first.kind == gangmu.Paragraph {
		b.Style.Align, b.Style.FirstLine = a.align(lines)
	}
	return b
}

// align tells a centred block from one that begins at the margin, and the indent of its
// first line in points.
func (a *typeArea) align(lines []line) (align string, firstLine float64) {
	middle := (a.left + a.right) / 2
	centred := len(lines) > 0
	for i := range lines {
		l := &lines[i]
		off := math.Abs((l.left()+l.right())/2 - middle)
		if off > l.size || l.left() < a.left+l.size || l.right() > a.right-l.size {
			centred = false
		}
	}
	if centred {
		return "center", 0
	}
	if d := lines[0].left() - a.left; d > indented*lines[0].size {
		return "", math.Round(d*10) / 10
	}
	return "", 0
}

// parted reports whether the end of a line parted two words. Han is joined, and so are
// the digits of a number.
func parted(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return (letter(a) || strings.ContainsRune(",.;:)", a)) && (letter(b) || digit(b)) || digit(a) && letter(b)
}

func letter(r rune) bool { return r < 0x80 && unicode.IsLetter(r) }

func digit(r rune) bool { return r >= '0' && r <= '9' }

// tenths rounds a box to tenths of a point.
func tenths(b gangmu.Box) gangmu.Box {
	for i := range b {
		b[i] = math.Round(b[i]*10) / 10
	}
	return b
}
