package docx

import "github.com/gangmu/gangmu"

// A look is the typography of a run, resolved.
type look struct {
	font string
	size int // half-points
	bold bool
}

// defaultSize is the size of text for which nothing says one (17.3.2.38).
const defaultSize = 20

// look resolves a run of p: itself, its style, the paragraph's style, the defaults
// (17.7.2).
func (b *body) look(p *paragraph, r *runProps) look {
	x := *r
	if r.style != "" {
		x.inherit(&b.styles.resolve(r.style).run)
	}
	x.inherit(&b.styles.resolve(b.styleOf(p)).run)
	x.inherit(&b.styles.defaults.run)
	l := look{font: x.font, size: x.size}
	if f := b.styles.fonts[x.theme]; x.theme != "" && f != "" {
		l.font = f
	}
	if l.size == 0 {
		l.size = defaultSize
	}
	l.bold = b.styles.toggled(b.styleOf(p), r, func(r *runProps) *bool { return r.bold })
	return l
}

// alike reports whether two runs of p look the same.
func (b *body) alike(p *paragraph, x, y *runProps) bool {
	same := x.style == y.style && x.font == y.font && x.theme == y.theme && x.size == y.size && equal(x.bold, y.bold)
	return same || b.look(p, x) == b.look(p, y)
}

func equal(x, y *bool) bool { return x == y || x != nil && y != nil && *x == *y }

// style is the typography of p, with that of its first run.
func (b *body) style(p *paragraph) gangmu.Style {
	l := b.look(p, &p.first)
	x := gangmu.Style{Font: l.font, Size: float64(l.size) / 2, Bold: l.bold}
	props := p.props
	props.inherit(&b.styles.resolve(b.styleOf(p)).para)
	x.Align = props.align
	if props.outline != nil && *props.outline >= 0 && *props.outline < 9 {
		x.Outline = *props.outline + 1
	}
	if props.breakPage != nil && *props.breakPage && b.main && b.slot == nil {
		p.pageTop = true
	}
	in := b.indent(p)
	x.Indent = points(in.left, in.leftChars, x.Size)
	x.FirstLine = points(in.first, in.firstChars, x.Size)
	return x
}

// indent resolves the indents of p: its own, those of its list level where p itself is put
// in the list, those of its style and what that is based on, where those of a list level
// come behind those of the style that names the list; last the defaults.
func (b *body) indent(p *paragraph) indent {
	in := p.props.indent
	if p.props.num != "" {
		b.inheritLevel(&in, p)
	}
	b.styles.chain(b.styleOf(p), func(_ string, x *style) bool {
		in.inherit(&x.para.indent)
		if p.props.num == "" && x.para.num != "" && x.para.num == p.list {
			b.inheritLevel(&in, p)
		}
		return false
	})
	return in
}

func (b *body) inheritLevel(in *indent, p *paragraph) {
	if l := b.numbering.level(p.list, p.level); l != nil {
		in.inherit(&l.indent)
	}
}
