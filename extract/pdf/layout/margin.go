package layout

import (
	"math"
	"regexp"
	"strings"

	"github.com/gangmu/gangmu"
)

// Running heads, feet and page numbers. A head or foot is the same text, numbers
// masked, at the same height on most pages, or on most odd or most even ones; by its place
// alone nothing is one, or titles would be lost. They are marked and stay in the text.

const (
	marginZone  = 0.15 // of the page's height, at the top and at the bottom
	outerZone   = 0.25 // the same, for the line next to the edge
	marginPages = 0.6  // share of the pages that have it
)

var (
	digits     = regexp.MustCompile(`[0-9０-９]+`)
	pageNumber = regexp.MustCompile(`^(?:[—–―\-－·•─~ ]*[0-9０-９]{1,4}[—–―\-－·•─~ ]*|第 ?[0-9一二三四五六七八九十百]{1,4} ?页(?:[/,， ]{0,3}[共/] ?[0-9一二三四五六七八九十百]{1,4} ?页)?|[0-9]{1,4} ?/ ?[0-9]{1,4}|(?i:page ?[0-9]{1,4}(?: ?(?:of|/) ?[0-9]{1,4})?))$`)
)

// A place of a running head: height to 2 points, and text.
type place struct {
	zone gangmu.BlockKind
	y    int
	text string
}

func placeOf(l *line, outer bool) place {
	zone := l.zone(outer)
	if zone == "" {
		return place{}
	}
	return place{zone, int(math.Round(l.baseline / 2)), digits.ReplaceAllString(strings.ReplaceAll(l.text, " ", ""), "#")}
}

// near are the places that rounding may have made of one.
func (p place) near() [3]place {
	a, b := p, p
	a.y--
	b.y++
	return [3]place{p, a, b}
}

func markMargins(flow []element, pages int) {
	outer := outermost(flow)
	on := map[place]map[int]bool{}
	for _, e := range flow {
		if e.line == nil || e.line.kind != gangmu.Paragraph {
			continue
		}
		if p := placeOf(e.line, outer[e.line]); p.zone != "" {
			if on[p] == nil {
				on[p] = map[int]bool{}
			}
			on[p][e.line.page()] = true
		}
	}
	repeats := func(p place) bool {
		seen := map[int]bool{}
		for _, q := range p.near() {
			for n := range on[q] {
				seen[n] = true
			}
		}
		odd := 0
		for n := range seen {
			odd += n % 2
		}
		even := len(seen) - odd
		enough := func(n, of, least int) bool { return n >= max(least, int(math.Ceil(marginPages*float64(of)))) }
		return enough(len(seen), pages, 2) || even == 0 && enough(odd, (pages+1)/2, 3) || odd == 0 && enough(even, pages/2, 3)
	}
	for _, e := range flow {
		l := e.line
		if l == nil || l.kind != gangmu.Paragraph {
			continue
		}
		p := placeOf(l, outer[l])
		switch {
		case p.zone == "":
		case outer[l] && pageNumber.MatchString(l.text):
			l.kind = gangmu.PageNumber
		case repeats(p):
			if l.kind = p.zone; pageNumber.MatchString(l.text) {
				l.kind = gangmu.PageNumber
			}
		}
	}
}

// outermost are the highest and lowest lines of the pages; of two that are side by side,
// both are.
func outermost(flow []element) map[*line]bool {
	type ends struct{ top, bottom float64 }
	at := map[int]ends{}
	for _, e := range flow {
		l := e.line
		if l == nil || l.kind != gangmu.Paragraph {
			continue
		}
		p, ok := at[l.page()]
		if !ok {
			p = ends{l.baseline, l.baseline}
		}
		at[l.page()] = ends{min(p.top, l.baseline), max(p.bottom, l.baseline)}
	}
	out := map[*line]bool{}
	for _, e := range flow {
		if l := e.line; l != nil && l.kind == gangmu.Paragraph {
			p := at[l.page()]
			out[l] = l.baseline-p.top < l.size/2 || p.bottom-l.baseline < l.size/2
		}
	}
	return out
}

// zone is what a line would be by its height.
func (l *line) zone(outer bool) gangmu.BlockKind {
	part := marginZone
	if outer {
		part = outerZone
	}
	switch height := l.frame.height; {
	case l.baseline < part*height:
		return gangmu.Header
	case l.baseline > (1-part)*height:
		return gangmu.Footer
	}
	return ""
}
