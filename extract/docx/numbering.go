package docx

import (
	"fmt"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/numeral"
)

// Automatic numbering, ECMA-376 part 1, 17.9. A num is an instance of an abstractNum;
// the counters belong to the abstractNum, so instances count on from each other. A
// startOverride restarts its level the first time its num is used.

const levels = 9

// A level is a w:lvl (17.9.6).
type level struct {
	start   int
	format  string
	text    string // "%1.%2", the label's pattern
	style   string // paragraph style linked to the level
	legal   bool   // isLgl: all numbers in decimal
	restart int    // lvlRestart; -1 if absent, 0 is never
	hidden  bool   // the number is hidden text
	font    string // of a bullet
	indent  indent
}

type abstractNum struct {
	levels     [levels]*level
	styleLink  string // it is the definition of this numbering style
	numberLink string // numStyleLink: it is defined by this numbering style

	count   [levels]int
	running [levels]bool // count holds a number of the present list
}

type num struct {
	abstract string
	override [levels]*level // lvlOverride/lvl
	start    [levels]int    // lvlOverride/startOverride, -1 if absent
	used     [levels]bool
}

type numbering struct {
	abstracts map[string]*abstractNum
	nums      map[string]*num
	linked    map[string]*abstractNum   // by the numbering style that they define
	styleNum  func(style string) string // the num of a numbering style
	unknown   string                    // a format of the last label that no table here has
}

func newNumbering() *numbering {
	return &numbering{abstracts: map[string]*abstractNum{}, nums: map[string]*num{}, linked: map[string]*abstractNum{}, styleNum: func(string) string { return "" }}
}

func (nb *numbering) read(s *scanner) error {
	return s.Root(func(name string) error {
		if len(nb.abstracts) > maxLists || len(nb.nums) > maxLists {
			return fmt.Errorf("%w: more than %d lists", gangmu.ErrTooLarge, maxLists)
		}
		switch name {
		case "abstractNum":
			a := &abstractNum{}
			nb.abstracts[s.Attr("abstractNumId")] = a
			err := readAbstractNum(s, a)
			if a.styleLink != "" && nb.linked[a.styleLink] == nil {
				nb.linked[a.styleLink] = a
			}
			return err
		case "num":
			n := &num{}
			for i := range n.start {
				n.start[i] = -1
			}
			nb.nums[s.Attr("numId")] = n
			return readNum(s, n)
		}
		return s.Skip()
	})
}

func readAbstractNum(s *scanner, a *abstractNum) error {
	return s.Each(func(name string) error {
		switch name {
		case "lvl":
			i := s.Int("ilvl", -1)
			l, err := readLevel(s)
			if i >= 0 && i < levels {
				a.levels[i] = l
			}
			return err
		case "styleLink":
			a.styleLink = val(s)
		case "numStyleLink":
			a.numberLink = val(s)
		}
		return s.Skip()
	})
}

func readNum(s *scanner, n *num) error {
	return s.Each(func(name string) error {
		switch name {
		case "abstractNumId":
			n.abstract = val(s)
		case "lvlOverride":
			i := s.Int("ilvl", -1)
			if i < 0 || i >= levels {
				return s.Skip()
			}
			return s.Each(func(name string) error {
				switch name {
				case "startOverride":
					n.start[i] = s.Int("val", 1)
				case "lvl":
					l, err := readLevel(s)
					n.override[i] = l
					return err
				}
				return s.Skip()
			})
		}
		return s.Skip()
	})
}

