package segment_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
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

// Whatever the text is, every code point is in exactly one place.
func FuzzOutline(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20_000 {
			t.Skip()
		}
		d := document(strings.ToValidUTF8(text, "\uFFFD"))
		check(t, d, outline(t, d))
	})
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
		seen := map[string]bool{}
		p.Walk(func(n *gangmu.Node) bool {
			if seen[n.Path] {
				t.Errorf("two nodes have the path %s", n.Path)
			}
			seen[n.Path] = true
			if n.HeadingSpan != nil && !n.Span.Encloses(*n.HeadingSpan) {
				t.Errorf("heading %v outside of node %v", *n.HeadingSpan, n.Span)
			}
			return true
		})
	}
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

// The annotated corpus is not part of the project; where it is, its texts hold the rule.
func TestCorpusTextsAreWhole(t *testing.T) {
	names, _ := filepath.Glob("../../shared/corpus/texts/*.txt")
	if len(names) == 0 {
		t.Skip("no corpus here")
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d := document(string(b))
		check(t, d, outline(t, d))
	}
}

func TestAnEndedContextStopsTheSearch(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := segment.Outline(ctx, document("一、甲\n二、乙")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func BenchmarkOutline(b *testing.B) {
	var text strings.Builder
	text.WriteString("临江市财政局2024年工作计划\n")
	for i := range 20 {
		fmt.Fprintf(&text, "%d、工作任务\n", i+1)
		for k := range 10 {
			fmt.Fprintf(&text, "（%d）会同退役军人事务局开展优抚资金专项检查，检查面不低于%d%%，2024年11月底前完成绩效评价并公开结果。\n", k+1, k)
		}
	}
	d := document(text.String())
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := segment.Outline(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
}
