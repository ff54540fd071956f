package segment

import (
	"slices"
	"sort"

	"github.com/gangmu/gangmu"
)

// A view is the body of a source: the code points that are not dropped, folded, with the
// way back to the text. Offsets in a view are view offsets; span, pos and index lead to the
// text and back.
type view struct {
	src   *source
	runes []rune // folded
	runs  []run  // of the text that are kept, ascending
	near  int    // the run that was asked for last
	lines []gangmu.Span
	wrap  wrap // the width at which the text is broken
	runOn bool // line ends are lost

	attachments []attachmentList
	titleEnds   map[int]bool // where the text behind a title begins
	passage     passage      // the one in use
}

// A run is a stretch of the text without dropped code points.
type run struct {
	at   int // in the view
	text int // in the text
}

func (s *source) view() *view {
	v := &view{src: s}
	n := 0
	for i := range s.drop {
		if s.isDropped(i) {
			continue
		}
		if i == 0 || s.isDropped(i-1) {
			v.runs = append(v.runs, run{n, i})
		}
		n++
	}
	if n == len(s.folded) {
		v.runes = s.folded
	} else {
		v.runes = make([]rune, 0, n)
		for i, r := range s.folded {
			if !s.isDropped(i) {
				v.runes = append(v.runes, r)
			}
		}
	}
	v.lines = linesOf(v.runes)
	v.wrap = findWrap(v.runes, v.lines)
	v.runOn = lostLineEnds(trimEnds(v.runes))
	return v
}

// lineCount is how many line ends r holds.
func lineCount(r []rune) int {
	n := 0
	for _, c := range r {
		if c == '\n' {
			n++
		}
	}
	return n
}

// pos is the offset in the text of the view's i; behind the last one it is the length of
// the text.
func (v *view) pos(i int) int {
	if i >= len(v.runes) {
		return len(v.src.text)
	}
	k := v.near
	if k >= len(v.runs) || v.runs[k].at > i || k+1 < len(v.runs) && v.runs[k+1].at <= i {
		k = sort.Search(len(v.runs), func(k int) bool { return v.runs[k].at > i }) - 1
		v.near = k
	}
	return v.runs[k].text + i - v.runs[k].at
}

// index is the first offset in the view at or behind offset i of the text.
func (v *view) index(i int) int {
	k := sort.Search(len(v.runs), func(k int) bool { return v.runs[k].text > i }) - 1
	if k < 0 {
		return 0
	}
	end := len(v.runes)
	if k+1 < len(v.runs) {
		end = v.runs[k+1].at
	}
	return min(v.runs[k].at+i-v.runs[k].text, end)
}

// lostLineEnds reports whether a text has lost its line ends: its paragraphs are longer
// than any office writes on the average, or one holds nearly everything. Annotated texts
// that kept their line ends have 30 to 240 code points a paragraph.
func lostLineEnds(body []rune) bool {
	if lineCount(body)*longParagraph < len(body) {
		return true
	}
	longest := 0
	for _, l := range linesOf(body) {
		longest = max(longest, l.Len())
	}
	return longest > longLine && longest*5 > len(body)*4
}

const (
	longParagraph = 400
	longLine      = 120
)

// trimEnds is r without blanks and line ends at its ends.
func trimEnds(r []rune) []rune {
	to := trimRight(r, 0, len(r))
	from := 0
	for from < to && (isBlank(r[from]) || r[from] == '\n') {
		from++
	}
	return r[from:to]
}

// span is the span in the text of the view's [from, to): it ends behind the last rune,
// not before the next one.
func (v *view) span(from, to int) gangmu.Span {
	if to <= from {
		return gangmu.Span{v.pos(from), v.pos(from)}
	}
	return gangmu.Span{v.pos(from), v.pos(to-1) + 1}
}

// raw is the unfolded text of the view's [from, to).
func (v *view) raw(from, to int) string {
	out := make([]rune, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, v.src.text[v.pos(i)])
	}
	return string(out)
}

// get is the rune at i, or a line end outside the view.
func (v *view) get(i int) rune {
	if i < 0 || i >= len(v.runes) {
		return '\n'
	}
	return v.runes[i]
}

func hasPrefix(r, p []rune) bool {
	if len(r) < len(p) {
		return false
	}
	for i := range p {
		if r[i] != p[i] {
			return false
		}
	}
	return true
}

