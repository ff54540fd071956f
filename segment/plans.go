package segment

import (
	"slices"
	"strings"
)

// A draft is a plan before it is built: its stretch of the view, its title and the
// labels chosen in it.
type draft struct {
	from, to  int
	title     *title
	cover     int // end of the covering notice, 0 if there is none
	attached  bool
	choices   []*choice
	named     string // the title that the separator before it gives
	separated bool   // a separator or the table of contents says that it starts here
}

// findCuts returns where plans start beyond doubt, ascending: behind a separator, and at
// a title that the table of contents names.
func findCuts(v *view, titles []title, seps []separator) []int {
	var cuts []int
	for _, s := range seps {
		if i := v.index(s.span[1]); i < len(v.runes) {
			cuts = append(cuts, i)
		}
	}
	for i, t := range titles {
		if t.promised && (v.lineStart(t.from) || sentenceEnd(v, t.from) || gapBefore(v, t.from) || t.start < t.from) {
			start := t.start
			for _, c := range titles[:i] {
				if c.cover && carries(c.text, t.text) {
					start = c.start
				}
			}
			cuts = append(cuts, start)
		}
	}
	slices.Sort(cuts)
	out := cuts[:0]
	for _, c := range cuts {
		if n := len(out); n > 0 && onlyBlank(v.runes[out[n-1]:c]) {
			continue
		}
		out = append(out, c)
	}
	return out
}

// carries reports whether the title of a covering notice names the text that it carries.
func carries(cover, text string) bool {
	return between(cover, "《", "》") == text || !strings.Contains(cover, "《") && strings.Contains(cover, text)
}

// gapBefore reports whether something was dropped right before i.
func gapBefore(v *view, i int) bool { return i == 0 || v.pos(i-1)+1 < v.pos(i) }

func onlyBlank(r []rune) bool {
	for _, c := range r {
		if !isBlank(c) && c != '\n' {
			return false
		}
	}
	return true
}

// cutPlans divides v into plans: at the cuts, and where the search began a new plan.
func cutPlans(v *view, chosen []*choice, titles []title, cuts []int, seps []separator) []draft {
	starts := map[int]bool{}
	for _, c := range cuts {
		starts[c] = true
	}
	var ds []draft
	open := func(from int) {
		if n := len(ds); n > 0 {
			if onlyBlank(v.runes[ds[n-1].from:from]) {
				return
			}
			ds[n-1].to = from
		}
		ds = append(ds, draft{from: from, to: len(v.runes), separated: starts[from]})
	}
	if len(v.runes) > 0 {
		open(0)
	}
	k := 0
	prevEnd := 0 // of the label before
	for _, c := range chosen {
		for k < len(cuts) && cuts[k] <= c.from {
			open(cuts[k])
			prevEnd = max(prevEnd, cuts[k])
			k++
		}
		if c.move == movePlan {
			if s := planStart(titles, prevEnd, c.from); s > ds[len(ds)-1].from {
				open(s)
			}
		}
		d := &ds[len(ds)-1]
		d.choices = append(d.choices, c)
		prevEnd = c.to
	}
	for ; k < len(cuts); k++ {
		open(cuts[k])
	}
	ds = dropEmptyFront(ds, titles)
	for i := range ds {
		ds[i].pickTitle(titles)
		for _, sep := range seps {
			if at := v.index(sep.span[1]); at == ds[i].from {
				ds[i].named = sep.title
			}
		}
	}
	return ds
}

// dropEmptyFront joins what stands before the first plan of a bundle with it, unless it
// has numbers or a title of its own.
func dropEmptyFront(ds []draft, titles []title) []draft {
	if len(ds) < 2 || !ds[1].separated || len(ds[0].choices) > 0 || ds[0].to-ds[0].from >= 200 {
		return ds
	}
	for _, t := range titles {
		if ds[0].from <= t.from && t.to <= ds[0].to {
			return ds
		}
	}
	ds[1].from = ds[0].from
	return ds[1:]
}

// planStart is where a plan starts whose first number stands at number: at the title
// before it, or at the covering notice before that.
func planStart(titles []title, from, number int) int {
	start := -1
	for i := len(titles) - 1; i >= 0; i-- {
		t := titles[i]
		if t.to > number || t.start < from {
			continue
		}
		if start < 0 || t.cover {
			start = t.start
		}
	}
	return start
}

// pickTitle chooses a draft's title among those before its first number: the one that
// the table of contents names, else the first that is no covering notice and stands
// behind every one that is, else the notice's own.
func (d *draft) pickTitle(titles []title) {
	end := d.to
	if len(d.choices) > 0 {
		end = d.choices[0].from
	}
	var cover *title
	for i := range titles {
		t := &titles[i]
		if t.from < d.from || t.to > end {
			continue
		}
		switch {
		case t.cover && d.title == nil:
			cover = t
		case d.title == nil:
			d.title = t
		case t.promised && !d.title.promised, t.text == d.title.text:
			d.title = t
		}
	}
	d.attached = d.title != nil && d.title.start < d.title.from
	switch {
	case cover == nil:
		if d.attached {
			d.cover = d.title.from
		}
	case d.title == nil:
		d.title = cover
	default:
		d.cover = d.title.from
	}
}
