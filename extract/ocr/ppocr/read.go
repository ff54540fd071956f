package ppocr

import (
	"fmt"
	"math"
	"regexp"

	"github.com/gangmu/gangmu/extract/ocr"
)

const (
	// squeeze narrows what the recogniser sees: at 0.65 of its width print is read both
	// faster and better than at its own (measured: 0.28 against 1.19 % errors).
	squeeze = 0.65

	shortShape = 3    // width to height up to which a line is too short to be narrowed
	stripStep  = 8    // widths of strips are multiples of it
	leastStrip = 64   // narrower ones are read badly
	mostStrip  = 4096 // pixels
	lyingShape = 1.5  // height to width from which on a region is a line on its side
)

// readLine reads a line. Where red ink stands over it, it is read with the ink and without,
// and the reading that is surer stays.
func (e *Engine) readLine(s sheet, q ocr.Quad) (ocr.Line, error) {
	if q.Height() >= lyingShape*q.Width() {
		q = q.Lying()
	}
	narrow := squeeze
	if q.Width() < shortShape*q.Height() {
		narrow = 1
	}
	line, err := e.read(s.picture, q, narrow)
	if err != nil || s.colored == nil || redShare(s.colored, q) < redOver {
		return line, err
	}
	other, err := e.read(s.colored, q, narrow)
	if err == nil && other.Confidence > line.Confidence {
		line = other
	}
	return line, err
}

const (
	redOver  = 0.02 // share of red pixels that stand over a line
	redPrint = 0.08 // and of a line that is printed in red
	redSure  = 0.85 // least confidence of such a line: of a seal's text little is read well
	redChars = 4    // and its least characters
)

func redShare(p *ocr.Picture, q ocr.Quad) float64 {
	x0, y0, x1, y1 := q.Bounds()
	return p.RedShare(int(x0), int(y0), int(x1), int(y1))
}

// readRed adds the lines that are printed in red, as the names of authors at the head of
// official letters are: without red ink they are not seen.
func (e *Engine) readRed(s sheet, found []ocr.Quad, out *ocr.Page) error {
	if s.colored == nil {
		return nil
	}
	quads, err := e.detect(s.colored)
	if err != nil {
		return err
	}
	for _, q := range quads {
		if covered(q, found) || q.Width() < 2*q.Height() || redShare(s.colored, q) < redPrint {
			continue
		}
		line, err := e.read(s.colored, q, squeeze)
		if err != nil {
			return err
		}
		if line.Confidence >= redSure && len(line.Chars) >= redChars {
			out.Lines = append(out.Lines, line)
		} else {
			out.Dropped++
		}
	}
	return nil
}

// covered reports whether the middle of a quad is in one of others.
func covered(q ocr.Quad, others []ocr.Quad) bool {
	m := q.Middle()
	for _, o := range others {
		if x0, y0, x1, y1 := o.Bounds(); m.X > x0 && m.X < x1 && m.Y > y0 && m.Y < y1 {
			return true
		}
	}
	return false
}

// fineHeight is the height in pixels from which on margins are looked at at half the size.
const fineHeight = 2000

// pageNumber is what is taken from margins: numbers between dashes, at most.
var pageNumber = regexp.MustCompile(`^[-—–·.~一 ]{0,3}(?:第 ?)?[0-9]{1,4}(?: ?页)?[-—–·.~一 ]{0,3}$`)

// readMargins adds page numbers that the detector overlooked.
func (e *Engine) readMargins(s sheet, found []ocr.Quad, out *ocr.Page) error {
	scale := 1
	if s.picture.H > fineHeight {
		scale = 2
	}
	for _, q := range ocr.Overlooked(ocr.InkOf(s.picture, scale), found) {
		line, err := e.read(s.picture, q, 1)
		if err != nil {
			return err
		}
		if line.Confidence >= lineConfidence && pageNumber.MatchString(line.Text) {
			out.Lines = append(out.Lines, line)
		}
	}
	return nil
}

// read reads the line in a quad.
func (e *Engine) read(p *ocr.Picture, q ocr.Quad, squeeze float64) (line ocr.Line, err error) {
	err = e.scores(p, q, squeeze, func(out []float32, steps int, stretch float64) {
		text, chars := e.decode(out, steps, stretch)
		line = ocr.NewLine(q, text, chars)
	})
	return line, err
}

// scores gives what the recogniser says of the line in a quad to use: for every step the
// probabilities of all classes, and how much wider the steps are than the line.
func (e *Engine) scores(p *ocr.Picture, q ocr.Quad, squeeze float64, use func(out []float32, steps int, stretch float64)) error {
	w := int(math.Ceil(stripHeight * q.Width() / max(1, q.Height()) * squeeze))
	w = max(stripStep*2, min(w, mostStrip))
	width := (max(w, leastStrip) + stripStep - 1) / stripStep * stripStep
	in := make([]float32, 3*stripHeight*width)
	fill(in, p.Strip(q, w, stripHeight), w, width)
	return e.recognizer.run(in, []int64{1, 3, stripHeight, int64(width)}, func(out []float32, shape []int64) error {
		if len(shape) != 3 || int(shape[2]) != len(e.charset) || len(out) < int(shape[1]*shape[2]) {
			return fmt.Errorf("recogniser answers with shape %v, the charset has %d characters", shape, len(e.charset))
		}
		use(out, int(shape[1]), float64(width)/float64(w))
		return nil
	})
}

// decode takes the best class of every step; equal ones that follow each other are one
// character, and class 0 is none (CTC, Graves et al. 2006). stretch is how much wider the
// steps are than the line.
func (e *Engine) decode(scores []float32, steps int, stretch float64) (text []rune, chars []ocr.Char) {
	classes := len(e.charset)
	before := 0
	for t := range steps {
		row := scores[t*classes : (t+1)*classes]
		best, score := 0, row[0]
		for k, v := range row {
			if v > score {
				best, score = k, v
			}
		}
		if best != 0 && best != before {
			at := min(1, (float64(t)+0.5)/float64(steps)*stretch)
			for _, r := range e.charset[best] {
				text = append(text, r)
				chars = append(chars, ocr.Char{At: at, Confidence: min(1, float64(score))})
			}
		}
		before = best
	}
	return text, chars
}
