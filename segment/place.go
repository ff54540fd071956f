package segment

import (
	"slices"

	"github.com/gangmu/gangmu"
)

// place returns the page on which label starts and the regions that the spans cover: one
// for each block and page, from the printed lines where the reader gave them.
func (s *source) place(label gangmu.Span, spans []gangmu.Span) (page int, regions []gangmu.Region) {
	for _, sp := range spans {
		for b := max(s.blockAt(sp[0]), 0); b < len(s.blocks) && s.spans[b][0] < sp[1]; b++ {
			regions = s.blockRegions(b, sp, regions)
		}
	}
	if b := s.blockAt(label[0]); b >= 0 {
		page = s.blocks[b].Page
		inText := label[0] - s.starts[b]
		for _, l := range s.blocks[b].Lines {
			if l.Span[0] <= inText {
				page = l.Page
			}
		}
	}
	return page, regions
}

// blockRegions adds the regions of block b that lie in span.
func (s *source) blockRegions(b int, span gangmu.Span, regions []gangmu.Region) []gangmu.Region {
	block := &s.blocks[b]
	if len(block.Lines) == 0 {
		if block.Page > 0 && block.Box != (gangmu.Box{}) && span.Overlaps(s.spans[b]) {
			regions = grow(regions, block.Page, block.Box)
		}
		return regions
	}
	start := s.starts[b]
	var own []gangmu.Region
	for _, l := range block.Lines {
		line := gangmu.Span{start + l.Span[0], start + l.Span[1]}
		if span.Overlaps(line) && s.keeps(line) {
			own = grow(own, l.Page, l.Box)
		}
	}
	return slices.Concat(regions, own)
}

// keeps reports whether any of span is not dropped.
func (s *source) keeps(span gangmu.Span) bool {
	return slices.Contains(s.drop[span[0]:span[1]], kept)
}

// grow adds box to the last region if that is on the same page, else as a new one.
func grow(regions []gangmu.Region, page int, box gangmu.Box) []gangmu.Region {
	if n := len(regions); n > 0 && regions[n-1].Page == page {
		regions[n-1].Box = regions[n-1].Box.Union(box)
		return regions
	}
	return append(regions, gangmu.Region{Page: page, Box: box})
}
