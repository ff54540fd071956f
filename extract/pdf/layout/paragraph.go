package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
)

// Lines become paragraphs. A new one begins where the first line is indented by more
// than 1.2 characters, where the line before ends more than 1.6 characters short of the
// right margin, where the size changes, where paragraphs are not indented and a number follows
// a stop, or where the distance to the line before is
// larger than between lines; the lines of a title that has its own size stay together.
const (
	indented  = 1.2
	shortEnd  = 1.6
	wrapped   = 5   // characters that a line may end short inside a paragraph, where paragraphs are indented
	titleLead = 2.2 // lines of a title further apart than this many sizes are two
	apart     = 1.5 // times the usual distance of lines
	unfilled  = 1.6 // times the left margin; with a wider one on the right, lines are not full
	areaLines = 6   // lines of a size from which on it is running text and no title
)

// A typeArea is where running text of one size and column stands, in points.
type typeArea struct {
	left, right float64
	leading     float64 // usual distance of baselines
	indents     bool    // paragraphs begin indented, as a rule
}

// An areaKey tells running texts apart.
type areaKey struct {
	column column
	size   float64
}

// A setter makes blocks of the flow.
type setter struct {
	areas map[areaKey]typeArea
	out   []gangmu.Block
	open  []*line
	later []gangmu.Block // running heads inside an open paragraph
	count int            // tables
	slots map[*table]tablePlace
}

func blocks(flow []element) []gangmu.Block {
	s := &setter{areas: areasOf(flow), slots: map[*table]tablePlace{}}
	for _, e := range flow {
		switch l := e.line; {
		case l == nil:
			s.flush()
			s.table(e.table)
		case l.kind != gangmu.Paragraph:
			s.later = append(s.later, s.paragraph([]*line{l}))
		default:
			if len(s.open) == 0 || s.begins(l) {
				s.flush()
			}
			s.open = append(s.open, l)
		}
	}
	s.flush()
	return s.out
}

func (s *setter) flush() {
	if len(s.open) > 0 {
		s.out = append(s.out, s.paragraph(s.open))
		s.open = s.open[:0]
	}
	s.out = append(s.out, s.later...)
	s.later = s.later[:0]
}

// areasOf measures the running texts: the margins of the lines of a size, and how far
// apart they are.
func areasOf(flow []element) map[areaKey]typeArea {
	halfFilled(flow)
	lines := map[areaKey][]*line{}
	for _, e := range flow {
		if l := e.line; l != nil && l.kind == gangmu.Paragraph {
			lines[keyOf(l)] = append(lines[keyOf(l)], l)
		}
	}
	most := 0
	for _, ls := range lines {
		most = max(most, len(ls))
	}
	areas := map[areaKey]typeArea{}
	for k, ls := range lines {
		if len(ls) >= areaLines || len(ls) == most {
			areas[k] = measureArea(ls)
		}
	}
	return areas
}

// halfFilled finds the pages of which only the first column is filled, as the last one may
// be: their lines belong to that column.
func halfFilled(flow []element) {
	type edges struct{ left, right float64 }
	type part struct {
		column
		page int
	}
	at := map[part]edges{}
	columns := map[column]edges{}
	for _, e := range flow {
		l := e.line
		if l == nil || l.kind != gangmu.Paragraph {
			continue
		}
		for _, p := range []part{{l.column, l.page()}, {l.column, 0}} {
			x, ok := at[p]
			if !ok {
				x = edges{l.left(), l.right()}
			}
			at[p] = edges{min(x.left, l.left()), max(x.right, l.right())}
		}
	}
	for p, x := range at {
		if p.page == 0 && p.index == 0 && p.of > 1 {
			columns[p.column] = x
		}
	}
	for _, e := range flow {
		l := e.line
		if l == nil || l.column.of != 1 {
			continue
		}
		x := at[part{l.column, l.page()}]
		for of := 2; of <= maxColumns; of++ {
			c := column{0, of, l.column.width}
			if y, ok := columns[c]; ok && math.Abs(x.left-y.left) < 4 && x.right < y.right+4 {
				l.column = c
				break
			}
		}
	}
}

func keyOf(l *line) areaKey { return areaKey{l.column, math.Round(l.size)} }

func measureArea(lines []*line) typeArea {
	var lefts, rights, steps []float64
	for i, l := range lines {
		lefts, rights = append(lefts, l.left()), append(rights, l.right())
		if i > 0 && lines[i-1].frame == l.frame && l.baseline > lines[i-1].baseline {
			steps = append(steps, l.baseline-lines[i-1].baseline)
		}
	}
	slices.Sort(lefts)
	slices.Sort(rights)
	slices.Sort(steps)
	n := len(rights)
	a := typeArea{left: lefts[0], right: rights[(n*95+99)/100-1]}
	for i := 0; i+1 < len(lefts); i++ { // the first left edge that two lines have
		if lefts[i+1]-lefts[i] < 2 {
			a.left = lefts[i]
			break
		}
	}
	if w := lines[0].frame.width; lines[0].column.of == 1 && w-a.right > unfilled*a.left+2*lines[0].size && !a.wraps(lines) {
		a.right = w - a.left // no line is full: that is where one would end
	}
	begins, ends := 0, 0
	for _, l := range lines {
		if d := (l.left() - a.left) / l.size; d > 1.5 && d < 2.5 {
			begins++
		}
		if l.right() < a.right-shortEnd*l.size {
			ends++
		}
	}
	a.indents = begins >= 3 && 5*begins >= 4*ends
	if len(steps) > 0 {
		a.leading = steps[len(steps)/2]
	}
	return a
}

