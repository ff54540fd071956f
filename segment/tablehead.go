package segment

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
)

// tableHead reads a row of column heads, cells parted by tabs; nil if it is none: three
// heads are known, or two and nothing else. Heads on lines of their own are parted by line
// ends.
func tableHead(cells []string) []column {
	cols := make([]column, len(cells))
	known := 0
	for i, c := range cells {
		col, ok := columnOf(strings.TrimSpace(c))
		cols[i] = col
		if ok {
			known++
		}
	}
	if known >= 3 || known == 2 && len(cells) == 2 {
		return cols
	}
	return nil
}

// isTableHead reports whether a line is a row of column heads.
func isTableHead(line string) bool { return tableHead(strings.Fields(line)) != nil }

// A tableHeadAt is a row of column heads that stands at an offset.
type tableHeadAt struct {
	at     int
	cols   []column
	blanks bool // its cells are parted by blanks, as those of the rows under it
}

// blankHeads reads a line of column heads that blanks part, nil if it is none: three short
// words or more, the first of which heads the numbers.
func blankHeads(line string) []column {
	cells := strings.Fields(line)
	if len(cells) < 3 {
		return nil
	}
	for _, c := range cells {
		if utf8.RuneCountInString(c) > maxColumnName {
			return nil
		}
	}
	if cols := tableHead(cells); cols != nil && cols[0] == colOrdinal {
		return cols
	}
	return nil
}

// headOver is the last row of heads before offset i of the text, nil if there is none.
func (s *source) headOver(i int) *tableHeadAt {
	k := sort.Search(len(s.heads), func(k int) bool { return s.heads[k].at > i }) - 1
	if k < 0 {
		return nil
	}
	return &s.heads[k]
}

// markTableHeads drops rows of column heads: cells parted by tabs or blanks, or heads on
// lines of their own that follow each other.
func (s *source) markTableHeads() {
	lines := s.lines()
	for k := 0; k < len(lines); k++ {
		l := lines[k]
		if l.Len() == 0 || s.isDropped(l[0]) {
			continue
		}
		if !slices.Contains(s.text[l[0]:l[1]], '\t') {
			if cols := blankHeads(string(s.folded[l[0]:l[1]])); cols != nil {
				s.heads = append(s.heads, tableHeadAt{l[0], cols, true})
				s.markLine(l[0], l[1], gangmu.DropTableHeader)
				continue
			}
			if l.Len() > 2*maxColumnName {
				continue
			}
		} else if cols := tableHead(strings.Split(string(s.text[l[0]:l[1]]), "\t")); cols != nil {
			s.heads = append(s.heads, tableHeadAt{l[0], cols, false})
			s.readHeads(l[0])
			s.markLine(l[0], l[1], gangmu.DropTableHeader)
			continue
		}
		if n := s.headLines(lines[k:]); n > 0 {
			heads := strings.Split(string(s.folded[l[0]:lines[k+n-1][1]]), "\n")
			s.heads = append(s.heads, tableHeadAt{l[0], tableHead(heads), false})
			s.markLine(l[0], lines[k+n-1][1], gangmu.DropTableHeader)
			k += n - 1
		}
	}
}

// maxColumns is the most columns that a table of measures has.
const maxColumns = 12

// headLines is how many of lines are column heads on lines of their own: from 序号 on, short
// lines up to the first row's number, three of them known, or all of them known.
func (s *source) headLines(lines []gangmu.Span) int {
	if first, _ := columnOf(string(s.folded[lines[0][0]:lines[0][1]])); first != colOrdinal {
		return 0
	}
	known, all := 0, 0
	for n := 0; n < min(len(lines), maxColumns); n++ {
		line := strings.TrimSpace(string(s.folded[lines[n][0]:lines[n][1]]))
		if line == "1" && known >= 3 {
			return n
		}
		_, ok := columnOf(line)
		if ok {
			known++
		}
		if ok && all == n {
			all++
		}
		if line == "" || utf8.RuneCountInString(line) > maxColumnName+2 {
			break
		}
	}
	if all >= 3 {
		return all
	}
	return 0
}

// tableHeads lists the dropped rows of column heads that concern d, in order.
func tableHeads(s *source, v *view, d *draft) []tableHeadAt {
	var heads []tableHeadAt
	for _, h := range s.heads {
		if at := v.index(h.at); at >= d.from && at <= d.to {
			heads = append(heads, tableHeadAt{at, h.cols, h.blanks})
		}
	}
	return heads
}

// columnsAt are the columns of the table that a label at i in the view stands in, nil if
// no row of heads stands before it.
func columnsAt(heads []tableHeadAt, i int) []column {
	var cols []column
	for _, h := range heads {
		if h.at <= i {
			cols = h.cols
		}
	}
	return cols
}
