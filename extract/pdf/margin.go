package pdf

import (
	"math"
	"regexp"
	"strings"

	"github.com/gangmu/gangmu"
)

// Running heads, feet and page numbers. A head or foot is the same text, numbers
// masked, at the same height on most pages; by its place alone nothing is one, or
// titles would be lost. They are marked and stay in the text.

const (
	marginZone  = 0.15 // of the page's height, at the top and at the bottom
	marginPages = 0.6  // share of the pages that have it
)

var (
	digits     = regexp.MustCompile(`[0-9０-９]+`)
	pageNumber = regexp.MustCompile(`^(?:[—–―\-－·•─~ ]*[0-9０-９]{1,4}[—–―\-－·•─~ ]*|第 ?[0-9一二三四五六七八九十百]{1,4} ?页(?:[,， ]?[共/] ?[0-9一二三四五六七八九十百]{1,4} ?页)?|[0-9]{1,4} ?/ ?[0-9]{1,4})$`)
)

func markMargins(lines []line, pages int) {
	type place struct {
		y    int
		text string
	}
	of := func(l *line) place {
		return place{int(math.Round(l.baseline / 2)), digits.ReplaceAllString(strings.ReplaceAll(l.text, " ", ""), "#")}
	}
	on := map[place]map[int]bool{}
	for i := range lines {
		if zone(&lines[i]) == "" {
			continue
		}
		k := of(&lines[i])
		if on[k] == nil {
			on[k] = map[int]bool{}
		}
		on[k][lines[i].page] = true
	}
	enough := max(2, int(math.Ceil(marginPages*float64(pages))))
	for i := range lines {
		l := &lines[i]
		kind := zone(l)
		outer := i == 0 || lines[i-1].page != l.page || i+1 == len(lines) || lines[i+1].page != l.page
		switch {
		case kind == "":
		case outer && pageNumber.MatchString(l.text):
			l.kind = gangmu.PageNumber
		case len(on[of(l)]) >= enough:
			l.kind = kind
			if pageNumber.MatchString(l.text) {
				l.kind = gangmu.PageNumber
			}
		}
	}
}

// zone is what a line would be by its height.
func zone(l *line) gangmu.BlockKind {
	switch {
	case l.baseline < marginZone*l.height:
		return gangmu.Header
	case l.baseline > (1-marginZone)*l.height:
		return gangmu.Footer
	}
	return ""
}
