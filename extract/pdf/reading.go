package pdf

import (
	"context"
	"fmt"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// Names of the readers, in Document.Reader.
const (
	ownEngine    = "pdf"
	secondEngine = "pdfium"
)

// A reading is a page as it was read.
type reading struct {
	page    *page.Page
	engine  string
	quality quality
	verdict Verdict

	recognized bool // by an OCR engine, in a picture of the page
}

// readings reads all pages.
func (f *File) readings(ctx context.Context) ([]reading, error) {
	var out []reading
	glyphs := 0
	pace := page.Pace{Extend: f.options.Extend}
	for n := 1; n <= f.NumPages(); n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		pace.Begin(n)
		r, err := f.read(ctx, n)
		if err != nil {
			return nil, err
		}
		if glyphs += len(r.page.Glyphs); glyphs > maxGlyphs {
			return nil, fmt.Errorf("%w: more than %d characters", gangmu.ErrTooLarge, maxGlyphs)
		}
		out = append(out, r)
	}
	return out, nil
}

// read reads a page by our own reader and, where that is in doubt, by PDFium; the better
// reading stays. In doubt is a page that our reader cannot read whole, that shows strings
// of which no character came out, or of which more than a few characters are garbage.
func (f *File) read(ctx context.Context, n int) (reading, error) {
	p, err := f.ownPage(ctx, n)
	if err != nil {
		return reading{}, err
	}
	if p == nil {
		p = &page.Page{Number: n, Damaged: true}
	}
	own := reading{page: p, engine: ownEngine, quality: judgePage(p)}
	if p.Damaged || own.quality.garbage > doubtful || p.Strings > 0 && own.quality.chars == 0 {
		if second, ok := f.readSecond(ctx, n, p); ok && second.better(own) {
			own = second
		}
	}
	own.verdict = verdictOf(own.page, own.quality)
	return own, ctx.Err()
}

// readSecond reads a page by PDFium. Lines and images are those that our own reader saw.
func (f *File) readSecond(ctx context.Context, n int, own *page.Page) (r reading, ok bool) {
	d := f.openSecond()
	if d == nil || n > d.Pages() {
		return r, false
	}
	p, err := d.Page(ctx, n)
	if err != nil {
		return r, false
	}
	p.Rules, p.Images, p.Cover, p.Curves = own.Rules, own.Images, own.Cover, own.Curves
	p.Damaged = own.Damaged && len(f.pages) > 0
	return reading{page: p, engine: secondEngine, quality: judgePage(p)}, true
}

// better reports whether a second reading goes before our own: it has more text that is
// none of garbage, or about as much with clearly less garbage. Of two that are alike our
// own stays, which knows more of fonts.
func (r reading) better(own reading) bool {
	a, b := r.quality.good(), own.quality.good()
	return a > 1.02*b+0.5 || a >= 0.98*b && r.quality.garbage < own.quality.garbage-0.02
}
