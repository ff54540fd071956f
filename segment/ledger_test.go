package segment

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
)

// passageOf is the passage that a text alone makes.
func passageOf(text string) *passage {
	s := newSource(&gangmu.Document{Blocks: []gangmu.Block{{Kind: gangmu.Paragraph, Text: text}}})
	v := s.view()
	p := &passage{}
	p.add(v, 0, len(v.runes))
	return p
}

func printLedger(l gangmu.Ledger) string {
	var b strings.Builder
	for _, p := range l.Parties {
		fmt.Fprintf(&b, "-> %s %s (%s)\n", p.Role, p.Name, p.Bureau)
	}
	for _, d := range l.Due {
		fmt.Fprintf(&b, "-> due %s [%s, %s]", d.Text, d.From, d.To)
		if d.Every != "" {
			fmt.Fprintf(&b, " every %s", d.Every)
		}
		if d.Assumed {
			b.WriteString(" assumed")
		}
		b.WriteString("\n")
	}
	for _, q := range l.Quantities {
		fmt.Fprintf(&b, "-> %s = %v %s\n", q.Text, q.Value, q.Unit)
	}
	if len(l.Deadlines) > 0 {
		fmt.Fprintf(&b, "-> deadlines %s\n", strings.Join(l.Deadlines, ", "))
	}
	return b.String()
}

// The cases are one file: a line with year and text, then what the ledger holds, each
// line behind an arrow.
func TestLedgerCases(t *testing.T) {
	const path = "testdata/ledger.txt"
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "->") {
			continue
		}
		out.WriteString(line)
		var year int
		text := strings.TrimRight(line, "\n")
		if n, _ := fmt.Sscanf(text, "%d", &year); n == 1 {
			_, text, _ = strings.Cut(text, " ")
			out.WriteString(printLedger(readLedger(passageOf(text), year, nil, nil, 0)))
		}
	}
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(b), out.String()); diff != "" {
		t.Error(diff)
	}
}
