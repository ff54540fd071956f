package ppocr

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gangmu/gangmu/extract/ocr"
)

// Circled numbers. In damaged print the recogniser reads ② as 2, often with a speck of the
// circle beside it. Its second thoughts tell: where the circle stands, the class ② has a
// hundred times the probability that it has at a plain 2. So the beginnings of lines that a
// plain number does not explain are looked at again, at three widths. A number alone before
// Han may as well have lost its point: it is believed only next to a circled one, the number
// before or behind it in the list.

// circledLabel is a number that has lost something: between marks that circles leave, and
// directly before Han.
var circledLabel = regexp.MustCompile(`^([“”"'‘’:：·.,，、!(（]{0,2})([1-9])([)）.．,，、:：·]{0,2})\p{Han}`)

// unitsAfter follow numbers in running text, at the beginning of a line that goes on.
const unitsAfter = "年月日个项次名人家户万亿千百元处期天分时条件类级批场所篇份小周季届米公平本"

const (
	circledEms    = 3.0    // heights of the line that are looked at
	circledBare   = 0.0005 // least probability where the number stands alone before Han
	circledMarked = 0.004  // where marks stand beside it
	circledDotted = 0.05   // where a point or comma follows, as it does after plain numbers
	circledIndent = 0.6    // heights, from the leftmost line
	circledDoubt  = 0.5    // confidence of what is told so: it is shown
)

var circledWidths = []float64{squeeze, 1, 1.4}

// A weakCircle is a number that may have lost its circle, and the place of its line.
type weakCircle struct {
	line, label int // label is the length of what is to be replaced, code points
	number      int
	sure        bool
}

// readCircled puts circles back around numbers that lines begin with.
func (e *Engine) readCircled(s sheet, lines []ocr.Line) error {
	var found []weakCircle
	for i := range lines {
		l := &lines[i]
		w, least, ok := weakLabel(l, lines)
		if !ok {
			continue
		}
		p, err := e.probability(s.picture, l.Quad, string(rune('①'+w.number-1)))
		if err != nil {
			return err
		}
		if p >= least {
			w.line, w.sure = i, p >= circledMarked
			found = append(found, w)
		}
	}
	for _, w := range believed(found, circledLines(lines)) {
		l := &lines[w.line]
		text := []rune(l.Text)
		l.Text = string(rune('①'+w.number-1)) + string(text[w.label:])
		l.Chars = append([]ocr.Char{{At: l.Chars[w.label-1].At, Confidence: circledDoubt}}, l.Chars[w.label:]...)
	}
	return nil
}

// weakLabel is the number that a line begins with, if it may have lost its circle, and the
// least probability at which it is believed.
func weakLabel(l *ocr.Line, lines []ocr.Line) (w weakCircle, least float64, ok bool) {
	m := circledLabel.FindStringSubmatch(l.Text)
	text := []rune(l.Text)
	if m == nil || strings.ContainsAny(m[1], "(（") && strings.ContainsAny(m[3], ")）") || len(text) != len(l.Chars) || l.Quad.Width() < 2*circledEms*l.Quad.Height() || !indented(l.Quad, lines) {
		return w, 0, false
	}
	w.label, w.number = len([]rune(m[1]+m[2]+m[3])), int(m[2][0]-'0')
	switch {
	case m[3] == "." || m[3] == "．" || m[3] == "、":
		return w, circledDotted, m[1] != "" // a plain label, read well
	case strings.ContainsAny(m[3], ".．,，、"):
		return w, circledDotted, true
	case m[1]+m[3] != "":
		return w, circledMarked, true
	}
	return w, circledBare, !strings.ContainsRune(unitsAfter, text[w.label])
}

// circledLines are the circled numbers that lines begin with.
func circledLines(lines []ocr.Line) map[int]bool {
	numbers := map[int]bool{}
	for i := range lines {
		if r, _ := utf8.DecodeRuneInString(lines[i].Text); r >= '①' && r <= '⑳' {
			numbers[int(r-'①')+1] = true
		}
	}
	return numbers
}

// believed are those of found that are sure, and those next to a circled number.
func believed(found []weakCircle, circled map[int]bool) (out []weakCircle) {
	rest := found
	for more := true; more; {
		more = false
		var left []weakCircle
		for _, w := range rest {
			if w.sure || circled[w.number-1] || circled[w.number+1] {
				circled[w.number], more = true, true
				out = append(out, w)
			} else {
				left = append(left, w)
			}
		}
		rest = left
	}
	return out
}

// indented reports whether a line begins to the right of others above or below it.
func indented(q ocr.Quad, lines []ocr.Line) bool {
	x0, _, x1, _ := q.Bounds()
	left := x0
	for _, l := range lines {
		if a, _, b, _ := l.Quad.Bounds(); a < x1 && b > x0 && b-a > (x1-x0)/2 {
			left = min(left, a)
		}
	}
	return x0-left > circledIndent*q.Height()
}

// probability is the greatest that a character has anywhere at the beginning of a line; 0
// if the charset lacks it.
func (e *Engine) probability(p *ocr.Picture, q ocr.Quad, character string) (best float64, err error) {
	class := -1
	for k, c := range e.charset {
		if c == character {
			class = k
		}
	}
	if class < 0 {
		return 0, nil
	}
	begin := q.Left(min(1, circledEms*q.Height()/q.Width()))
	for _, narrow := range circledWidths {
		err = e.scores(p, begin, narrow, func(out []float32, steps int, _ float64) {
			for t := range steps {
				best = math.Max(best, float64(out[t*len(e.charset)+class]))
			}
		})
		if err != nil {
			return 0, err
		}
	}
	return best, nil
}
