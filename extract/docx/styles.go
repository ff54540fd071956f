package docx

import (
	"fmt"
	"strings"

	"github.com/gangmu/gangmu"
)

// A style is a w:style (ECMA-376 part 1, 17.7): what it sets itself; the rest comes
// from the style it is based on.
type style struct {
	name  string // lower case
	based string
	para  paraProps
	run   runProps
}

// A resolvedStyle is a style with what it inherits, the document defaults included.
type resolvedStyle struct {
	para     paraProps // its num is that of the nearest style that has one
	run      runProps
	numLevel int // level at which it numbers, -1 if not yet known
}

type styles struct {
	byID     map[string]*style
	resolved map[string]*resolvedStyle
	defPara  string // the default paragraph style
	defaults style  // docDefaults
	fonts    map[string]string
}

func newStyles() *styles {
	return &styles{byID: map[string]*style{}, resolved: map[string]*resolvedStyle{}, fonts: map[string]string{}}
}

func (st *styles) read(s *scanner) error {
	return s.Root(func(name string) error {
		switch name {
		case "style":
			if len(st.byID) == maxStyles {
				return fmt.Errorf("%w: more than %d styles", gangmu.ErrTooLarge, maxStyles)
			}
			id, kind, def := s.Attr("styleId"), s.Attr("type"), s.Attr("default")
			x := &style{}
			st.byID[id] = x
			if kind == "paragraph" && (def == "1" || def == "true" || def == "on") {
				st.defPara = id
			}
			return x.read(s)
		case "docDefaults":
			return s.Each(func(string) error { return st.defaults.read(s) })
		}
		return s.Skip()
	})
}

func (x *style) read(s *scanner) error {
	return s.Each(func(name string) error {
		switch name {
		case "name":
			x.name = strings.ToLower(val(s))
		case "basedOn":
			x.based = val(s)
		case "pPr":
			return x.para.read(s)
		case "rPr":
			return x.run.read(s)
		}
		return s.Skip()
	})
}

// readTheme reads the East Asian fonts of the theme (20.1.4.1.18): the one named, or else
// that of simplified Chinese.
func (st *styles) readTheme(s *scanner) error {
	var scheme string
	var child func(name string) error
	child = func(name string) error {
		switch name {
		case "majorFont", "minorFont":
			scheme = strings.TrimSuffix(name, "Font") + "EastAsia"
		case "ea":
			if t := s.Attr("typeface"); t != "" && scheme != "" {
				st.fonts[scheme] = t
			}
		case "font":
			if s.Attr("script") == "Hans" && scheme != "" && st.fonts[scheme] == "" {
				st.fonts[scheme] = s.Attr("typeface")
			}
		}
		return s.Each(child)
	}
	return s.Root(child)
}

// chain calls f for style id and those it is based on, nearest first, until f is done.
// The document defaults come last, with the id "".
func (st *styles) chain(id string, f func(id string, x *style) (done bool)) {
	for range maxStyleDepth {
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

// resolve is style id with what it inherits. The result is shared.
func (st *styles) resolve(id string) *resolvedStyle {
	if r := st.resolved[id]; r != nil {
		return r
	}
	r := &resolvedStyle{numLevel: -1}
	st.chain(id, func(id string, x *style) bool {
		r.para.inherit(&x.para)
		if r.para.num == "" {
			r.para.num = x.para.num
		}
		if id != "" { // the defaults of toggles are told apart
			r.run.inherit(&x.run)
		}
		return false
	})
	if len(st.resolved) < maxStyles {
		st.resolved[id] = r
	}
	return r
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

// toggled is the value of a toggle property (17.7.3) of a run in a paragraph of style id:
// its own; else on if the defaults are; else on if the style of the paragraph or that of
// the run says so, and off if both do.
func (st *styles) toggled(id string, r *runProps, get func(*runProps) *bool) bool {
	if own := get(r); own != nil {
		return *own
	}
	if def := get(&st.defaults.run); def != nil && *def {
		return true
	}
	set := func(id string) bool {
		v := get(&st.resolve(id).run)
		return v != nil && *v
	}
	return set(id) != (r.style != "" && set(r.style))
}
