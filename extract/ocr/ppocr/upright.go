package ppocr

import (
	"cmp"
	"context"
	"slices"

	"github.com/gangmu/gangmu/extract/ocr"
)

const (
	tallShare   = 1.5 // of the length of lying lines, that standing ones need to turn a page
	longShape   = 2   // sides of a line that tells how the page lies
	votes       = 12  // lines that the classifier is asked about
	classWidth  = 192 // pixels of what the classifier sees
	stripHeight = 48
)

// A sheet is a page as its lines are read in it.
type sheet struct {
	picture *ocr.Picture // upright, grey, seen through red ink
	ruled   *ocr.Picture // with faint lines, if they were taken away
	colored *ocr.Picture // the same with red ink; nil if there is none
	turn    int          // degrees clockwise that made it upright
}

// upright finds the lines of a picture and turns it so that they read from left to right:
// by a quarter where most lines stand, by a half where the classifier says so. Where the
// other side shows through, it is made to vanish.
func (e *Engine) upright(ctx context.Context, p *ocr.Picture) (s sheet, quads []ocr.Quad, err error) {
	s.picture = p.Ink().Despeckled()
	if quads, err = e.detect(s.picture); err != nil {
		return s, nil, err
	}
	if standing(quads) {
		s.turn, s.picture = 90, s.picture.Turned(90)
		if quads, err = e.detect(s.picture); err != nil {
			return s, nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return s, nil, err
	}
	if s.picture.ShowsThrough(quads) {
		s.ruled, s.picture = s.picture, s.picture.WithoutBleed()
		if quads, err = e.detect(s.picture); err != nil {
			return s, nil, err
		}
	}
	over, err := e.overturned(s.picture, quads)
	if err != nil {
		return s, nil, err
	}
	if over {
		s.turn += 180
		for i, q := range quads {
			quads[i] = q.Overturned(s.picture.W, s.picture.H)
		}
		s.picture = s.picture.Turned(180)
		if s.ruled != nil {
			s.ruled = s.ruled.Turned(180)
		}
	}
	if s.ruled == nil {
		s.ruled = s.picture
	}
	if p.HasRed() {
		s.colored = p.Turned(s.turn)
	}
	return s, quads, nil
}

// standing reports whether the lines of a page stand.
func standing(quads []ocr.Quad) bool {
	tall, wide := 0.0, 0.0
	for _, q := range quads {
		switch w, h := q.Width(), q.Height(); {
		case h > longShape*w:
			tall += h
		case w > longShape*h:
			wide += w
		}
	}
	return tall > tallShare*wide
}

// overturned asks the classifier about the longest lines. It sees the beginning of a long
// line, which is better than all of it squeezed.
func (e *Engine) overturned(p *ocr.Picture, quads []ocr.Quad) (bool, error) {
	longest := slices.Clone(quads)
	slices.SortFunc(longest, func(a, b ocr.Quad) int { return cmp.Compare(b.Width(), a.Width()) })
	longest = longest[:min(len(longest), votes)]
	if len(longest) == 0 {
		return false, nil
	}
	const size = 3 * stripHeight * classWidth
	in := make([]float32, len(longest)*size)
	for i, q := range longest {
		shape := q.Width() / max(1, q.Height())
		if most := float64(classWidth) / stripHeight; shape > most {
			q, shape = q.Left(most/shape), most
		}
		w := max(8, min(classWidth, int(shape*stripHeight)))
		fill(in[i*size:(i+1)*size], p.Strip(q, w, stripHeight), w, classWidth)
	}
	sum := float32(0)
	err := e.classifier.run(in, []int64{int64(len(longest)), 3, stripHeight, classWidth}, func(out []float32, _ []int64) error {
		for i := range longest {
			if 2*i+1 < len(out) {
				sum += out[2*i+1]
			}
		}
		return nil
	})
	return sum > float32(len(longest))/2, err
}

// fill puts a strip w wide into planes of blue, green and red that are as wide as width,
// with values -1 to 1. What is right of it stays 0.
func fill(to []float32, planes [][]float32, w, width int) {
	for c := range 3 {
		from := plane(planes, c)
		for y := range stripHeight {
			row := to[(c*stripHeight+y)*width:]
			for x := range w {
				row[x] = from[y*w+x]/127.5 - 1
			}
		}
	}
}
