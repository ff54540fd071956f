package ofd

import (
	"math"
	"strings"

	"github.com/gangmu/gangmu/extract/pdf/page"
)

const (
	thick = 3.0 // points; thicker things are no ruling lines
	long  = 4.0 // points; shorter things are none either
)

// path reads a path object (9.1) as far as it can be ruling lines: its straight segments
// that run along or down the page, or all of it where it is a thin bar.
func (c *content) path(s *scanner) error {
	p := placed(s)
	x0, y0, x1, y1 := p.bounds(c.area)
	if w, h := x1-x0, y1-y0; min(w, h) <= thick && max(w, h) >= long {
		if w > h {
			c.rule(x0, (y0+y1)/2, x1, (y0+y1)/2)
		} else {
			c.rule((x0+x1)/2, y0, (x0+x1)/2, y1)
		}
		return s.Skip()
	}
	return s.Each(func(name string) error {
		if name != "AbbreviatedData" {
			return s.Skip()
		}
		t, err := s.Content()
		c.segments(p, strings.Fields(string(t)))
		return err
	})
}

// operands is how many numbers follow an operator of abbreviated data (9.1, table 35); the
// last two are where it goes.
var operands = map[string]int{"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

func (c *content) segments(p place, data []string) {
	var x, y, startX, startY float64
	for i := 0; i < len(data); i++ {
		op := data[i]
		n, ok := operands[op]
		if !ok || i+n >= len(data) {
			continue
		}
		toX, toY := startX, startY
		if n >= 2 {
			toX, toY = p.at(number(data[i+n-1]), number(data[i+n]), c.area)
		}
		switch op {
		case "S", "M":
			startX, startY = toX, toY
		case "L", "C":
			c.rule(x, y, toX, toY)
		default:
			c.curves++
		}
		x, y = toX, toY
		i += n
	}
}

// rule keeps a segment that may be a ruling line.
func (c *content) rule(x0, y0, x1, y1 float64) {
	w, h := math.Abs(x1-x0), math.Abs(y1-y0)
	if len(c.rules) < maxRules && min(w, h) < 1 && max(w, h) >= long {
		c.rules = append(c.rules, page.Rule{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)})
	}
}
