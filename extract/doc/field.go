package doc

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/gangmu/gangmu/extract/numeral"
)

// Fields (2.8.25): the instruction stands between a begin and a separator, what is shown
// between the separator and the end. They nest.

// A field that is open.
type field struct {
	code  []uint16
	shown bool // behind the separator
	name  string
	text  string // the instruction, once it is whole
}

type fields struct {
	open     []*field
	unpaired map[int]bool // CPs of begins and ends that have no partner; they mean nothing
}

const maxFieldDepth = 50

// findFields pairs begins with ends, so that a begin without an end hides no text. base is
// the CP of the first unit.
func findFields(units []uint16, base int) fields {
	f := fields{unpaired: map[int]bool{}}
	var begins []int
	deeper := 0 // fields that are open beyond the limit
	for i, u := range units {
		switch u {
		case charFieldBegin:
			if len(begins) == maxFieldDepth {
				f.unpaired[base+i] = true
				deeper++
				continue
			}
			begins = append(begins, i)
		case charFieldEnd:
			switch {
			case deeper > 0:
				f.unpaired[base+i] = true
				deeper--
			case len(begins) == 0:
				f.unpaired[base+i] = true
			default:
				begins = begins[:len(begins)-1]
			}
		}
	}
	for _, i := range begins {
		f.unpaired[base+i] = true
	}
	return f
}

// hides reports whether text here is part of an instruction.
func (f *fields) hides() bool {
	for _, x := range f.open {
		if !x.shown {
			return true
		}
	}
	return false
}

// contents reports whether text here is of a table of contents: what a TOC field shows,
// or a link to one of the headings it lists.
func (f *fields) contents() bool {
	for _, x := range f.open {
		if x.shown && (x.name == "TOC" || x.name == "HYPERLINK" && strings.Contains(x.text, `"_Toc`)) {
			return true
		}
	}
	return false
}

// take handles a unit that is part of a field's markup or of its instruction, and reports
// whether it was. What a field without a result shows comes back as text.
func (f *fields) take(cp int, u uint16) (taken bool, shows string, name string) {
	switch {
	case u == charFieldBegin && !f.unpaired[cp]:
		f.open = append(f.open, &field{})
		return true, "", ""
	case len(f.open) == 0:
		return u == charFieldBegin || u == charFieldSep || u == charFieldEnd, "", ""
	}
	top := f.open[len(f.open)-1]
	switch u {
	case charFieldSep:
		top.settle()
		top.shown = true
		return true, "", top.name
	case charFieldEnd:
		if f.unpaired[cp] {
			return true, "", ""
		}
		f.open = f.open[:len(f.open)-1]
		if top.shown {
			return true, "", ""
		}
		top.settle()
		if f.hides() {
			return true, "", ""
		}
		return true, top.result(), top.name
	}
	if !top.shown {
		top.code = append(top.code, u)
	}
	return f.hides(), "", ""
}

func (x *field) settle() {
	x.text = strings.TrimSpace(string(utf16.Decode(x.code)))
	x.name, _, _ = strings.Cut(strings.ToUpper(x.text), " ")
	x.name, _, _ = strings.Cut(x.name, `\`)
}

// result is what Word draws of an instruction that has no stored result: formulas (EQ,
// ECMA-376 part 1, 17.16.5.22). A number struck over a circle is the circled number; of text with a
// reading above it, the text stays; of others, what they are made of.
func (x *field) result() string {
	if x.name != "EQ" {
		return ""
	}
	if m := circled.FindStringSubmatch(x.text); m != nil {
		n, _ := strconv.Atoi(m[1]) // two digits at most
		return numeral.Format(n, "decimalEnclosedCircle")
	}
	if m := annotated.FindStringSubmatch(x.text); m != nil {
		return m[1]
	}
	text := options.ReplaceAllString(strings.TrimSpace(x.text[len("EQ"):]), "")
	return strings.NewReplacer("(", "", ")", "", ";", ",").Replace(text)
}

var (
	circled   = regexp.MustCompile(`\\o(?:\\a[clr])?\s*\(\s*○\s*[,;]\s*(\d{1,2})\s*\)\s*$`)
	annotated = regexp.MustCompile(`\\o(?:\\a[a-z])?\s*\(\s*\\s\\up\s*\d*\s*\([^()]*\)\s*[,;]([^()]*)\)\s*$`)
	options   = regexp.MustCompile(`\\\*\s*(?:"[^"]*"|\S+)|\\[a-z]+\s*\d*`)
)

// numbering are the fields that count by themselves (ECMA-376 part 1, 17.16.5); their
// numbers are not stored.
var numbering = map[string]bool{"AUTONUM": true, "AUTONUMLGL": true, "AUTONUMOUT": true, "LISTNUM": true}
