package ppocr

import (
	"math"
	"regexp"
	"strings"

	"github.com/gangmu/gangmu/extract/ocr"
)

// Circled numbers. In damaged print the recogniser reads ② as 2, often with a speck of the
// circle beside it. Its second thoughts tell: where the circle stands, the class ② has a
// hundred times the probability that it has at a plain 2. So the beginnings of lines that a plain number
// does not explain are looked at again, at three widths.

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

// readCircled puts circles back around numbers that lines begin with.
func (e *Engine) readCircled(s sheet, lines []ocr.Line) error {
	for i := range lines {
		l := &lines[i]
		m := circledLabel.FindStringSubmatch(l.Text)
		text := []rune(l.Text)
		if m == nil || strings.ContainsAny(m[1], "(（") && strings.ContainsAny(m[3], ")）") || len(text) != len(l.Chars) || l.Quad.Width() < 2*circledEms*l.Quad.Height() || !indented(l.Quad, lines) {
			continue
		}
		label := len([]rune(m[1] + m[2] + m[3]))
		least := circledBare
		switch {
		case m[3] == "." || m[3] == "．" || m[3] == "、":
			if m[1] == "" { // a plain label, read well
				continue
			}
			least = circledDotted
		case strings.ContainsAny(m[3], ".．,，、"):
			least = circledDotted
		case m[1]+m[3] != "":
			least = circledMarked
		case strings.ContainsRune(unitsAfter, text[label]):
			continue
		}
		circled := string('①' + []rune(m[2])[0] - '1')
		p, err := e.probability(s.picture, l.Quad, circled)
		if err != nil {
			return err
		}
		if p < least {
			continue
		}
		l.Text = circled + string(text[label:])
		l.Chars = append([]ocr.Char{{At: l.Chars[label-1].At, Confidence: circledDoubt}}, l.Chars[label:]...)
	}
	return nil
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
