package pdfium

import (
	"context"
	"math"
	"unicode/utf16"

	pdfiumlib "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/gangmu/gangmu/extract/pdf/content"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A textReader turns PDFium's characters into glyphs. Characters that PDFium generates, such
// as line ends, are left out: layout makes its own.
type textReader struct {
	ctx  context.Context
	lib  pdfiumlib.Pdfium
	page requests.Page
	text references.FPDF_TEXTPAGE
	out  *page.Page
	at   func(x, y float64) (float64, float64) // from user space to the page as shown
	high rune                                  // first half of a surrogate pair
}

const maxChars = 1 << 20

func (r *textReader) read() error {
	if err := r.place(); err != nil {
		return err
	}
	t, err := r.lib.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: r.page})
	if err != nil {
		return err
	}
	r.text = t.TextPage
	defer func() { _, _ = r.lib.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: r.text}) }()
	n, err := r.lib.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: r.text})
	if err != nil {
		return err
	}
	for i := range min(n.Count, maxChars) {
		if i%256 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		if err := r.char(i); err != nil {
			return err
		}
	}
	return nil
}

// place finds how the page is shown.
func (r *textReader) place() error {
	box, err := r.lib.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: r.page})
	if err != nil {
		return err
	}
	rotation, err := r.lib.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: r.page})
	if err != nil {
		return err
	}
	b := content.Box{X0: float64(box.Rect.Left), Y0: float64(box.Rect.Bottom), X1: float64(box.Rect.Right), Y1: float64(box.Rect.Top)}
	r.at, r.out.Width, r.out.Height = b.Shown(90 * int(rotation.PageRotation))
	return nil
}

func (r *textReader) char(i int) error {
	generated, err := r.lib.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: r.text, Index: i})
	if err != nil || generated.IsGenerated {
		return err
	}
	u, err := r.lib.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: r.text, Index: i})
	if err != nil {
		return err
	}
	text, ok := r.decode(rune(u.Unicode))
	if !ok {
		return nil
	}
	origin, err := r.lib.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: r.text, Index: i})
	if err != nil {
		return nil // a character without a place
	}
	box, err := r.lib.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: r.text, Index: i})
	if err != nil {
		return nil
	}
	size, err := r.lib.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: i})
	if err != nil {
		return err
	}
	m := [4]float64{1, 0, 0, 1}
	if res, err := r.lib.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: r.text, Index: i}); err == nil {
		m = [4]float64{float64(res.Matrix.A), float64(res.Matrix.B), float64(res.Matrix.C), float64(res.Matrix.D)}
	}
	g := page.Glyph{Text: text, Size: size.FontSize * math.Hypot(m[2], m[3])}
	g.X, g.Y = r.at(origin.X, origin.Y)
	x0, y0 := r.at(0, 0)
	x1, y1 := r.at(m[0], m[1])
	g.Turn = int16(math.Round(math.Atan2(y1-y0, x1-x0)*180/math.Pi)+360) % 360
	g.Width = float64(box.Rect.Right - box.Rect.Left)
	if math.Abs(m[1]) > math.Abs(m[0]) {
		g.Width = float64(box.Rect.Top - box.Rect.Bottom)
	}
	g.Width = math.Abs(g.Width)
	if f, err := r.lib.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: r.text, Index: i}); err == nil {
		g.Font = f.FontName
	}
	r.out.Glyphs = append(r.out.Glyphs, g)
	return nil
}

// decode joins surrogates. Zero and U+FFFE, which PDFium gives for codes without text and
// for hyphens, are U+FFFD and nothing.
func (r *textReader) decode(u rune) (string, bool) {
	switch {
	case u >= 0xd800 && u < 0xdc00:
		r.high = u
		return "", false
	case utf16.IsSurrogate(u):
		u = utf16.DecodeRune(r.high, u)
	case u == 0:
		u = '\uFFFD'
	case u == 0xfffe || u == '\r' || u == '\n':
		return "", false
	}
	return string(u), true
}
