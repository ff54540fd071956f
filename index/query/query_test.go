package query

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden file as the parser reads the queries now")

// The cases are lines of "query => tree"; a tree is printed with its kinds, an error with
// its place.
func TestCases(t *testing.T) {
	path := filepath.Join("testdata", "cases.txt")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(data)) {
		q, _, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " => ")
		if !ok {
			got.WriteString(line)
			continue
		}
		fmt.Fprintf(&got, "%s => %s\n", q, tree(q))
	}
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(data), got.String()); diff != "" {
		t.Error(diff)
	}
}

func tree(q string) string {
	n, err := Parse(q)
	if err != nil {
		return err.Error()
	}
	return show(n)
}

func show(n Node) string {
	switch n := n.(type) {
	case nil:
		return "everything"
	case Not:
		return "not " + show(n.X)
	case And:
		return "and(" + list(n.X) + ")"
	case Or:
		return "or(" + list(n.X) + ")"
	case Words:
		return "words " + n.Text
	case Phrase:
		return "phrase " + n.Text
	}
	return n.String()
}

func list(nodes []Node) string {
	var parts []string
	for _, n := range nodes {
		parts = append(parts, show(n))
	}
	return strings.Join(parts, ", ")
}

// What is printed is read as it was.
func checkRoundTrip(t *testing.T, q string) {
	t.Helper()
	n, err := Parse(q)
	if err != nil {
		var bad *Error
		if !errors.As(err, &bad) || bad.Offset < 0 || bad.Offset > len([]rune(q)) {
			t.Fatalf("%q: error %v", q, err)
		}
		return
	}
	if n == nil {
		return
	}
	printed := n.String()
	if len([]rune(printed)) > maxQuery {
		return // brackets and quotes can make it longer than what was typed
	}
	again, err := Parse(printed)
	if err != nil {
		t.Fatalf("%q printed as %q: %v", q, printed, err)
	}
	if diff := cmp.Diff(n, again); diff != "" {
		t.Errorf("%q printed as %q: %s", q, printed, diff)
	}
}

var seeds = []string{
	"随军家属就业", `"双拥工作" 经费`, "标题:双拥 -单位:财政局 (军车 OR 军用车辆)", "年份:2022..2024", "期限:<2024-06", "-(a b)", "((a))",
	"责任单位：“市 财政局”", "a|b", `"没有关`, "(", ")", "年份:二〇二三", "x:y", "-", "--a", "OR", "a OR", "- a", `标题:""`, "年份:>=2022", "「引号」",
}

func TestRoundTrip(t *testing.T) {
	for _, q := range seeds {
		checkRoundTrip(t, q)
	}
}

func FuzzParse(f *testing.F) {
	for _, q := range seeds {
		f.Add(q)
	}
	f.Fuzz(checkRoundTrip)
}