// lineStart reports whether nothing but blanks stands between i and the start of its
// line.
func (v *view) lineStart(i int) bool {
	for i > 0 && isBlank(v.runes[i-1]) {
		i--
	}
	return i == 0 || v.runes[i-1] == '\n'
}

// lineEnd is the end of the line that holds i, or limit if that comes first.
func (v *view) lineEnd(i, limit int) int {
	limit = min(limit, len(v.runes))
	for i < limit && v.runes[i] != '\n' {
		i++
	}
	return i
}

// continued reports whether the line that starts at i goes on a sentence that the full
// line before it has left open. Only in text that is broken at a fixed width.
func (v *view) continued(i int) bool {
	for i > 0 && isBlank(v.runes[i-1]) {
		i--
	}
	if v.wrap.width == 0 || i == 0 || isStop(v.get(i-2)) {
		return false
	}
	end := i - 1
	start := end
	for start > 0 && v.runes[start-1] != '\n' && end-start <= 2*maxWidth {
		start--
	}
	return v.wrap.full(v.runes[start:end])
}

// A wrap is the width at which a text was broken: in characters, as programs do, or in
// half-width columns, as printers do. The zero wrap is none.
type wrap struct {
	width   int
	columns bool
}

// measure is the width of a line.
func (w wrap) measure(line []rune) int {
	if !w.columns {
		return len(line)
	}
	n := 0
	for _, r := range line {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

// full reports whether a line is as long as lines get, or a character or two less.
func (w wrap) full(line []rune) bool {
	n := w.measure(line)
	if w.columns {
		return n >= w.width-3
	}
	return n >= w.width-2
}

// findWrap is the width at which a text was broken. A text that was broken has no line that
// is longer (rows of tables aside), several that are as long or a little less, and half of
// those at least leave their sentence open. Of the two measures the one that more lines
// fill is taken.
func findWrap(r []rune, lines []gangmu.Span) wrap {
	best, most := wrap{}, 0
	for _, columns := range []bool{false, true} {
		if w, n := wrapWidth(r, lines, columns); n > most {
			best, most = w, n
		}
	}
	return best
}

// wrapWidth is the width at which a text was broken by one measure, and how many of its
// lines are full; the zero wrap if it was not.
func wrapWidth(r []rune, lines []gangmu.Span, columns bool) (wrap, int) {
	w := wrap{columns: columns}
	least, most := minWidth, maxWidth
	if columns {
		least, most = 2*minWidth, 2*maxWidth
	}
	var widths []int
	for _, l := range lines {
		if l.Len() > 2*maxWidth {
			widths = append(widths, l.Len())
		} else if !isRow(r[l[0]:l[1]]) {
			widths = append(widths, w.measure(r[l[0]:l[1]]))
		}
	}
	if len(widths) < minWrapped {
		return wrap{}, 0
	}
	slices.Sort(widths)
	w.width = widths[len(widths)-1-len(widths)/50] // a stray long line is forgiven
	if w.width < least || w.width > most {
		return wrap{}, 0
	}
	full, open := 0, 0
	for _, l := range lines {
		if line := r[l[0]:l[1]]; len(line) > 0 && len(line) <= 2*maxWidth && w.full(line) {
			full++
			if !endsParagraph(line[len(line)-1]) {
				open++
			}
		}
	}
	if full < minFull || full*minFullShare < len(widths) || open*2 < full {
		return wrap{}, 0
	}
	return w, full
}

// isRow reports whether a line looks like a row of a table: four cells that blanks part, or
// more.
func isRow(line []rune) bool {
	cells := 0
	for i, c := range line {
		if !isBlank(c) && (i == 0 || isBlank(line[i-1])) {
			cells++
		}
	}
	return cells > 3
}

// What a broken text is believed to have: so many lines, lines so long in characters, so
// many full ones, one of them in so many lines.
const (
	minWrapped   = 6
	minWidth     = 20
	maxWidth     = 80
	minFull      = 5
	minFullShare = 10
)

// endsParagraph holds for marks after which a line is expected to end.
func endsParagraph(r rune) bool { return isStop(r) || r == ')' || r == '”' }

// isStop holds for marks that end a sentence or a clause list.
func isStop(r rune) bool {
	switch r {
	case '。', '；', ';', '！', '!', '？', '?':
		return true
	}
	return false
}