func readLevel(s *scanner) (*level, error) {
	l := &level{format: "decimal", restart: -1}
	var read func(name string) error
	read = func(name string) error {
		switch name {
		case "start":
			l.start = s.Int("val", 0)
		case "numFmt":
			l.format = val(s)
			if custom := s.Attr("format"); l.format == "custom" { // "001, 002, 003, ..."
				l.format, _, _ = strings.Cut(custom, ",")
			}
		case "lvlText":
			l.text = val(s)
		case "pStyle":
			l.style = val(s)
		case "isLgl":
			l.legal = on(s)
		case "lvlRestart":
			l.restart = s.Int("val", -1)
		case "pPr":
			return s.Each(func(name string) error {
				if name == "ind" {
					l.indent.read(s)
				}
				return s.Skip()
			})
		case "rPr":
			return s.Each(func(name string) error {
				switch name {
				case "rFonts":
					l.font = s.Attr("ascii")
				case "vanish":
					l.hidden = on(s)
				}
				return s.Skip()
			})
		case "AlternateContent", "Choice": // a newer numFmt, with an older one as fallback
			return s.Each(read)
		}
		return s.Skip()
	}
	return l, s.Each(read)
}

// abstract is the definition that num id follows, through numbering styles.
func (nb *numbering) abstract(id string) *abstractNum {
	for range 5 { // links can go in circles
		n := nb.nums[id]
		if n == nil {
			return nil
		}
		a := nb.abstracts[n.abstract]
		if a == nil || a.numberLink == "" {
			return a
		}
		next := nb.styleNum(a.numberLink)
		if next == "" || next == id {
			if b := nb.linked[a.numberLink]; b != nil {
				return b
			}
			return a
		}
		id = next
	}
	return nil
}

func (nb *numbering) level(id string, i int) *level {
	n := nb.nums[id]
	if n == nil || i < 0 || i >= levels {
		return nil
	}
	if n.override[i] != nil {
		return n.override[i]
	}
	if a := nb.abstract(id); a != nil {
		return a.levels[i]
	}
	return nil
}

// styleLevel is the level of num id that is linked to a paragraph style, or -1.
func (nb *numbering) styleLevel(id, style string) int {
	if a := nb.abstract(id); a != nil {
		for i := range a.levels {
			if l := nb.level(id, i); l != nil && l.style == style {
				return i
			}
		}
	}
	return -1
}

// advance counts one paragraph of num id at level i and returns its label.
func (nb *numbering) advance(id string, i int) string {
	l, a, n := nb.level(id, i), nb.abstract(id), nb.nums[id]
	if l == nil || a == nil {
		return ""
	}
	start := func(i int) int {
		if n.start[i] >= 0 {
			return n.start[i]
		}
		if x := nb.level(id, i); x != nil {
			return x.start
		}
		return 1
	}
	if !n.used[i] && n.start[i] >= 0 {
		a.running[i] = false
	}
	n.used[i] = true
	if a.running[i] {
		a.count[i]++
	} else {
		a.count[i], a.running[i] = start(i), true
	}
	for k := range i {
		if !a.running[k] {
			a.count[k], a.running[k] = start(k), true
		}
	}
	for k := i + 1; k < levels; k++ {
		x := nb.level(id, k)
		if x != nil && (x.restart == 0 || x.restart > 0 && i+1 > x.restart) {
			continue
		}
		a.running[k] = false
	}
	switch {
	case l.hidden:
		return ""
	case l.format == "bullet":
		return strings.Map(func(r rune) rune { return numeral.Symbol(l.font, r) }, l.text)
	}
	return nb.label(id, i, l, a)
}

// label fills in the pattern of level i.
func (nb *numbering) label(id string, i int, l *level, a *abstractNum) string {
	var b strings.Builder
	for k := 0; k < len(l.text); k++ {
		c := l.text[k]
		if c != '%' || k+1 == len(l.text) || l.text[k+1] < '1' || l.text[k+1] > '9' {
			b.WriteByte(c)
			continue
		}
		k++
		of := int(l.text[k] - '1')
		if of > i {
			continue
		}
		format := "decimal"
		if x := nb.level(id, of); x != nil {
			format = x.format
		}
		if l.legal && format != "none" {
			format = "decimal"
		}
		if !numeral.Known(format) {
			nb.unknown = format
		}
		b.WriteString(numeral.Format(a.count[of], format))
	}
	return b.String()
}
