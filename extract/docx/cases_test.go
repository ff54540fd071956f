package docx

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/gangmu/gangmu"
)

var update = flag.Bool("update", false, "write what is read into the cases")

// Each file of testdata/cases shows one feature of the format: what it is, the parts of a
// Word file, and under want the blocks that Word shows, one a line:
// kind|label|text|slot, and the same behind "aside" for what stands apart.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d cases, error %v", len(files), err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(f)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string]string{}
			want := &a.Files[len(a.Files)-1]
			for _, x := range a.Files[:len(a.Files)-1] {
				parts[x.Name] = strings.ReplaceAll(strings.TrimSuffix(string(x.Data), "\n"), ">\n<", "><")
			}
			got := shown(mustRead(t, word(t, parts)))
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(f, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("%s(-want +got)\n%s", a.Comment, diff)
			}
		})
	}
}

// shown writes the blocks of a document down, a line each.
func shown(d *gangmu.Document) string {
	var b strings.Builder
	for _, x := range d.Blocks {
		fmt.Fprintln(&b, line(x))
	}
	for _, x := range d.Aside {
		fmt.Fprintln(&b, "aside", line(x))
	}
	for _, w := range d.Warnings {
		fmt.Fprintln(&b, "warning", w.Code, w.Message)
	}
	return b.String()
}

func line(x gangmu.Block) string {
	s := string(x.Kind) + "|" + x.Label + "|" + strings.Trim(strconv.Quote(x.Text), `"`)
	if c := x.Table; c != nil {
		s += fmt.Sprintf("|table %d row %d column %d", c.Table, c.Row, c.Column)
		if c.RowSpan > 1 {
			s += fmt.Sprintf(" rows %d", c.RowSpan)
		}
		if c.ColSpan > 1 {
			s += fmt.Sprintf(" columns %d", c.ColSpan)
		}
	}
	return s
}
