package docx

import (
	"strings"
)

// A style is a w:style (ECMA-376 part 1, 17.7): what it sets itself; the rest comes
// from the style it is based on.
type style struct {
	name  string // lower case
	based string
	para  paraProps
	run   runProps
}

type styles struct {
	byID     map[string]*style
	defPara  string // the default paragraph style
	defaults style  // docDefaults
}

func newStyles() *styles { return &styles{byID: map[string]*style{}} }

func (st *styles) read(s *scanner) error {
	return root(s, func(name string) error {
		switch name {
		case "style":
			id, kind, def := s.attr("styleId"), s.attr("type"), s.attr("default")
			x := &style{}
			st.byID[id] = x
			if kind == "paragraph" && (def == "1" || def == "true" || def == "on") {
				st.defPara = id
			}
			return x.read(s)
		case "docDefaults":
			return s.each(func(string) error { return st.defaults.read(s) })
		}
		return s.skip()
	})
}

func (x *style) read(s *scanner) error {
	return s.each(func(name string) error {
		switch name {
		case "name":
			x.name = strings.ToLower(s.val())
		case "basedOn":
			x.based = s.val()
		case "pPr":
			return x.para.read(s)
		case "rPr":
			return x.run.read(s)
		}
		return s.skip()
	})
}

// chain calls f for style id and those it is based on, nearest first, until f is done.
// The document defaults come last.
func (st *styles) chain(id string, f func(id string, x *style) (done bool)) {
	for range 20 { // basedOn can go in circles
		x := st.byID[id]
		if x == nil {
			break
		}
		if f(id, x) {
			return
		}
		id = x.based
	}
	f("", &st.defaults)
}

// num is the list that a style numbers its paragraphs with, "" if none.
func (st *styles) num(id string) (num string) {
	st.chain(id, func(_ string, x *style) bool {
		num = x.para.num
		return num != ""
	})
	return num
}

// isTOC reports whether a style is one of Word's own for tables of contents. They are
// known by name; the ID is in the language of the program that wrote it.
func (st *styles) isTOC(id string) bool {
	x := st.byID[id]
	if x == nil {
		return false
	}
	rest, ok := strings.CutPrefix(x.name, "toc ")
	return ok && len(rest) == 1 && rest >= "1" && rest <= "9"
}

// properties resolves what a paragraph of a style inherits: unset fields of p and r are
// filled in.
func (st *styles) properties(id string, p *paraProps, r *runProps) {
	if r.style != "" {
		st.chain(r.style, func(id string, x *style) bool {
			if id != "" {
				r.inherit(&x.run)
			}
			return false
		})
	}
	st.chain(id, func(_ string, x *style) bool {
		p.inherit(&x.para)
		r.inherit(&x.run)
		return false
	})
}
