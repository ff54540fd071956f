package scan

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/gangmu/gangmu/extract/ocr"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A sheet is a page as an engine read it.
type sheet struct {
	page   *ocr.Page
	number int
	dpi    float64
}

// Sizes of print. A line tells the size of its type by the distance of its characters when
// it has enough of them; else by its height, which says less, as quads are as high as what
// happens to stand in them. Sizes of lines that are near to each other are one size, or
// noise would look like titles.
const (
	tellingEms = 8    // from which on the width of a line tells its size
	usualPart  = 0.72 // size to height of a quad, where no line of the page tells it
	sameSize   = 0.09 // difference of sizes that are one
)

// pages makes pages of glyphs; nil of those that are nil.
func pages(sheets []*sheet) []*page.Page {
	sizes := sizesOf(sheets)
	out := make([]*page.Page, len(sheets))
	for i, s := range sheets {
		if s != nil {
			out[i] = s.glyphs(sizes[i])
		}
	}
	return out
}

// ems is how wide a text is in sizes of its type, about.
func ems(text string) float64 {
	n := 0.0
	for _, r := range text {
		n += advance(r)
	}
	return n
}

// advance is the width of a character in sizes.
func advance(r rune) float64 {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return 1
	}
	return 0.5
}

// sizesOf finds the size of type of every line of every sheet, in points.
func sizesOf(sheets []*sheet) [][]float64 {
	part := heightPart(sheets)
	type place struct{ sheet, line int }
	type sized struct {
		place
		size, weight float64
	}
	var all []sized
	out := make([][]float64, len(sheets))
	for i, s := range sheets {
		if s == nil {
			continue
		}
		out[i] = make([]float64, len(s.page.Lines))
		for k, l := range s.page.Lines {
			n := ems(l.Text)
			size := l.Quad.Height() * part
			if n >= tellingEms {
				size = l.Quad.Width() / n
			}
			all = append(all, sized{place{i, k}, size * 72 / s.dpi, n})
		}
	}
	slices.SortStableFunc(all, func(a, b sized) int { return cmp.Compare(a.size, b.size) })
	for from := 0; from < len(all); {
		// A group is what follows each other in small steps and is not too wide.
		to := from + 1
		for to < len(all) && all[to].size < all[to-1].size*(1+sameSize/3) && all[to].size < all[from].size*(1+2*sameSize) {
			to++
		}
		total := 0.0
		for _, x := range all[from:to] {
			total += x.weight
		}
		sum, middle := 0.0, all[from].size
		for _, x := range all[from:to] {
			if sum += x.weight; sum >= total/2 {
				middle = x.size
				break
			}
		}
		for _, x := range all[from:to] {
			out[x.sheet][x.line] = standard(middle)
		}
		from = to
	}
	return out
}

// heightPart is the size of type to the height of quads, by the lines that tell both.
func heightPart(sheets []*sheet) float64 {
	var parts []float64
	for _, s := range sheets {
		if s == nil {
			continue
		}
		for _, l := range s.page.Lines {
			if n := ems(l.Text); n >= 2*tellingEms {
				parts = append(parts, l.Quad.Width()/n/max(1, l.Quad.Height()))
			}
		}
	}
	if len(parts) == 0 {
		return usualPart
	}
	slices.Sort(parts)
	return parts[len(parts)/2]
}

// typeSizes are the sizes of Chinese type, in points: 初号 to 六号, and the whole ones
// that programs offer.
var typeSizes = []float64{7.5, 9, 10.5, 12, 14, 15, 16, 18, 20, 22, 24, 26, 28, 32, 36, 42}

// standard is the size of type that is meant, if one is near.
func standard(size float64) float64 {
	best := math.Round(size*2) / 2
	near := sameSize / 2 * size
	for _, s := range typeSizes {
		if d := math.Abs(s - size); d < near {
			best, near = s, d
		}
	}
	return max(best, 1)
}

// glyphs makes a page of glyphs. Lines become level in the frame that Skew turns: glyphs
// stand on straight baselines through the middles of their lines.
func (s *sheet) glyphs(sizes []float64) *page.Page {
	scale := 72 / s.dpi
	p := &page.Page{Number: s.number, Skew: s.page.Skew, Width: float64(s.page.Width) * scale, Height: float64(s.page.Height) * scale}
	sin, cos := math.Sincos(s.page.Skew * math.Pi / 180)
	for i, l := range s.page.Lines {
		size := sizes[i]
		wide := l.Quad.Width() * scale
		middle := l.Quad.Middle()
		// The left end of the baseline, which is 0.38 sizes below the middle of Han.
		x := middle.X*scale - wide/2*cos - 0.38*size*sin
		y := middle.Y*scale - wide/2*sin + 0.38*size*cos
		edges := edges(l)
		k := 0
		for _, r := range l.Text {
			at, to := edges[k]*wide, edges[k+1]*wide
			if k == 0 && opens(l.Text) {
				at -= size / 2
			}
			confidence := 0.0
			if k < len(l.Chars) {
				confidence = l.Chars[k].Confidence
			}
			p.Glyphs = append(p.Glyphs, page.Glyph{
				X: x + at*cos, Y: y + at*sin, Width: to - at, Size: size, Text: string(r),
				Recognized: true, Confidence: float32(confidence),
			})
			k++
		}
	}
	p = p.Turned(int16(s.page.Turn))
	p.Rules = s.rules()
	return p
}

// shown is where a point of the upright picture is on the page as it is shown, in points.
func (s *sheet) shown(q ocr.Point) (x, y float64) {
	scale := 72 / s.dpi
	w, h := float64(s.page.Width), float64(s.page.Height)
	switch s.page.Turn {
	case 90:
		q = ocr.Point{X: q.Y, Y: w - q.X}
	case 180:
		q = ocr.Point{X: w - q.X, Y: h - q.Y}
	case 270:
		q = ocr.Point{X: h - q.Y, Y: q.X}
	}
	return q.X * scale, q.Y * scale
}

// opening are marks whose left half is blank: a line that begins with one begins half a
// size before its ink. Without that it would seem to be set in further than others.
const opening = "（《〈「『【〔“‘"

// opens reports whether a line begins so. Engines take one bracket for the other: one before
// Han is as wide as they are, as a rule.
func opens(line string) bool {
	first, n := utf8.DecodeRuneInString(line)
	second, _ := utf8.DecodeRuneInString(line[n:])
	return strings.ContainsRune(opening, first) || first == '(' && unicode.Is(unicode.Han, second)
}

// rules are the ruling lines, on the page as it is shown.
func (s *sheet) rules() []page.Rule {
	var out []page.Rule
	for _, r := range s.page.Rules {
		var x page.Rule
		x.X0, x.Y0 = s.shown(r.A)
		x.X1, x.Y1 = s.shown(r.B)
		out = append(out, x)
	}
	return out
}

// edges are where characters of a line begin and end, as shares of its width: halfway
// between their middles.
func edges(l ocr.Line) []float64 {
	n := utf8.RuneCountInString(l.Text)
	out := make([]float64, n+1)
	out[n] = 1
	for i := 1; i < n; i++ {
		if len(l.Chars) == n {
			out[i] = (l.Chars[i-1].At + l.Chars[i].At) / 2
		} else {
			out[i] = float64(i) / float64(n)
		}
		out[i] = max(out[i], out[i-1])
	}
	return out
}
