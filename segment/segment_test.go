package segment_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/segment"
)

var update = flag.Bool("update", false, "write the outlines as they are now")

func document(text string) *gangmu.Document {
	d := &gangmu.Document{Format: gangmu.PlainText}
	for line := range strings.SplitSeq(text, "\n") {
		d.Blocks = append(d.Blocks, gangmu.Block{Kind: gangmu.Paragraph, Text: line, Source: gangmu.FromText})
	}
	return d
}

func outline(t *testing.T, d *gangmu.Document) *gangmu.Outline {
	t.Helper()
	o, err := segment.Outline(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// printed is an outline as the cases show it.
func printed(text string, o *gangmu.Outline) string {
	r := []rune(text)
	cut := func(s gangmu.Span) string { return strings.ReplaceAll(string(r[s[0]:s[1]]), "\n", "⏎") }
	var b strings.Builder
	for _, d := range o.Dropped {
		if d.Kind != gangmu.DropBlank {
			fmt.Fprintf(&b, "%s: %s\n", d.Kind, cut(d.Span))
		}
	}
	for _, p := range o.Plans {
		fmt.Fprintf(&b, "plan %s", p.Title)
		if p.Issuer != "" {
			fmt.Fprintf(&b, " issuer=%s", p.Issuer)
		}
		if p.Bureau != "" {
			fmt.Fprintf(&b, " bureau=%s", p.Bureau)
		}
		if p.Year != 0 {
			fmt.Fprintf(&b, " year=%d", p.Year)
		}
		if p.DocNumber != "" {
			fmt.Fprintf(&b, " number=%s", p.DocNumber)
		}
		if p.Date != "" {
			fmt.Fprintf(&b, " date=%s", p.Date)
		}
		if p.Attached {
			b.WriteString(" attached")
		}
		if p.Secrecy != "" {
			fmt.Fprintf(&b, " secrecy=%s", p.Secrecy)
		}
		b.WriteString("\n")
		if len(p.Recipients) > 0 {
			fmt.Fprintf(&b, "  to: %s\n", strings.Join(p.Recipients, "/"))
		}
		if len(p.Copies) > 0 {
			fmt.Fprintf(&b, "  copies: %s\n", strings.Join(p.Copies, "/"))
		}
		if len(p.Attachments) > 0 {
			fmt.Fprintf(&b, "  attachments: %s\n", strings.Join(p.Attachments, "/"))
		}
		if p.TailSpan != nil {
			fmt.Fprintf(&b, "  tail: %s\n", cut(*p.TailSpan))
		}
		p.Walk(func(n *gangmu.Node) bool {
			fmt.Fprintf(&b, "%s%s %s [%s]", strings.Repeat("  ", n.Level), n.Path, n.Kind, n.Label)
			if n.Heading != "" {
				fmt.Fprintf(&b, " <%s>", n.Heading)
			}
			own := strings.Join(strings.Fields(strings.TrimPrefix(n.OwnText, n.Label)), "⏎")
			if len([]rune(own)) > 24 {
				own = string([]rune(own)[:24]) + "…"
			}
			fmt.Fprintf(&b, " %s", own)
			if len(n.Units) > 0 {
				fmt.Fprintf(&b, " units=%s", strings.Join(n.Units, "/"))
			}
			if len(n.Deadlines) > 0 {
				fmt.Fprintf(&b, " due=%s", strings.Join(n.Deadlines, "/"))
			}
			b.WriteString("\n")
			return true
		})
		for _, i := range p.Items {
			fmt.Fprintf(&b, "  item %s#%d.%d [%s] %s\n", i.Path, i.List, i.Ordinal, i.Label, i.Text)
		}
	}
	for _, f := range o.Findings {
		fmt.Fprintf(&b, "! %s %s", f.Code, f.Message)
		if f.Instead != "" {
			fmt.Fprintf(&b, " [%s]", f.Instead)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// The cases are one file: "### name", the text, "===", the outline.
func TestCases(t *testing.T) {
	const path = "testdata/cases.txt"
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, c := range strings.Split(string(b), "### ")[1:] {
		name, rest, _ := strings.Cut(c, "\n")
		text, want, ok := strings.Cut(rest, "\n===\n")
		if !ok {
			t.Fatalf("case %q has no ===", name)
		}
		o := outline(t, document(text))
		got := printed(text, o)
		fmt.Fprintf(&out, "### %s\n%s\n===\n%s\n", name, text, got)
		if *update {
			continue
		}
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func seeds(f *testing.F) []string {
	b, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		f.Fatal(err)
	}
	var out []string
	for _, c := range strings.Split(string(b), "### ")[1:] {
		_, rest, _ := strings.Cut(c, "\n")
		text, _, _ := strings.Cut(rest, "\n===\n")
		out = append(out, text)
	}
	return out
}

// Whatever the text is, every code point is in exactly one place, spans lie in each other and
// in order, and the JSON form keeps everything.
func FuzzOutline(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s, uint64(0))
	}
	f.Add("一、（一）1.①第一章 附件：1.甲方案\n责任单位：", uint64(7))
	f.Fuzz(func(t *testing.T, text string, damage uint64) {
		if len(text) > 20_000 {
			t.Skip()
		}
		d := document(mutated(strings.ToValidUTF8(text, "\uFFFD"), damage))
		o := outline(t, d)
		check(t, d, o)
		roundTrip(t, d, o)
	})
}

// mutated is text with pieces of it lost, doubled, moved and misread, as damage tells; 0
// leaves it as it is.
func mutated(text string, damage uint64) string {
	r := []rune(text)
	if damage == 0 || len(r) < 8 {
		return text
	}
	rnd := rand.New(rand.NewPCG(damage, 1))
	marks := []rune("一二三十1259（）()、.．。，：:；\n\t 　第章条附件篇①“”《》〈-―lI责任单位牵头年月日底前%万")
	for range 1 + rnd.IntN(12) {
		i := rnd.IntN(len(r))
		j := min(len(r), i+1+rnd.IntN(20))
		switch rnd.IntN(5) {
		case 0:
			r = slices.Delete(r, i, j)
		case 1:
			r = slices.Insert(r, j, slices.Clone(r[i:j])...)
		case 2:
			r[i] = marks[rnd.IntN(len(marks))]
		case 3:
			r = slices.Insert(r, i, marks[rnd.IntN(len(marks))])
		case 4:
			slices.Reverse(r[i:j])
		}
		if len(r) < 8 {
			break
		}
	}
	return string(r)
}

func roundTrip(t *testing.T, d *gangmu.Document, o *gangmu.Outline) {
	t.Helper()
	b, err := json.Marshal(gangmu.NewResult(d, o))
	if err != nil {
		t.Fatal(err)
	}
	var r gangmu.Result
	if err := json.Unmarshal(b, &r); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(&r)
	if err != nil || !bytes.Equal(again, b) {
		t.Errorf("the JSON form of an outline is not kept (%v)", err)
	}
}

func check(t *testing.T, d *gangmu.Document, o *gangmu.Outline) {
	t.Helper()
	n := utf8.RuneCountInString(d.Text())
	if err := o.Check(n); err != nil {
		t.Error(err)
	}
	for _, f := range o.Findings {
		if f.Span[0] < 0 || f.Span[1] > n || f.Span[0] > f.Span[1] {
			t.Errorf("finding %s at %v of %d", f.Code, f.Span, n)
		}
	}
	for _, p := range o.Plans {
		for _, i := range p.Items {
			if !p.Span.Encloses(i.TextSpan) || !i.TextSpan.Encloses(i.Span) {
				t.Errorf("item %v with text %v in plan %v", i.Span, i.TextSpan, p.Span)
			}
		}
		seen := map[string]bool{}
		p.Walk(func(n *gangmu.Node) bool {
			if seen[n.Path] {
				t.Errorf("two nodes have the path %s", n.Path)
			}
			seen[n.Path] = true
			if n.HeadingSpan != nil && !n.Span.Encloses(*n.HeadingSpan) {
				t.Errorf("heading %v outside of node %v", *n.HeadingSpan, n.Span)
			}
			for _, s := range ledgerSpans(n.Ledger) {
				if s.Len() < 1 || !n.Span.Encloses(s) && !merged(d, s) {
					t.Errorf("ledger at %v outside of node %v", s, n.Span)
				}
			}
			return true
		})
	}
}

// merged reports whether s lies in a cell that spans rows.
func merged(d *gangmu.Document, s gangmu.Span) bool {
	for i, b := range d.BlockSpans() {
		if t := d.Blocks[i].Table; t != nil && t.RowSpan > 1 && b.Encloses(s) {
			return true
		}
	}
	return false
}

func ledgerSpans(l gangmu.Ledger) []gangmu.Span {
	var spans []gangmu.Span
	for _, p := range l.Parties {
		spans = append(spans, p.Span)
	}
	for _, d := range l.Due {
		spans = append(spans, d.Span)
	}
	for _, q := range l.Quantities {
		spans = append(spans, q.Span)
	}
	return spans
}

// Blocks of every kind and generated labels: what is marked is dropped, and nothing else.
func TestBlocksBesideTheBodyAreDropped(t *testing.T) {
	d := &gangmu.Document{Blocks: []gangmu.Block{
		{Kind: gangmu.Header, Text: "内部资料"},
		{Kind: gangmu.TOC, Text: "一、目标\t1"},
		{Kind: gangmu.Paragraph, Text: "财政局2024年工作计划"},
		{Kind: gangmu.Paragraph, Label: "一、", Text: "目标"},
		{Kind: gangmu.Paragraph, Label: "1", Text: "2024年完成。"},
		{Kind: gangmu.Cell, Text: "序号", Table: &gangmu.Slot{Table: 1}},
		{Kind: gangmu.Cell, Text: "任务", Table: &gangmu.Slot{Table: 1, Column: 1}},
		{Kind: gangmu.PageNumber, Text: "1"},
		{Kind: gangmu.Footer, Text: "第1页"},
	}}
	o := outline(t, d)
	check(t, d, o)
	got := printed(d.Text(), o)
	for _, want := range []string{"header: 内部资料", "toc: 一、目标", "page: 1", "footer: 第1页", "plan 财政局2024年工作计划", "1 section [一、]", "1.1 measure [1]"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// The annotated corpus is not part of the project; where it is, its texts hold the rule,
// damaged ones too.
func TestCorpusTextsAreWhole(t *testing.T) {
	names, _ := filepath.Glob("../../shared/corpus/texts/*.txt")
	if len(names) == 0 {
		t.Skip("no annotated corpus beside the repository")
	}
	for i, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, damage := range []uint64{0, uint64(i) + 1, uint64(i) + 1000} {
			d := document(mutated(string(b), damage))
			o := outline(t, d)
			check(t, d, o)
			roundTrip(t, d, o)
		}
	}
}

func TestAnEndedContextStopsTheSearch(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := segment.Outline(ctx, document("一、甲\n二、乙")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
