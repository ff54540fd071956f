// Package searchable writes PDF files in which scans can be searched: the pages look as
// they did, and under them lies what an engine read in them, as text that is not painted
// (text rendering mode 3, ISO 32000-1, 9.3.6).
//
// [Append] adds such text to a PDF file and leaves its bytes as they are; [Compose] makes a
// new file of pictures of pages. The package knows nothing of engines, and of other formats
// only what a page's picture is.
package searchable

import (
	"math"

	"github.com/gangmu/gangmu"
)

// A Line is a line of text on a page, where its quad is: top left, top right, bottom right,
// bottom left as the line reads, in points from the top left corner of the page as it is
// shown.
type Line struct {
	Quad [4]Point
	Text string
}

// A Point is a place on a page.
type Point struct{ X, Y float64 }

// Mark is what Append and Compose write into the last line but one of a file, as a comment:
// where a copy comes from. It must be plain ASCII without line ends.
type Mark string

// ErrNotSupported says that a file cannot be copied so: encrypted ones among others. It is
// a gangmu.ErrorCode.
const ErrNotSupported = gangmu.ErrUnsupported

// finite reports whether a line can be placed.
func (l Line) finite() bool {
	sum := 0.0
	for _, p := range l.Quad {
		sum += p.X + p.Y
	}
	return !math.IsNaN(sum) && math.Abs(sum) < 1e6 && l.width() > 0 && l.height() > 0
}

func (l Line) width() float64 {
	return max(distance(l.Quad[0], l.Quad[1]), distance(l.Quad[3], l.Quad[2]))
}

func (l Line) height() float64 {
	return max(distance(l.Quad[0], l.Quad[3]), distance(l.Quad[1], l.Quad[2]))
}

func distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }
