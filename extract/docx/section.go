package docx

import "github.com/gangmu/gangmu"

// A section is what is kept of a sectPr (17.6): parts for its margins, and how it begins.
type section struct {
	headers, footers []string // relationship IDs
	continuous       bool     // it begins on the page on which the one before it ends
}

// A margin is a part that is printed in the margin of pages.
type margin struct {
	part string
	kind gangmu.BlockKind
}

func (x *section) read(s *scanner) error {
	title := false
	var firstHeaders, firstFooters []string
	err := s.Each(func(name string) error {
		id, first := s.Attr("id"), s.Attr("type") == "first"
		switch {
		case name == "type":
			x.continuous = val(s) == "continuous" || val(s) == "nextColumn"
		case name == "titlePg":
			title = on(s)
		case name == "headerReference" && first:
			firstHeaders = append(firstHeaders, id)
		case name == "headerReference":
			x.headers = append(x.headers, id)
		case name == "footerReference" && first:
			firstFooters = append(firstFooters, id)
		case name == "footerReference":
			x.footers = append(x.footers, id)
		}
		return s.Skip()
	})
	if title { // else those of the first page are not shown
		x.headers = append(firstHeaders, x.headers...)
		x.footers = append(firstFooters, x.footers...)
	}
	return err
}

// endSection ends the section that x describes: a sectPr stands at the end of its section.
func (b *body) endSection(x *section) {
	if !b.main {
		return
	}
	next := b.given + len(b.out)
	if b.section > 0 && b.section < next && !x.continuous {
		b.pageTops = append(b.pageTops, b.section)
	}
	b.section = next
	b.addMargins(x.headers, gangmu.Header)
	b.addMargins(x.footers, gangmu.Footer)
}

// addMargins notes parts to be read, once each: sections share them.
func (b *body) addMargins(ids []string, kind gangmu.BlockKind) {
	for _, id := range ids {
		m := margin{b.pkg.byID[id], kind}
		if m.part != "" && !b.hasMargin(m) {
			b.margins = append(b.margins, m)
		}
	}
}

func (b *body) hasMargin(m margin) bool {
	for _, x := range b.margins {
		if x == m {
			return true
		}
	}
	return false
}
