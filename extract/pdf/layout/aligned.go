package layout

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gangmu/gangmu/extract/pdf/page"
)

// Tables without lines: a row of short words set apart, the head, and below it rows that
// keep to the head's columns. Nothing may stand across two columns. Where the lines of a
// cell are closer than the rows of the table, a larger distance parts rows; else a row
// begins where its first column has something, and where that stands in the middle of the
// row's height, each line belongs to the nearest.

const (
	headWords   = 3    // least columns of a head
	headLetters = 10   // most characters of one of its words
	headGap     = 1.5  // least distance of its words, in font sizes
	tableRows   = 3    // least printed lines, the head included, with two columns or more
	rowPart     = 3.0  // distance of lines, in font sizes, that ends a table
	columnGap   = 0.4  // least distance of columns, in font sizes
	halfLine    = 0.9  // of the font size; lines that are closer are cells set to the middle of their row
	maxHeads    = 4    // lines above the rest of a table that goes on
	moreApart   = 1.15 // times the distance of lines in a cell, between rows
)

// alignedTables makes lines and tables of a region's rows.
func alignedTables(f *frame, r *region) []element {
	var out []element
	done := 0
	flush := func(to int) {
		part := region{rows: r.rows[done:to], of: r.of, index: r.index}
		out = append(out, part.elements(f)...)
		done = to
	}
	for i := 0; i < len(r.rows); i++ {
		spans, to := alignedRun(r.rows[i:])
		after := f.before
		if to > 0 {
			after = nil
		} else if after != nil && i < maxHeads {
			spans, to = goesOn(r.rows[i:], after.spans)
		}
		if to == 0 {
			continue
		}
		flush(i)
		t := alignedTable(f, r.rows[i:i+to], spans, after == nil)
		t.after = after
		f.before = nil
		out = append(out, element{table: t})
		done = i + to
		i = done - 1
	}
	flush(len(r.rows))
	return out
}

// A span is the width of a column.
type span struct{ x0, x1 float64 }

// alignedRun reports how many rows from the first, with which a head begins, are a table;
// 0 if none.
func alignedRun(rows []row) (spans []span, to int) {
	size := rows[0].segments[0].size
	spans, to = headOf(rows, size)
	if to == 0 {
		return nil, 0
	}
	spans, to = grown(rows, spans, to, size)
	full := 1
	for i := 1; i < to; i++ {
		if len(rows[i].pieces()) >= 2 {
			full++
		}
	}
	if full < tableRows {
		return nil, 0
	}
	return spans, to
}

// goesOn reports how many rows from the first go on the table of the page before, whose
// columns are spans; 0 if they do not. The first may be the rest of a row that was cut.
func goesOn(rows []row, spans []span) ([]span, int) {
	size := rows[0].segments[0].size
	first := rows[0].pieces()
	wider, ok := widened(spans, first, columnGap*size)
	if c := spans[nearestSpan(spans, &first[0])]; !ok || len(first) == 1 && (first[0].x0 < c.x0-snap || first[0].x1 > c.x1+snap) {
		return nil, 0 // a running head stands over a column, as a rule, and not in it
	}
	wider, to := grown(rows, wider, 1, size)
	full := 0
	for i := range to {
		if n := len(rows[i].pieces()); n >= 3 || n == 2 && len(spans) == 2 {
			full++
		}
	}
	if full == 0 {
		return nil, 0
	}
	return wider, to
}

// grown adds the rows that keep to the columns, from to on.
func grown(rows []row, spans []span, to int, size float64) ([]span, int) {
	for ; to < len(rows) && rows[to].baseline-rows[to-1].baseline <= rowPart*size; to++ {
		next, ok := widened(spans, rows[to].pieces(), columnGap*size)
		if !ok {
			break
		}
		spans = next
	}
	for to > 1 && len(rows[to-1].segments) == 1 && rows[to-1].segments[0].x0 < spans[0].x1 && rows[to-1].baseline-rows[to-2].baseline > halfLine*size {
		to-- // a line below the table that happens to stand in its first column
	}
	return spans, to
}

// headOf finds the columns of a head, whose words may stand half a line apart; to is 0 if
// the rows begin with none.
func headOf(rows []row, size float64) (spans []span, to int) {
	count := []int{}
	for to = 0; to < len(rows) && (to == 0 || rows[to].baseline-rows[to-1].baseline < halfLine*size); to++ {
		for i := range rows[to].segments {
			s := &rows[to].segments[i]
			k := 0
			for k < len(spans) && spans[k].x1 < s.x0 {
				k++
			}
			if k == len(spans) || spans[k].x0 > s.x1 {
				spans, count = slices.Insert(spans, k, span{s.x0, s.x1}), slices.Insert(count, k, 0)
			}
			spans[k] = span{min(spans[k].x0, s.x0), max(spans[k].x1, s.x1)}
			count[k] += letters(s)
		}
	}
	if len(spans) < headWords || slices.Max(count) > headLetters {
		return nil, 0
	}
	for k := 1; k < len(spans); k++ {
		if spans[k].x0-spans[k-1].x1 < headGap*size {
			return nil, 0
		}
	}
	return spans, to
}

