package tesseract

import (
	"strconv"
	"strings"

	"github.com/gangmu/gangmu/extract/ocr"
)

// The program's table has a row for every word, with columns parted by tabs: level, page,
// block, paragraph, line, word, left, top, width, height, confidence in percent, text.
// Words of level 5 hold text. It sets blanks between Han, which are dropped.
const (
	wordLevel = "5"
	columns   = 12

	// leastConfidence of a line, below which it is what specks and rules are read as.
	leastConfidence = 0.25
)

// parse reads the table; dropped counts lines below leastConfidence.
func parse(table []byte) (lines []ocr.Line, dropped int) {
	var words []word
	of := ""
	flush := func() {
		if l, ok := lineOf(words); ok {
			lines = append(lines, l)
		} else if len(words) > 0 {
			dropped++
		}
		words = words[:0]
	}
	for row := range strings.Lines(string(table)) {
		f := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", columns)
		if len(f) < columns || f[0] != wordLevel || strings.TrimSpace(f[11]) == "" {
			continue
		}
		if id := strings.Join(f[1:5], " "); id != of {
			flush()
			of = id
		}
		words = append(words, wordOf(f))
	}
	flush()
	return lines, dropped
}

// A word is a place with text.
type word struct {
	x0, y0, x1, y1 float64
	confidence     float64
	text           []rune
}

func wordOf(f []string) word {
	number := func(s string) float64 {
		v, _ := strconv.ParseFloat(s, 64)
		return v
	}
	w := word{x0: number(f[6]), y0: number(f[7]), confidence: max(0, min(1, number(f[10])/100)), text: []rune(strings.TrimSpace(f[11]))}
	w.x1, w.y1 = w.x0+number(f[8]), w.y0+number(f[9])
	return w
}

// lineOf joins words; characters of a word are taken to be of one width.
func lineOf(words []word) (ocr.Line, bool) {
	if len(words) == 0 {
		return ocr.Line{}, false
	}
	x0, y0, x1, y1 := words[0].x0, words[0].y0, words[0].x1, words[0].y1
	for _, w := range words {
		x0, y0, x1, y1 = min(x0, w.x0), min(y0, w.y0), max(x1, w.x1), max(y1, w.y1)
	}
	wide := max(1, x1-x0)
	var text []rune
	var chars []ocr.Char
	add := func(r rune, x, confidence float64) {
		text = append(text, r)
		chars = append(chars, ocr.Char{At: (x - x0) / wide, Confidence: confidence})
	}
	for i, w := range words {
		if i > 0 && latin(text[len(text)-1]) && latin(w.text[0]) {
			add(' ', (words[i-1].x1+w.x0)/2, w.confidence)
		}
		for k, r := range w.text {
			add(r, w.x0+(w.x1-w.x0)*(float64(k)+0.5)/float64(len(w.text)), w.confidence)
		}
	}
	grow := 0.1 * (y1 - y0) // as quads of other engines are
	q := ocr.Quad{{X: x0, Y: y0 - grow}, {X: x1, Y: y0 - grow}, {X: x1, Y: y1 + grow}, {X: x0, Y: y1 + grow}}
	l := ocr.NewLine(q, text, chars)
	return l, l.Confidence >= leastConfidence
}

func latin(r rune) bool {
	return r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
}
