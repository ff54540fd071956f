package segment

import (
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
)

// A source is the canonical text of a document while the passes mark what stands
// beside its body.
type source struct {
	text   []rune // canonical text
	folded []rune // the same, folded; same length
	drop   []mark // why each code point is dropped
	blocks []gangmu.Block
	spans  []gangmu.Span // of the blocks
	starts []int         // where the text of each block starts, behind its label
	heads  []tableHeadAt // rows of column heads, by their offset in the text

	columns map[int]map[int]column // what the columns of a table hold, by table and column
}

func newSource(d *gangmu.Document) *source {
	text := []rune(d.Text())
	folded := make([]rune, len(text))
	for i, r := range text {
		folded[i] = fold(r)
	}
	spans := d.BlockSpans()
	starts := make([]int, len(spans))
	for i := range spans {
		starts[i] = spans[i][1] - utf8.RuneCountInString(d.Blocks[i].Text)
	}
	return &source{
		text: text, folded: folded, drop: make([]mark, len(text)),
		blocks: d.Blocks, spans: spans, starts: starts,
	}
}

// A mark is an index into dropKinds: one byte a code point instead of a string.
type mark uint8

// kept marks what is not dropped.
const kept mark = 0

// dropKinds are the kinds of dropped text by their mark.
var dropKinds = [...]gangmu.DropKind{
	"", gangmu.DropFurniture, gangmu.DropPage, gangmu.DropHeader, gangmu.DropFooter, gangmu.DropFootnote, gangmu.DropComment, gangmu.DropChunk,
	gangmu.DropTOC, gangmu.DropTableHeader, gangmu.DropBundleTitle, gangmu.DropSeparator, gangmu.DropBlank,
}

func markOf(kind gangmu.DropKind) mark { return mark(slices.Index(dropKinds[:], kind)) }

// isDropped reports whether the code point at i is dropped.
func (s *source) isDropped(i int) bool { return s.drop[i] != kept }

// mark drops [from, to) as kind. What is dropped already keeps its kind.
func (s *source) mark(from, to int, kind gangmu.DropKind) {
	m := markOf(kind)
	for i := max(from, 0); i < min(to, len(s.drop)); i++ {
		if s.drop[i] == kept {
			s.drop[i] = m
		}
	}
}

// markLine drops [from, to) and, if it is a whole line, the line end behind it, so
// that a sentence that the line had cut in two is whole again.
func (s *source) markLine(from, to int, kind gangmu.DropKind) {
	if (from == 0 || s.text[from-1] == '\n') && to < len(s.text) && s.text[to] == '\n' {
		to++
	}
	s.mark(from, to, kind)
}

// dropped lists what was marked, one span for each run of a kind.
func (s *source) dropped() []gangmu.Dropped {
	var ds []gangmu.Dropped
	for i := 0; i < len(s.drop); {
		j := i + 1
		for j < len(s.drop) && s.drop[j] == s.drop[i] {
			j++
		}
		if s.isDropped(i) {
			ds = append(ds, gangmu.Dropped{Span: gangmu.Span{i, j}, Kind: dropKinds[s.drop[i]]})
		}
		i = j
	}
	return ds
}

// lines returns the spans of the printed lines, without their ends.
func (s *source) lines() []gangmu.Span { return linesOf(s.text) }

func linesOf(text []rune) []gangmu.Span {
	var ls []gangmu.Span
	start := 0
	for i, r := range text {
		if r == '\n' {
			ls = append(ls, gangmu.Span{start, i})
			start = i + 1
		}
	}
	return append(ls, gangmu.Span{start, len(text)})
}

// clean is the text of a span with what was dropped cut out.
func (s *source) clean(span gangmu.Span) string {
	out := make([]rune, 0, span.Len())
	for i := span[0]; i < span[1]; i++ {
		if !s.isDropped(i) {
			out = append(out, s.text[i])
		}
	}
	return string(out)
}

// blockAt is the index of the block that holds offset i, or -1.
func (s *source) blockAt(i int) int {
	k := sort.Search(len(s.spans), func(k int) bool { return s.spans[k][1] > i })
	if k < len(s.spans) && s.spans[k][0] <= i {
		return k
	}
	return -1
}

// markBlocks drops the blocks that the reader has marked as beside the body.
func (s *source) markBlocks() {
	kinds := map[gangmu.BlockKind]gangmu.DropKind{
		gangmu.Header: gangmu.DropHeader, gangmu.Footer: gangmu.DropFooter,
		gangmu.PageNumber: gangmu.DropPage, gangmu.Footnote: gangmu.DropFootnote, gangmu.Comment: gangmu.DropComment,
	}
	for i := range s.blocks {
		if k, ok := kinds[s.blocks[i].Kind]; ok {
			s.markLine(s.spans[i][0], s.spans[i][1], k)
		}
	}
}

// isTableHead reports whether offset i was dropped as part of a row of column heads.
func (s *source) isTableHead(i int) bool { return dropKinds[s.drop[i]] == gangmu.DropTableHeader }
