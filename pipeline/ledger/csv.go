package ledger

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// A CSV writes rows as UTF-8 with a byte order mark, which spreadsheets need to take it
// for UTF-8 (RFC 4180 for the rest). Which cells were inferred stands in a last column.
type CSV struct {
	out *csv.Writer
	n   int
	err error
}

// NewCSV writes the heads of the columns.
func NewCSV(w io.Writer) *CSV {
	c := &CSV{out: csv.NewWriter(w)}
	c.out.UseCRLF = true
	if _, c.err = io.WriteString(w, "\uFEFF"); c.err == nil {
		c.err = c.out.Write(append(Titles[:], "推定"))
	}
	return c
}

// Write writes one row.
func (c *CSV) Write(r Row) error {
	if c.err != nil {
		return c.err
	}
	c.n++
	r.Cells[Number] = c.n
	var cells, inferred []string
	for i, v := range r.Cells {
		cells = append(cells, harmless(text(v)))
		if r.Inferred[i] {
			inferred = append(inferred, Titles[i])
		}
	}
	return c.out.Write(append(cells, strings.Join(inferred, "、")))
}

// Close writes what is left.
func (c *CSV) Close() error {
	c.out.Flush()
	if c.err != nil {
		return c.err
	}
	return c.out.Error()
}

// text is a cell as text; what is unknown is empty.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		if v == 0 {
			return ""
		}
		return fmt.Sprint(v)
	case float64:
		return fmt.Sprintf("%.2f", v)
	}
	return ""
}

// harmless keeps a spreadsheet from taking text of a file for a formula that it runs.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
