package odt

import (
	"strconv"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
)

// A style is a style:style (16.2), as written; what it leaves out comes from its parent.
type style struct {
	parent string
	list   string // list style of the paragraphs
	set    map[string]string
}

type styles struct {
	byName   map[string]*style // by family, a slash, and name
	defaults map[string]*style // by family
	lists    map[string]*listStyle
	outline  *listStyle
}

func newStyles() *styles {
	return &styles{byName: map[string]*style{}, defaults: map[string]*style{}, lists: map[string]*listStyle{}, outline: &listStyle{}}
}

// properties are the attributes that are read, as their local names.
var properties = []string{
	"text-align", "margin-left", "text-indent", "break-before", "font-size", "font-size-asian", "font-name-asian", "font-family-asian",
	"font-name", "font-weight", "font-weight-asian", "display",
}

// read reads a child of the root: a group of styles, or what is no style.
func (st *styles) read(s *xmlscan.Scanner, group string) error {
	if group != "styles" && group != "automatic-styles" {
		return s.Skip()
	}
	return s.Each(func(name string) error {
		switch name {
		case "style", "default-style":
			family, id := s.Attr("family"), s.Attr("name")
			x := &style{parent: s.Attr("parent-style-name"), list: s.Attr("list-style-name"), set: map[string]string{}}
			if name == "style" {
				st.byName[family+"/"+id] = x
			} else {
				st.defaults[family] = x
			}
			return s.Each(func(string) error {
				for _, p := range properties {
					if v := s.Attr(p); v != "" {
						x.set[p] = v
					}
				}
				return s.Skip()
			})
		case "list-style":
			id, l := s.Attr("name"), &listStyle{}
			st.lists[id] = l
			return l.read(s)
		case "outline-style":
			return st.outline.read(s)
		}
		return s.Skip()
	})
}

// value is a property of a style, its parents, or the defaults of its family.
func (st *styles) value(family, name, property string) string {
	for range 20 { // parents can go in circles
		x := st.byName[family+"/"+name]
		if x == nil {
			break
		}
		if v := x.set[property]; v != "" {
			return v
		}
		name = x.parent
	}
	if x := st.defaults[family]; x != nil {
		return x.set[property]
	}
	return ""
}

// listOf is the list style that a paragraph style asks for.
func (st *styles) listOf(name string) string {
	for range 20 {
		x := st.byName["paragraph/"+name]
		if x == nil {
			break
		}
		if x.list != "" {
			return x.list
		}
		name = x.parent
	}
	return ""
}

// hidden reports whether a span's style hides its text (20.326).
func (st *styles) hidden(span string) bool { return st.value("text", span, "display") == "none" }

// shown is the typography of a paragraph whose first text is in a span's style.
func (st *styles) shown(paragraph, span string) gangmu.Style {
	either := func(names ...string) string {
		for _, family := range []string{"text", "paragraph"} {
			id := paragraph
			if family == "text" {
				id = span
			}
			for _, name := range names {
				if v := st.value(family, id, name); v != "" && (family == "paragraph" || span != "") {
					return v
				}
			}
		}
		return ""
	}
	x := gangmu.Style{
		Font:      either("font-name-asian", "font-family-asian", "font-name"),
		Size:      points(either("font-size-asian", "font-size")),
		Bold:      either("font-weight-asian", "font-weight") == "bold",
		Indent:    points(st.value("paragraph", paragraph, "margin-left")),
		FirstLine: points(st.value("paragraph", paragraph, "text-indent")),
		PageTop:   st.value("paragraph", paragraph, "break-before") == "page",
	}
	switch st.value("paragraph", paragraph, "text-align") {
	case "start", "left":
		x.Align = "left"
	case "end", "right":
		x.Align = "right"
	case "center":
		x.Align = "center"
	case "justify":
		x.Align = "justify"
	}
	return x
}

// units are points to a unit of length.
var units = map[string]float64{"pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12, "px": 0.75}

// points is a length, 0 if it is none: a percentage is of what is not known here.
func points(s string) float64 {
	if len(s) < 3 {
		return 0
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(s[:len(s)-2]), 64)
	if err != nil || v > 1e4 || v < -1e4 || v != v {
		return 0
	}
	return float64(int(v*units[s[len(s)-2:]]*100+0.5)) / 100
}