func letters(s *segment) (n int) {
	for i := range s.glyphs {
		n += utf8.RuneCountInString(s.glyphs[i].Text)
	}
	return n
}

// pieces cuts a row at every gap that may part columns.
func (r *row) pieces() []segment {
	var out []segment
	for _, s := range r.segments {
		for _, g := range s.glyphs {
			n := len(out)
			blank := strings.TrimSpace(g.Text) == ""
			if n > 0 && (blank || g.X-out[n-1].x1 < columnGap*g.Size) {
				out[n-1].glyphs = append(out[n-1].glyphs, g)
				if !blank {
					out[n-1].x1 = max(out[n-1].x1, g.X+g.Width)
				}
			} else if !blank {
				out = append(out, segment{[]page.Glyph{g}, g.X, g.X + g.Width, g.Size})
			}
		}
	}
	return out
}

// widened makes the columns wide enough for a row; ok is false if they would meet.
func widened(spans []span, pieces []segment, gap float64) ([]span, bool) {
	out := append([]span(nil), spans...)
	for i := range pieces {
		c := nearestSpan(spans, &pieces[i])
		out[c] = span{min(out[c].x0, pieces[i].x0), max(out[c].x1, pieces[i].x1)}
	}
	for k := 1; k < len(out); k++ {
		if out[k].x0-out[k-1].x1 < gap {
			return nil, false
		}
	}
	return out, true
}

func nearestSpan(spans []span, s *segment) int {
	best, distance := 0, math.Inf(1)
	for k, c := range spans {
		if d := max(c.x0-s.x1, s.x0-c.x1, 0); d < distance {
			best, distance = k, d
		}
	}
	return best
}

// alignedTable puts the rows into cells.
func alignedTable(f *frame, rows []row, spans []span, head bool) *table {
	t := &table{frame: f, spans: spans}
	owner := rowOwners(rows, spans, head)
	t.rows = owner[len(owner)-1] + 1
	glyphs := make([][]page.Glyph, t.rows*len(spans))
	for i := range rows {
		for _, s := range rows[i].pieces() {
			at := owner[i]*len(spans) + nearestSpan(spans, &s)
			glyphs[at] = append(glyphs[at], s.glyphs...)
		}
	}
	for i, g := range glyphs {
		c := cell{row: i / len(spans), column: i % len(spans), rowSpan: 1, colSpan: 1, lines: linesOf(f, g)}
		for _, l := range c.lines {
			c.box = c.box.Union(l.box)
		}
		t.box = t.box.Union(c.box)
		t.cells = append(t.cells, c)
	}
	for _, s := range spans {
		t.columns = append(t.columns, s.x0)
	}
	return t
}

// rowOwners says in which row of the table each printed line is; they ascend.
func rowOwners(rows []row, spans []span, head bool) []int {
	owner := make([]int, len(rows))
	leading, most := math.Inf(1), 0.0 // least distance of lines below each other, most of any
	last := make([]float64, len(spans))
	for i := range rows {
		for _, s := range rows[i].pieces() {
			c := nearestSpan(spans, &s)
			if d := rows[i].baseline - last[c]; last[c] > 0 && d > halfLine*s.size {
				leading = min(leading, d)
			}
			last[c] = rows[i].baseline
		}
		if i > 0 {
			most = max(most, rows[i].baseline-rows[i-1].baseline)
		}
	}
	if most > moreApart*leading {
		for i := 1; i < len(rows); i++ {
			if owner[i] = owner[i-1]; rows[i].baseline-rows[i-1].baseline > moreApart*leading {
				owner[i]++
			}
		}
		return owner
	}
	var begins []int // lines with something in the first column, below the head
	for i := 1; i < len(rows); i++ {
		if rows[i].segments[0].x0 < spans[0].x1 {
			begins = append(begins, i)
		}
	}
	for i := 1; i < len(rows); i++ {
		owner[i] = 1
		if !head {
			owner[i] = 0
		}
		for k, b := range begins {
			switch {
			case !head && b <= i:
				owner[i] = k + 1
			case !head:
			case begins[0] == 1 && b <= i: // it stands at the top of its rows
				owner[i] = k + 1
			case begins[0] != 1 && math.Abs(rows[i].baseline-rows[b].baseline) < math.Abs(rows[i].baseline-rows[begins[owner[i]-1]].baseline):
				owner[i] = k + 1
			}
		}
	}
	return owner
}