// wraps reports whether paragraphs that begin indented go on at the left margin behind lines
// that reach the right one: then that is the margin, as narrow as the column may be.
func (a typeArea) wraps(lines []*line) bool {
	begins, goOn := 0, 0
	for i, l := range lines {
		switch d := (l.left() - a.left) / l.size; {
		case d > 1.5 && d < 2.5:
			begins++
		case d < 0.5 && i > 0 && lines[i-1].right() > a.right-shortEnd*l.size:
			goOn++
		}
	}
	return begins >= 3 && goOn >= 3
}

// label is how numbered items begin.
var label = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十百零〇]{1,4}[）)、．.]|第[一二三四五六七八九十百零〇]{1,4}[章节条款、]|[（(]?[0-9０-９]{1,3}[）)、．.]|[①-⑳])`)

// stops are the characters that end a paragraph, as a rule.
const stops = "。！？；：.!?;:"

// begins reports whether a paragraph begins with l.
func (s *setter) begins(l *line) bool {
	prev := s.open[len(s.open)-1]
	a, body := s.areas[keyOf(l)]
	b, before := s.areas[keyOf(prev)]
	step := l.baseline - prev.baseline
	switch {
	case math.Abs(l.size-prev.size) > 1:
		return true
	case !body && !before:
		return l.page() != prev.page() || step > titleLead*l.size || label.MatchString(l.text)
	case !body || !before:
		return true
	case l.frame == prev.frame && l.column == prev.column && a.leading > 0 && step > apart*max(a.leading, l.size):
		return true
	}
	short := prev.right() < b.right-shortEnd*prev.size
	if l.left() > a.left+indented*l.size {
		// Lines that hang under a number are indented too, and go on.
		hangs := !short && prev.right()-prev.left() > 0.6*(b.right-b.left) && !label.MatchString(l.text) && !endsWith(prev.text, stops) && math.Abs(l.left()-a.left-(prev.left()-b.left)) < 0.5*l.size
		return !hangs
	}
	if short && a.indents && prev.right() > b.right-wrapped*prev.size && !endsWith(prev.text, stops) && !label.MatchString(l.text) {
		return false // a word or marks that are kept together did not fit
	}
	return short || !a.indents && endsWith(prev.text, stops) && numbered(l.text)
}

// numbered reports whether a line begins like a numbered item, and not with a decimal. Where
// paragraphs are not indented, and the last line of one happens to be full, it is what tells
// that the next one begins.
func numbered(text string) bool {
	m := label.FindString(text)
	next, _ := utf8.DecodeRuneInString(text[len(m):])
	return m != "" && (next < '0' || next > '9')
}

func endsWith(s, marks string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(marks, r)
}

func (s *setter) paragraph(lines []*line) gangmu.Block {
	first := lines[0]
	b := joinedLines(lines)
	b.Kind, b.Source = first.kind, first.source
	b.Style = gangmu.Style{Size: first.size, Font: first.font, Bold: first.bold}
	if first.kind == gangmu.Paragraph {
		if a, ok := s.areas[keyOf(first)]; ok {
			b.Style.Align, b.Style.FirstLine = a.align(lines)
		} else if a, ok := s.body(first.column); ok {
			b.Style.Align, b.Style.FirstLine = a.align(lines)
		}
	}
	return b
}

// body is the widest type area of a column.
func (s *setter) body(c column) (best typeArea, ok bool) {
	for k, a := range s.areas {
		if k.column == c && (!ok || cmp.Or(cmp.Compare(a.right-a.left, best.right-best.left), cmp.Compare(best.left, a.left)) > 0) {
			best, ok = a, true
		}
	}
	return best, ok
}

// joinedLines joins lines to one text.
func joinedLines(lines []*line) gangmu.Block {
	b := gangmu.Block{Page: lines[0].page()}
	var text strings.Builder
	pos := 0
	for i, l := range lines {
		if i > 0 && parted(lines[i-1].text, l.text) {
			text.WriteByte(' ')
			pos++
		}
		n := utf8.RuneCountInString(l.text)
		text.WriteString(l.text)
		box := l.frame.out(l.box)
		b.Lines = append(b.Lines, gangmu.Line{Span: gangmu.Span{pos, pos + n}, Page: l.page(), Box: box})
		pos += n
		if l.page() == b.Page {
			b.Box = b.Box.Union(box)
		}
	}
	b.Text = text.String()
	recognizedBlock(&b, lines)
	return b
}

// align tells a centred block from one that begins at the margin, and the indent of its
// first line in points.
func (a typeArea) align(lines []*line) (align string, firstLine float64) {
	middle := (a.left + a.right) / 2
	centred := len(lines) > 0
	for _, l := range lines {
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
