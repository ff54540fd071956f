package xlsx

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
	"github.com/gangmu/gangmu/extract/zipped"
)

// merged are the merged cells of a sheet. Rows ask for them in ascending order.
type merged struct {
	ranges []cellRange // by their first row
	next   int         // of ranges, the first that no row has reached
	active []cellRange // those that the present row may meet
	spent  int         // ranges and columns that were looked at
}

// A cellRange is from the first cell to the last, all from 0.
type cellRange struct{ top, left, bottom, right int }

const (
	maxMerged = 100_000
	maxSpent  = 50_000_000 // honest ranges do not overlap and stay far below
)

// readMerged reads the merged cells of a sheet (18.3.1.55), which stand behind all of its
// rows.
func readMerged(p *zipped.Package, part string) (*merged, error) {
	m := &merged{}
	err := p.Scan(part, func(s *xmlscan.Scanner) error {
		return s.Root(func(name string) error {
			if name != "mergeCells" {
				return s.Skip()
			}
			return s.Each(func(string) error {
				if len(m.ranges) == maxMerged {
					return fmt.Errorf("%w: more than %d merged cells", gangmu.ErrTooLarge, maxMerged)
				}
				from, to, _ := strings.Cut(s.Attr("ref"), ":")
				left, top, err := excelize.CellNameToCoordinates(from)
				right, bottom, err2 := excelize.CellNameToCoordinates(to)
				if err == nil && err2 == nil && right >= left && bottom >= top {
					m.ranges = append(m.ranges, cellRange{top - 1, left - 1, bottom - 1, right - 1})
				}
				return s.Skip()
			})
		})
	})
	slices.SortStableFunc(m.ranges, func(a, b cellRange) int { return cmp.Compare(a.top, b.top) })
	return m, err
}

// in returns what merged cells make of the first columns of a row: the ranges that begin
// in it, by column, and the columns that others cover.
func (m *merged) in(row, columns int) (begin map[int]cellRange, covered map[int]bool, err error) {
	for m.next < len(m.ranges) && m.ranges[m.next].top <= row {
		m.active = append(m.active, m.ranges[m.next])
		m.next++
	}
	m.spent += len(m.active)
	m.active = slices.DeleteFunc(m.active, func(r cellRange) bool { return r.bottom < row })
	begin, covered = map[int]cellRange{}, map[int]bool{}
	for _, r := range m.active {
		for c := r.left; c <= min(r.right, columns-1); c++ {
			m.spent++
			if c == r.left && row == r.top {
				begin[c] = r
			} else {
				covered[c] = true
			}
		}
	}
	if m.spent > maxSpent {
		err = fmt.Errorf("%w: merged cells overlap", gangmu.ErrTooLarge)
	}
	return begin, covered, err
}
