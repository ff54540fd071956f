package segment

import (
	"slices"
	"strings"

	"github.com/gangmu/gangmu"
)

// The ledger of a node: who is responsible, by when, how much. It is read from the node's
// own text, where it stands as
//
//	a field     责任单位：市教育局、市财政局；完成时限：2024年6月底前
//	a phrase    （市教育局牵头，市财政局、市人社局配合）  由市教育局负责
//	a column    of a table, under 责任单位, 完成时限, ...
//
// and dates and amounts anywhere in the sentences.
type ledger struct {
	*passage
	year  int // of the plan, for dates that name none
	out   gangmu.Ledger
	taken []bool // code points that a field or phrase has used
}

// readLedger reads the ledger of a passage that stands in a table of the columns cols, nil
// if it stands in none. at is where its label stands in s; s may be nil.
func readLedger(p *passage, year int, cols []column, s *source, at int) gangmu.Ledger {
	l := &ledger{passage: p, year: year, taken: make([]bool, len(p.runes))}
	l.readFields()
	l.readPhrases()
	if s == nil || !l.readSlots(s, at) {
		l.readCells(cols)
	}
	l.readDates()
	l.readQuantities()
	l.settle()
	return l.out
}

// settle makes the plain lists of what was read, in the order of the text.
func (l *ledger) settle() {
	slices.SortStableFunc(l.out.Parties, func(a, b gangmu.Party) int { return a.Span[0] - b.Span[0] })
	slices.SortStableFunc(l.out.Due, func(a, b gangmu.Due) int { return a.Span[0] - b.Span[0] })
	for _, p := range l.out.Parties {
		if !slices.Contains(l.out.Units, p.Name) {
			l.out.Units = append(l.out.Units, p.Name)
		}
		if l.out.UnitRoles == nil {
			l.out.UnitRoles = map[string][]string{}
		}
		if !slices.Contains(l.out.UnitRoles[p.Role], p.Name) {
			l.out.UnitRoles[p.Role] = append(l.out.UnitRoles[p.Role], p.Name)
		}
	}
	for _, d := range l.out.Due {
		if isDeadline(d) && !slices.Contains(l.out.Deadlines, d.Text) {
			l.out.Deadlines = append(l.out.Deadlines, d.Text)
		}
	}
}

// readFields reads 责任单位：… and the like. A field ends where the next one begins, at a
// stop, at the bracket that closes the remark it stands in, or with its line.
func (l *ledger) readFields() {
	type field struct {
		from, value int
		col         column
	}
	var fs []field
	for i, r := range l.runes {
		if r == ':' {
			if from, c := fieldBefore(l.runes, i); c != colNone && c != colText && c != colOrdinal {
				fs = append(fs, field{from, i + 1, c})
			}
		}
	}
	for i, f := range fs {
		limit := len(l.runes)
		if i+1 < len(fs) {
			limit = fs[i+1].from
		}
		to := l.valueEnd(f.value, limit, f.col)
		for k := f.from; k < to; k++ {
			l.taken[k] = true
		}
		switch {
		case f.col.unit():
			l.addUnits(f.value, to, string(f.col), false)
		case f.col == colDue:
			l.addDue(f.value, to)
		}
	}
}

// valueEnd is the end of a field's value that starts at from and may run to limit.
func (l *ledger) valueEnd(from, limit int, col column) int {
	depth := 0
	for i := from; i < limit; i++ {
		switch l.runes[i] {
		case '(', '[', '【':
			depth++
		case ')', ']', '】':
			if depth--; depth < 0 {
				return i
			}
		case ';', '；', '。', '\t':
			return i
		case '，', ',':
			if col == colDue {
				return i
			}
		case '\n':
			if i > from && !strings.ContainsRune("、，,", l.runes[i-1]) && strings.TrimSpace(string(l.runes[from:i])) != "" && !(col.unit() && l.broken(from, i)) {
				return i
			}
		}
	}
	return limit
}

// broken reports whether the line end at i stands inside the name of a unit: what stands
// before it in [from, i) is none, and one together with what follows.
func (l *ledger) broken(from, i int) bool {
	start := i
	for start > from && !strings.ContainsRune("、，,", l.runes[start-1]) {
		start--
	}
	end := i + 1
	for end < len(l.runes) && end-start <= maxUnit && !strings.ContainsRune("、，,;；。:\n\t()", l.runes[end]) {
		end++
	}
	first, rest := strings.TrimSpace(string(l.runes[start:i])), strings.TrimSpace(string(l.runes[i+1:end]))
	return first != "" && rest != "" && at(l.runes, end) != ':' && !looksLikeUnit(first) && looksLikeUnit(first+rest)
}

// readCells reads the cells of a row: parted by tabs or blanks, or on lines of their own. A row with
// more lines than the table has columns is read from its end, where the short cells stand.
func (l *ledger) readCells(cols []column) {
	if len(cols) == 0 || len(l.runes) == 0 {
		return
	}
	sep := '\n'
	switch n := len(strings.Fields(string(l.runes))); {
	case slices.Contains(l.runes, '\t'):
		sep = '\t'
	case n == len(cols)-btoi(cols[0] == colOrdinal) && n > 1 && lineCount(trimEnds(l.runes)) == 0: // parted by blanks
		sep = ' '
	}
	var cells [][2]int
	from := 0
	for i := 0; i <= len(l.runes); i++ {
		if i < len(l.runes) && l.runes[i] != sep {
			continue
		}
		if a, b := l.trim(from, i); sep == '\t' || b > a {
			cells = append(cells, [2]int{a, b})
		}
		from = i + 1
	}
	if cols[0] == colOrdinal {
		cols = cols[1:] // the label
		if sep == '\t' && len(cells) > 0 && cells[0][0] == cells[0][1] {
			cells = cells[1:]
		}
	}
	if len(cells) < 2 || len(cells) < len(cols) && sep != '\t' {
		return
	}
	for k := 1; k <= min(len(cols), len(cells)); k++ {
		cell, col := cells[len(cells)-k], cols[len(cols)-k]
		if len(cells) != len(cols) && !col.unit() && col != colDue && col != colOther {
			break
		}
		l.readCell(cell[0], cell[1], col)
	}
}
