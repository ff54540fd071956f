// Package content runs the content streams of pages (ISO 32000-1, 7.8, 8 and 9) for what
// they show of text, ruling lines and images.
//
// It knows nothing of lines and paragraphs. Streams are taken to be hostile: operators,
// glyphs, rules and the nesting of forms are limited, and what cannot be read is passed
// over.
package content

import (
	"context"
	"errors"

	"github.com/gangmu/gangmu/extract/pdf/font"
	"github.com/gangmu/gangmu/extract/pdf/object"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

const (
	maxForms     = 8       // nested form XObjects
	maxSaved     = 1 << 10 // graphics states
	maxGlyphs    = 1 << 20 // of a page
	maxRules     = 1 << 15
	maxOperators = 1 << 22 // of a page, forms included
	maxOperands  = 64
)

// A Source is a page to be read.
type Source struct {
	Number    int
	Object    object.Value // the page's dictionary
	Resources object.Value
	Box       Box // what is shown of it
	Rotate    int // 0, 90, 180 or 270
}

// Fonts keeps the fonts of a file by the object that holds them, so that each is read
// once: a browser's page names 150 of them.
type Fonts map[int]*font.Font

// maxFonts bounds the memory that fonts take; beyond it they are read again.
const maxFonts = 4096

// An interpreter runs the streams of one page.
type interpreter struct {
	ctx   context.Context
	fonts Fonts
	out   *page.Page
	cover *page.Cover
	ops   int
	err   error // of the context, or errLimit
}

var errLimit = errors.New("more than a page can hold")

// Read runs a page. The error is that of ctx.
func Read(ctx context.Context, s Source, fonts Fonts) (*page.Page, error) {
	p := &page.Page{Number: s.Number}
	g := graphics{scale: 1, text: identity, line: identity}
	g.ctm, p.Width, p.Height = s.Box.shown(s.Rotate)
	in := &interpreter{ctx: ctx, fonts: fonts, out: p, cover: page.NewCover(p.Width, p.Height)}
	in.run(in.contents(s.Object.Key("Contents")), s.Resources, g, 0)
	in.annotations(s.Object.Key("Annots"), g)
	p.Cover = in.cover.Share()
	if in.err != nil {
		p.Damaged = true
	}
	return p, ctx.Err()
}

// contents joins the streams of a page (7.8.2): a token never goes on in the next.
func (in *interpreter) contents(v object.Value) []byte {
	if v.Kind() == object.Stream {
		return in.data(v)
	}
	var all []byte
	for i := range min(v.Len(), 4096) {
		if all = append(append(all, in.data(v.At(i))...), '\n'); len(all) > object.MaxDecoded {
			break
		}
	}
	return all
}

func (in *interpreter) data(v object.Value) []byte {
	data, err := v.Data()
	if err != nil {
		in.out.Damaged = true
	}
	return data
}

// run interprets one stream.
func (in *interpreter) run(data []byte, resources object.Value, g graphics, depth int) {
	if depth > maxForms || len(data) == 0 {
		return
	}
	c := &stream{interpreter: in, lexer: object.NewLexer(data), resources: resources, graphics: g, depth: depth, named: map[string]*font.Font{}}
	args := make([]object.Value, 0, maxOperands)
	for in.err == nil {
		v, ok := c.lexer.Next()
		if !ok {
			break
		}
		if v.Kind() != object.Keyword {
			if len(args) == maxOperands {
				args = args[:copy(args, args[1:])]
			}
			args = append(args, v)
			continue
		}
		if in.ops++; in.ops > maxOperators {
			in.err = errLimit
		} else if in.ops%1024 == 0 {
			in.err = in.ctx.Err()
		}
		c.do(v.Operator(), args)
		args = args[:0]
	}
}

// annotations runs the appearances of annotations, such as stamps and form fields (12.5.5).
func (in *interpreter) annotations(v object.Value, g graphics) {
	const hidden, noView, maxAnnotations = 2, 32, 4096
	for i := range min(v.Len(), maxAnnotations) {
		a := v.At(i)
		rect, ok := BoxOf(a.Key("Rect"))
		if !ok || a.Key("F").Int()&(hidden|noView) != 0 || a.Key("Subtype").Name() == "Popup" {
			continue
		}
		n := a.Key("AP").Key("N")
		if n.Kind() == object.Dict {
			n = n.Key(a.Key("AS").Name())
		}
		box, ok := BoxOf(n.Key("BBox"))
		if n.Kind() != object.Stream || !ok {
			continue
		}
		m, _ := matrixOf(n.Key("Matrix"))
		x0, y0, x1, y1 := m.box(box.X0, box.Y0, box.X1, box.Y1)
		if x1-x0 <= 0 || y1-y0 <= 0 {
			continue
		}
		sx, sy := (rect.X1-rect.X0)/(x1-x0), (rect.Y1-rect.Y0)/(y1-y0)
		at := g
		at.ctm = m.mul(matrix{sx, 0, 0, sy, rect.X0 - x0*sx, rect.Y0 - y0*sy}).mul(g.ctm)
		in.run(in.data(n), n.Key("Resources"), at, 1)
	}
}
