package main

import (
	"fmt"
	"strings"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/index"
)

// printAnswer prints the hits grouped by plan, plans in the order of their best hit.
func printAnswer(e *env, q *index.Query, a *index.Answer) {
	if a.Total == 0 {
		fmt.Fprintln(e.out, e.say(message.NothingFound))
	} else {
		bureaus := facetLine(e, a.Facets[index.FacetBureau])
		hits := message.Hits(a.Total, bureaus)
		if a.Query != "" {
			hits = message.HitsExact(a.Total, a.Exact, bureaus)
		}
		fmt.Fprintln(e.out, e.say(hits))
	}
	if a.Suggestion != "" {
		fmt.Fprintln(e.out, e.say(message.DidYouMean(oneLine(a.Suggestion))))
	}
	for _, name := range q.Facets {
		printFacet(e, name, a.Facets[name])
	}
	printAbsent(e, q, a)
	for _, g := range a.Groups() {
		fmt.Fprintf(e.out, "\n%s  %s\n", e.paint(bold, oneLine(orElse(g.Title, g.Name))), e.paint(dim, shortID(g.Document)+"/"+g.Plan))
		for _, h := range g.Hits {
			place := h.Path
			if h.Page > 0 {
				place += "  " + e.say(message.Page(h.Page))
			}
			if h.Section != "" {
				place += "  " + cut(oneLine(h.Section), 60)
			}
			if !h.Exact && a.Exact > 0 {
				place += "  " + e.say(message.Related)
			}
			fmt.Fprintf(e.out, "  %s\n    %s\n", e.paint(dim, place), marked(e, &h))
		}
	}
	if a.Next != "" {
		fmt.Fprintln(e.err, "\n"+e.say(message.NextPage(a.Next)))
	}
}

func facetLine(e *env, facets []index.Facet) string {
	if len(facets) < 2 {
		return ""
	}
	var parts []string
	for _, f := range facets[:min(6, len(facets))] {
		parts = append(parts, fmt.Sprintf("%s %d", oneLine(f.Value), f.Count))
	}
	return e.say(message.Opening) + strings.Join(parts, e.say(message.Comma)) + e.say(message.Closing)
}

// printFacet prints the counts of a facet that was asked for.
func printFacet(e *env, name index.FacetName, facets []index.Facet) {
	fmt.Fprintf(e.out, "%s\n", e.paint(bold, string(name)))
	var rows [][]string
	for _, f := range facets {
		rows = append(rows, []string{fmt.Sprint(f.Count), oneLine(f.Value)})
	}
	printTable(e.out, "    ", rows)
}

func printAbsent(e *env, q *index.Query, a *index.Answer) {
	if !q.Absent || a.Query == "" {
		return
	}
	if len(a.Absent) == 0 {
		fmt.Fprintln(e.out, e.say(message.NobodyAbsent))
		return
	}
	names := make([]string, len(a.Absent))
	for i, b := range a.Absent {
		names[i] = oneLine(b)
	}
	fmt.Fprintln(e.out, e.say(message.Absent(len(names), strings.Join(names, e.say(message.Joint)))))
}

// printBureaus tells which bureaus are called like what was asked for.
func printBureaus(e *env, asked string, names []index.Suggestion) {
	if len(names) == 0 {
		fmt.Fprintln(e.out, e.say(message.NoBureau(oneLine(asked))))
		return
	}
	var parts []string
	for _, n := range names {
		parts = append(parts, oneLine(n.Bureau))
	}
	fmt.Fprintln(e.out, e.say(message.BureausLike(oneLine(asked), strings.Join(parts, e.say(message.Joint)))))
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// shown is how many code points of a measure are printed, and lead how many of them go
// before the first mark where its clause is longer than that.
const (
	shown = 160
	lead  = 30
)

// marked is the text of a hit on one line, a long one cut to its best clause, with the
// marks painted or in brackets.
func marked(e *env, h *index.Hit) string {
	r := []rune(h.Text)
	from, to := extent(len(r), h)
	var b strings.Builder
	if from > 0 {
		b.WriteString("…")
	}
	pos := from
	for _, m := range h.Highlights {
		if m[0] < pos || m[1] > to {
			continue
		}
		b.WriteString(flat(r[pos:m[0]]))
		if e.color {
			b.WriteString(e.paint(mark, flat(r[m[0]:m[1]])))
		} else {
			b.WriteString("【" + flat(r[m[0]:m[1]]) + "】")
		}
		pos = m[1]
	}
	b.WriteString(flat(r[pos:to]))
	if to < len(r) {
		b.WriteString("…")
	}
	return b.String()
}

// extent is what is printed of a text of n code points: all of it, or from its best
// clause on, or from shortly before the first mark in that.
func extent(n int, h *index.Hit) (from, to int) {
	if n <= shown {
		return 0, n
	}
	from = h.Clause[0]
	for _, m := range h.Highlights {
		if h.Clause.Encloses(m) {
			if m[1] > from+shown {
				from = m[0] - lead
			}
			break
		}
	}
	from = max(0, min(from, n-shown))
	return from, from + shown
}

// flat is clean text with its line ends and tabs as blanks.
func flat(r []rune) string {
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(clean(string(r)))
}

// Ways to paint text on a terminal that shows colours (ECMA-48, 8.3.117).
const (
	bold = "1"
	dim  = "2"
	mark = "1;33"
)

func (e *env) paint(how, s string) string {
	if !e.color {
		return s
	}
	return "\x1b[" + how + "m" + s + "\x1b[0m"
}
