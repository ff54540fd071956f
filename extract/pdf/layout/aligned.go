package layout

import (
	"math"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// Tables without lines: a row of short words set apart, the head, and below it rows that
// keep to the head's columns. Nothing may stand across two columns. A row of the table
// begins where its first column has something; where that stands in the middle of the
// row's height, each line belongs to the nearest.

const (
	headWords   = 3   // least columns of a head
	headLetters = 10  // most characters of one of its words
	tableRows   = 3   // least printed lines, the head included, with two columns or more
	rowPart     = 3.0 // distance of lines, in font sizes, that ends a table
	columnGap   = 0.8 // least distance of columns, in font sizes
	headGap     = 1.5 // the same in the head
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
		if to == 0 {
			continue
		}
		flush(i)
		out = append(out, element{table: alignedTable(f, r.rows[i:i+to], spans)})
		done = i + to
		i = done - 1
	}
	flush(len(r.rows))
	return out
}

// A span is the width of a column.
type span struct{ x0, x1 float64 }

// alignedRun reports how many rows from the first, a head, are a table; 0 if none.
func alignedRun(rows []row) (spans []span, to int) {
	head := &rows[0]
	if len(head.segments) < headWords {
		return nil, 0
	}
	size := head.segments[0].size
	for i := range head.segments {
		s := &head.segments[i]
		if letters(s) > headLetters || i > 0 && s.x0-head.segments[i-1].x1 < headGap*size {
			return nil, 0
		}
		spans = append(spans, span{s.x0, s.x1})
	}
	full := 1
	for to = 1; to < len(rows); to++ {
		if rows[to].baseline-rows[to-1].baseline > rowPart*size {
			break
		}
		next, ok := widened(spans, rows[to].segments, columnGap*size)
		if !ok {
			break
		}
		if spans = next; len(rows[to].segments) >= 2 {
			full++
		}
	}
	for to > 1 && len(rows[to-1].segments) < 2 && alone(&rows[to-1], spans) {
		to-- // a line below the table that happens to stand in a column
	}
	if full < tableRows {
		return nil, 0
	}
	return spans, to
}

func letters(s *segment) (n int) {
	for i := range s.glyphs {
		n += utf8.RuneCountInString(s.glyphs[i].Text)
	}
	return n
}

// alone reports whether a row has its only segment in the first column, which a table's
// row that goes on does not.
func alone(r *row, spans []span) bool { return r.segments[0].x0 < spans[0].x1 }

// widened makes the columns wide enough for a row; ok is false if they would meet.
func widened(spans []span, segments []segment, gap float64) ([]span, bool) {
	out := append([]span(nil), spans...)
	for i := range segments {
		s := &segments[i]
		best, distance := 0, math.Inf(1)
		for k, c := range spans {
			if d := max(c.x0-s.x1, s.x0-c.x1, 0); d < distance {
				best, distance = k, d
			}
		}
		out[best] = span{min(out[best].x0, s.x0), max(out[best].x1, s.x1)}
	}
	for k := 1; k < len(out); k++ {
		if out[k].x0-out[k-1].x1 < gap {
			return nil, false
		}
	}
	return out, true
}

// alignedTable puts the rows into cells.
func alignedTable(f *frame, rows []row, spans []span) *table {
	t := &table{frame: f}
	begins := []int{0}   // printed rows with something in the first column
	var middle []float64 // their baselines
	for i := 1; i < len(rows); i++ {
		if rows[i].segments[0].x0 < spans[0].x1 {
			begins, middle = append(begins, i), append(middle, rows[i].baseline)
		}
	}
	top := len(begins) < 2 || begins[1] == 1 // the first column stands at the top of its rows
	t.rows = max(len(begins), 2)
	glyphs := make([][]page.Glyph, t.rows*len(spans))
	for i := range rows {
		r := 0
		switch {
		case i == 0:
		case len(begins) < 2:
			r = 1
		case top:
			for r = len(begins) - 1; begins[r] > i; r-- {
			}
		default:
			r = 1
			for k := range middle {
				if math.Abs(rows[i].baseline-middle[k]) < math.Abs(rows[i].baseline-middle[r-1]) {
					r = k + 1
				}
			}
		}
		for k := range rows[i].segments {
			s := &rows[i].segments[k]
			c := 0
			for c+1 < len(spans) && s.x0 >= spans[c+1].x0 {
				c++
			}
			glyphs[r*len(spans)+c] = append(glyphs[r*len(spans)+c], s.glyphs...)
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
	t.columns = append(t.columns, spans[len(spans)-1].x1)
	return t
}

// joinTables finds the tables that go on from one page to the next: nothing stands between
// but running heads, and the columns are the same.
func joinTables(flow []element) {
	var open *table
	for _, e := range flow {
		switch {
		case e.table == nil:
			if e.line.kind == gangmu.Paragraph {
				open = nil
			}
			continue
		case open != nil && e.table.frame.page.Number == open.frame.page.Number+1 && sameColumns(open.columns, e.table.columns):
			e.table.after = open
		}
		open = e.table
	}
}

func sameColumns(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs((a[i]-a[0])-(b[i]-b[0])) > 2*snap {
			return false
		}
	}
	return true
}
