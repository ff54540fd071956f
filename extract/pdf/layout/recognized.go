package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// doubtful is the confidence below which a recognised character is a doubt. Of those that
// PP-OCRv4 read with more, 1 in 100 was wrong on damaged pages.
const doubtful = 0.6

// recognized notes how sure the characters of a line are that were recognised, after its
// text is set. Blanks, which setting the text adds and drops, are passed over.
func (l *line) recognized(glyphs []page.Glyph) {
	text := []rune(l.text)
	sum, n, at := 0.0, 0, 0
	for _, g := range glyphs {
		for _, r := range g.Text {
			if unicode.IsSpace(r) {
				continue
			}
			for at < len(text) && unicode.IsSpace(text[at]) {
				at++
			}
			if at == len(text) {
				break
			}
			if g.Recognized {
				sum += float64(g.Confidence)
				n++
				if g.Confidence < doubtful {
					l.doubts = addDoubt(l.doubts, gangmu.Span{at, at + 1})
				}
			}
			at++
		}
	}
	if n > 0 {
		l.confidence, l.source = sum/float64(n), gangmu.FromOCR
	}
}

// addDoubt adds a span after the others; side by side they are one.
func addDoubt(doubts []gangmu.Span, s gangmu.Span) []gangmu.Span {
	if n := len(doubts); n > 0 && doubts[n-1][1] == s[0] {
		doubts[n-1][1] = s[1]
		return doubts
	}
	return append(doubts, s)
}

// recognizedBlock gives a block what its lines say of their recognition. Line i of the
// block is lines[i].
func recognizedBlock(b *gangmu.Block, lines []*line) {
	sum, n := 0.0, 0
	for i, l := range lines {
		if l.confidence == 0 {
			continue
		}
		chars := utf8.RuneCountInString(strings.ReplaceAll(l.text, " ", ""))
		sum += l.confidence * float64(chars)
		n += chars
		for _, d := range l.doubts {
			from := b.Lines[i].Span[0]
			b.Doubts = append(b.Doubts, gangmu.Span{from + d[0], from + d[1]})
		}
	}
	if n > 0 {
		b.Confidence = sum / float64(n)
	}
}
