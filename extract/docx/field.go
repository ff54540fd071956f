package docx

import (
	"strconv"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/numeral"
)

// fields follows complex fields (17.16.18), which open and close between runs and go
// across paragraphs: a code, then the result that Word stored. The result is text like
// any other, but for a table of contents, which is marked. A few fields have no stored
// result; what Word shows for them is made of the code.
type fields struct {
	open   []field
	coding int    // how many of them are still in their code
	held   []byte // text inside a code: not shown, unless the field never gets a result
	marked []int  // blocks that are contents because of an open field alone
}

type field struct {
	code    string
	result  bool // the code is complete
	wrote   bool // the result has text
	checked bool // the box of a FORMCHECKBOX
}

const (
	maxFieldCode  = 400 // bytes of a field code that matter
	maxFieldDepth = 256
)

func (f *fields) begin(checked bool) {
	if len(f.open) < maxFieldDepth {
		f.open = append(f.open, field{checked: checked})
		f.coding++
	}
}

func (f *fields) separate() {
	if last := len(f.open) - 1; last >= 0 && !f.open[last].result {
		f.open[last].result = true
		f.uncode()
	}
}

// end closes the innermost field and returns what is shown for it beyond its result.
func (f *fields) end() string {
	last := len(f.open) - 1
	if last < 0 {
		return ""
	}
	x := f.open[last]
	f.open = f.open[:last]
	if !x.result {
		f.uncode()
	}
	if x.wrote {
		return ""
	}
	return x.shown()
}

func (f *fields) uncode() {
	if f.coding--; f.coding == 0 {
		f.held = nil
	}
}

func (f *fields) instruction(code string) {
	if last := len(f.open) - 1; last >= 0 && len(f.open[last].code) < maxFieldCode {
		f.open[last].code += code
	}
}

func (f *fields) hold(t []byte) { f.held = append(f.held, t...) }

func (f *fields) wrote() {
	for i := range f.open {
		f.open[i].wrote = true
	}
}

// unfinished returns the text that was held back in a paragraph that ends inside a field's
// code. Codes do not go across paragraphs; the file is damaged and the text is text.
func (f *fields) unfinished() []byte {
	t := f.held
	if len(t) > 0 {
		f.held, f.coding = nil, 0
		for i := range f.open {
			f.open[i].result = true
		}
	}
	return t
}

func (f *fields) inTOC() bool {
	for i := range f.open {
		if f.open[i].result && f.open[i].is("TOC") {
			return true
		}
	}
	return false
}

// abandon takes back the marks of a TOC field that never ends: it would swallow the rest
// of the file.
func (f *fields) abandon(blocks []gangmu.Block) {
	if !f.inTOC() {
		return
	}
	for _, i := range f.marked {
		if i < len(blocks) {
			blocks[i].Kind = gangmu.Paragraph
		}
	}
	f.open, f.coding = nil, 0
}

func (x *field) is(name string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(x.code), " ")
	return strings.EqualFold(word, name)
}

// shown is what Word shows for a field whose result it does not store.
func (x *field) shown() string {
	switch {
	case x.is("EQ"):
		return overlay(x.code)
	case x.is("FORMCHECKBOX") && x.checked:
		return "☑"
	case x.is("FORMCHECKBOX"):
		return "☐"
	case x.is("SYMBOL"):
		return symbolField(strings.Fields(x.code)[1:])
	}
	return ""
}

// symbolField is the character of a field SYMBOL number [\f font] (17.16.5.58).
func symbolField(args []string) string {
	if len(args) == 0 {
		return ""
	}
	n, err := strconv.ParseUint(args[0], 0, 16)
	if err != nil {
		return ""
	}
	font := ""
	for i, a := range args {
		if a == `\f` && i+1 < len(args) {
			font = strings.Trim(strings.Join(args[i+1:], " "), `"`)
			font, _, _ = strings.Cut(font, `"`)
		}
	}
	return string(numeral.Symbol(font, rune(n)))
}

// fieldChar reads a w:fldChar with the data of a form field, if it is one.
func (b *body) fieldChar(s *scanner, p *paragraph) error {
	kind, checked := s.Attr("fldCharType"), false
	err := s.Each(func(name string) error {
		if name != "ffData" {
			return s.Skip()
		}
		return s.Each(func(name string) error {
			if name != "checkBox" {
				return s.Skip()
			}
			return s.Each(func(name string) error { // default, then checked
				if name == "default" || name == "checked" {
					checked = on(s)
				}
				return s.Skip()
			})
		})
	})
	switch kind {
	case "begin":
		b.fields.begin(checked)
	case "separate":
		b.fields.separate()
	case "end":
		b.writeString(p, b.fields.end())
	}
	return err
}
