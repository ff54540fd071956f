package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A line is one printed line. Its places are those of its frame.
type line struct {
	frame    *frame
	box      gangmu.Box
	baseline float64
	size     float64 // font size of most of its characters
	font     string
	bold     bool
	text     string
	source   gangmu.Source
	kind     gangmu.BlockKind
	column   column

	confidence float64 // mean over what was recognised; 0 if nothing was
	doubts     []gangmu.Span
}

func (l *line) page() int      { return l.frame.page.Number }
func (l *line) left() float64  { return l.box[0] }
func (l *line) right() float64 { return l.box[2] }

// A row is what stands on one baseline, across all columns: segments from left to right.
type row struct {
	baseline float64
	segments []segment
}

// A segment is a part of a row that wide gaps set apart: perhaps the line of a column, or
// of a cell; perhaps words that were only set wide.
type segment struct {
	glyphs []page.Glyph
	x0, x1 float64
	size   float64
}

const (
	sameLine = 0.45 // of the font size, between the baselines of one line
	wideGap  = 1.2  // of the font size, between segments
)

// rowsOf gathers glyphs into rows, top to bottom.
func rowsOf(glyphs []page.Glyph) []row {
	order := make([]int32, len(glyphs))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(glyphs[a].Y, glyphs[b].Y) })
	var groups [][]page.Glyph
	var y, size float64
	for _, i := range order {
		g := glyphs[i]
		if n := len(groups); n > 0 && g.Y-y <= sameLine*min(max(g.Size, 1), max(size, 1)) {
			groups[n-1] = append(groups[n-1], g)
			continue
		}
		y, size = g.Y, g.Size
		groups = append(groups, []page.Glyph{g})
	}
	rows := make([]row, 0, len(groups))
	for _, g := range raised(groups) {
		slices.SortStableFunc(g, func(a, b page.Glyph) int { return cmp.Compare(a.X, b.X) })
		if r := rowOf(g); len(r.segments) > 0 {
			rows = append(rows, r)
		}
	}
	return rows
}

// raised puts small raised or lowered characters, such as the mark of a note, into the row
// that they stand in.
func raised(groups [][]page.Glyph) [][]page.Glyph {
	out := groups[:0]
	for i, g := range groups {
		if len(g) <= 4 {
			if n := len(out); n > 0 && standsIn(g, out[n-1]) {
				out[n-1] = append(out[n-1], g...)
				continue
			}
			if i+1 < len(groups) && standsIn(g, groups[i+1]) {
				groups[i+1] = append(groups[i+1], g...)
				continue
			}
		}
		out = append(out, g)
	}
	return out
}

// standsIn reports whether every glyph of small is within the height of a larger one of
// big that it touches, and over none.
func standsIn(small, big []page.Glyph) bool {
	for _, s := range small {
		touches := false
		for _, b := range big {
			if s.Size > 0.8*b.Size || s.Y > b.Y+0.3*b.Size || s.Y < b.Y-0.8*b.Size {
				continue
			}
			if s.X < b.X+0.7*b.Width && s.X+s.Width > b.X+0.3*b.Width {
				return false
			}
			touches = touches || s.X < b.X+b.Width+b.Size && s.X+s.Width > b.X-b.Size
		}
		if !touches {
			return false
		}
	}
	return true
}

// rowOf cuts a row into segments. Blank glyphs belong to none.
func rowOf(glyphs []page.Glyph) row {
	r := row{baseline: glyphs[0].Y}
	for _, g := range glyphs {
		n := len(r.segments)
		blank := strings.TrimSpace(g.Text) == ""
		if n == 0 && blank {
			continue
		}
		if n > 0 && (blank || g.X-r.segments[n-1].x1 <= wideGap*max(g.Size, r.segments[n-1].size)) {
			s := &r.segments[n-1]
			s.glyphs = append(s.glyphs, g)
			if !blank {
				s.x1, s.size = max(s.x1, g.X+g.Width), max(s.size, g.Size)
			}
			continue
		}
		r.segments = append(r.segments, segment{[]page.Glyph{g}, g.X, g.X + g.Width, g.Size})
	}
	return r
}

// lineOf writes glyphs of one row, left to right. A glyph painted twice within a tenth of
// its size to look bold counts once; a gap becomes a blank.
func lineOf(f *frame, glyphs []page.Glyph) *line {
	var b strings.Builder
	l := &line{frame: f, kind: gangmu.Paragraph, source: gangmu.FromText}
	var sizes sizeCount
	var prev page.Glyph
	var last rune
	invisible, seen := 0, 0
	for _, g := range glyphs {
		blank := strings.TrimSpace(g.Text) == ""
		if b.Len() > 0 {
			if g.Text == prev.Text && g.X-prev.X < 0.1*g.Size && g.Width > 0 {
				continue
			}
			first, _ := utf8.DecodeRuneInString(g.Text)
			if gapped(last, first, g.X-prev.X-prev.Width, g.Size) {
				b.WriteByte(' ')
			}
		}
		if !blank {
			l.box = l.box.Union(gangmu.Box{g.X, g.Y - 0.88*g.Size, max(g.X+g.Width, g.X+0.1), g.Y + 0.12*g.Size})
			sizes.add(g.Size, utf8.RuneCountInString(g.Text))
			if seen == 0 {
				l.font, l.bold, l.baseline = g.Font, g.Bold, g.Y
			}
			seen++
			if g.Invisible {
				invisible++
			}
		}
		b.WriteString(clean(g.Text))
		if blank && prev.Text != "" { // what is seen ends where it ended
			last = ' '
			continue
		}
		prev = g
		last, _ = utf8.DecodeLastRuneInString(g.Text)
	}
	l.text = unspaced(strings.TrimSpace(b.String()))
	l.size = sizes.most()
	if 2*invisible > seen {
		l.source = gangmu.FromOCR
	}
	l.recognized(glyphs)
	return l
}

// A sizeCount counts characters by font size, in tenths of a point.
type sizeCount struct {
	sizes  []int
	counts []int
}

func (c *sizeCount) add(size float64, n int) {
	tenths := int(math.Round(size * 10))
	for i, s := range c.sizes {
		if s == tenths {
			c.counts[i] += n
			return
		}
	}
	if len(c.sizes) < 32 {
		c.sizes, c.counts = append(c.sizes, tenths), append(c.counts, n)
	}
}

// most is the size of most characters, the larger one of two.
func (c *sizeCount) most() float64 {
	best := -1
	for i := range c.sizes {
		if best < 0 || c.counts[i] > c.counts[best] || c.counts[i] == c.counts[best] && c.sizes[i] > c.sizes[best] {
			best = i
		}
	}
	if best < 0 {
		return 0
	}
	return float64(c.sizes[best]) / 10
}
