package html

import (
	"strconv"
	"strings"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gangmu/gangmu"
)

// A style is what is known of the look of text: from elements, from attributes of old HTML
// and from style attributes. Style sheets are not read.
type style struct {
	font         string
	size         float64 // points, 0 if unknown
	bold         bool
	align        string
	firstLine    float64 // points
	outline      int
	preformatted bool
	hidden       bool
	generated    bool   // by Word, as the number of a list item
	list         string // list-style-type
}

var outlines = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// within is the style inside an element that stands in one of style s.
func (s style) within(n *dom.Node) style {
	s.list = ""
	if breaking[n.DataAtom] {
		s.outline = outlines[n.DataAtom]
	}
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Th, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.bold = true
	case atom.Center:
		s.align = "center"
	case atom.Pre:
		s.preformatted = true
	case atom.Font:
		if face := attribute(n, "face"); face != "" {
			s.font = family(face)
		}
	}
	if a := alignments[strings.ToLower(attribute(n, "align"))]; a != "" && n.DataAtom != atom.Table && n.DataAtom != atom.Img {
		s.align = a
	}
	if has(n, "hidden") {
		s.hidden = true
	}
	for declaration := range strings.SplitSeq(attribute(n, "style"), ";") {
		name, value, _ := strings.Cut(declaration, ":")
		s.declare(strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value))
	}
	return s
}

var alignments = map[string]string{"left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "justify": "justify"}

// declare takes a declaration of CSS.
func (s *style) declare(name, value string) {
	word := strings.ToLower(value)
	switch name {
	case "font-family":
		s.font = family(value)
	case "font-size":
		if n := points(word, s.size); n > 0 {
			s.size = n
		}
	case "font-weight":
		n, _ := strconv.Atoi(word)
		s.bold = word == "bold" || word == "bolder" || n >= 600
	case "text-align":
		if a := alignments[word]; a != "" {
			s.align = a
		}
	case "text-indent":
		s.firstLine = points(word, s.size)
	case "display":
		s.hidden = s.hidden || word == "none"
	case "visibility":
		s.hidden = word == "hidden" || word == "collapse"
	case "mso-hide":
		s.hidden = s.hidden || word == "all"
	case "mso-list":
		s.generated = word == "ignore"
	case "white-space":
		s.preformatted = strings.HasPrefix(word, "pre")
	case "list-style-type", "list-style":
		s.list, _, _ = strings.Cut(word, " ")
	}
}

// family is the first font of a list.
func family(value string) string {
	first, _, _ := strings.Cut(value, ",")
	return strings.Trim(strings.TrimSpace(first), `"'`)
}

// usualSize is the size of text for which nothing says one: 16 pixels.
const usualSize = 12

// unitPoints are the units of CSS Values 3, 6.2, in points.
var unitPoints = map[string]float64{"pt": 1, "px": 0.75, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12}

// points is a length in points, in text of size points; 0 if it is none.
func points(value string, size float64) float64 {
	if size == 0 {
		size = usualSize
	}
	if len(value) < 3 {
		return 0
	}
	unit := value[len(value)-2:]
	n, err := strconv.ParseFloat(strings.TrimSpace(value[:len(value)-2]), 64)
	if err != nil || n != n || n > 1000 || n < -1000 {
		return 0
	}
	if unit == "em" {
		return n * size
	}
	return n * unitPoints[unit]
}

func (s style) shown() gangmu.Style {
	return gangmu.Style{Font: s.font, Size: s.size, Bold: s.bold, Align: s.align, FirstLine: s.firstLine, Outline: s.outline}
}
