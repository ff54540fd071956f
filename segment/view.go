package segment

import "github.com/gangmu/gangmu"

// A view is the body of a source: the code points that are not dropped, folded, with
// the way back to the text. Offsets in a view are view offsets; span and at lead to
// the text.
type view struct {
	src   *source
	runes []rune // folded
	at    []int  // offset in the text of each rune, then the length of the text
	lines []gangmu.Span
	width int  // length of a full line if the text is broken at a fixed width, else 0
	runOn bool // line ends are lost

	attachments []attachmentList
	titleEnds   map[int]bool // where the text behind a title begins
}

func (s *source) view() *view {
	v := &view{src: s}
	for i, r := range s.folded {
		if s.drop[i] == "" {
			v.runes = append(v.runes, r)
			v.at = append(v.at, i)
		}
	}
	v.at = append(v.at, len(s.text))
	v.lines = linesOf(v.runes)
	v.width = wrapWidth(v.lines)
	body := trimEnds(v.runes)
	v.runOn = (len(linesOf(body))-1)*longParagraph < len(body)
	return v
}

// Where paragraphs are longer than this on the average, code points, the line ends are
// lost: annotated texts that kept theirs have 30 to 200.
const longParagraph = 250

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
		return gangmu.Span{v.at[from], v.at[from]}
	}
	return gangmu.Span{v.at[from], v.at[to-1] + 1}
}

// raw is the unfolded text of the view's [from, to).
func (v *view) raw(from, to int) string {
	out := make([]rune, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, v.src.text[v.at[i]])
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

// lineEnd is the end of the line that holds i.
func (v *view) lineEnd(i int) int {
	for i < len(v.runes) && v.runes[i] != '\n' {
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
	if v.width == 0 || i == 0 {
		return false
	}
	end := i - 1
	start := end
	for start > 0 && v.runes[start-1] != '\n' {
		start--
	}
	return end-start >= v.width-2 && !isStop(v.get(end-1))
}

// wrapWidth is the line length at which a text was broken, or 0: at least half of its
// lines, and twenty, are that long or one or two less.
func wrapWidth(lines []gangmu.Span) int {
	if len(lines) < 20 {
		return 0
	}
	count := map[int]int{}
	for _, l := range lines {
		count[l.Len()]++
	}
	best, most := 0, 0
	for n := range count {
		if n < 12 || n > 80 {
			continue
		}
		if c := count[n] + count[n-1] + count[n-2]; c > most || c == most && n > best {
			best, most = n, c
		}
	}
	if most*2 < len(lines) {
		return 0
	}
	return best
}

// isStop holds for marks that end a sentence or a clause list.
func isStop(r rune) bool {
	switch r {
	case '。', '；', ';', '！', '!', '？', '?':
		return true
	}
	return false
}
