// Package layout makes blocks of what pages show: glyphs become lines, lines paragraphs
// and the cells of tables, in reading order.
//
// It knows nothing of PDF, and nothing of plans but that a line may begin with a number.
// Nothing is lost: running heads, page numbers and text that stands across the page are
// marked by their kind. A stage decides on a page by itself, then on the document: what
// repeats, how wide the columns are, which tables go on.
package layout

import (
	"math"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// An element is what follows another in reading order: a line or a table.
type element struct {
	line  *line
	table *table
}

// Blocks lays out the pages of a document.
func Blocks(pages []*page.Page) []gangmu.Block {
	var flow []element
	gs := gutters{}
	for _, p := range pages {
		flow = append(flow, pageElements(p, lastTable(flow), gs)...)
	}
	markMargins(flow, len(pages))
	joinTables(flow)
	return blocks(flow)
}

// lastTable is the table without lines that the flow ends with; a few lines below it may be
// the foot of the page.
func lastTable(flow []element) *table {
	for i := len(flow) - 1; i >= max(0, len(flow)-3); i-- {
		if t := flow[i].table; t != nil {
			if t.spans == nil {
				return nil
			}
			return t
		}
	}
	return nil
}

// pageElements reads one page: what reads in the direction of most of it first, then what
// stands across, such as a watermark.
func pageElements(p *page.Page, before *table, gs gutters) []element {
	p = stacked(p)
	var out []element
	for i, o := range orientations(p) {
		f := newFrame(p, o)
		f.before = before
		elements := read(f, gs)
		if i > 0 {
			for _, e := range elements {
				if e.line != nil {
					e.line.kind = gangmu.TextBox
				}
			}
		}
		out = append(out, elements...)
	}
	return out
}

// read reads what stands in one direction: of a sheet of two pages the left one first.
func read(f *frame, gs gutters) []element {
	left, right, ok := f.halves(gs)
	if !ok {
		return readPage(f, gs)
	}
	out := readPage(left, gs)
	right.before = lastTable(out)
	return append(out, readPage(right, gs)...)
}

// readPage reads one page. Tables stand where they begin among the lines; they part the
// page as a line across it does.
func readPage(f *frame, gs gutters) []element {
	tables, glyphs := ruledTables(f)
	rows := rowsOf(glyphs)
	var out []element
	for _, t := range tables {
		k := 0
		for k < len(rows) && rows[k].baseline < t.box[1] {
			k++
		}
		out = append(out, text(f, gs, rows[:k])...)
		rows = rows[k:]
		out = append(out, element{table: t})
	}
	return append(out, text(f, gs, rows)...)
}

// text reads rows that no table parts.
func text(f *frame, gs gutters, rows []row) []element {
	var out []element
	for _, r := range gs.regions(rows, int(math.Round(f.width))) {
		out = append(out, alignedTables(f, r)...)
	}
	return out
}
