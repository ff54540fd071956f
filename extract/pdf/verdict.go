package pdf

import (
	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A Verdict says what kind a page is.
type Verdict string

// The kinds of pages.
const (
	TextPage     Verdict = "text"      // characters
	ScanPage     Verdict = "scan"      // an image, or outlines, and no characters
	OCRLayerPage Verdict = "ocr-layer" // an image under characters that were recognised in it
	MixedPage    Verdict = "mixed"     // characters, and an image that may hold more
	BlankPage    Verdict = "blank"
)

const (
	fullCover   = 0.8 // share of a page from which on an image is the page
	largeCover  = 0.3 // share from which on it may hold text
	scarceChars = 80  // fewer beside a large image are a heading or a stamp, not the page
	manyCurves  = 400 // outlines of characters, where a program drew text as shapes
)

func verdictOf(p *page.Page, q quality) Verdict {
	switch {
	case q.chars == 0 && (p.Cover >= largeCover || p.Curves >= manyCurves):
		return ScanPage
	case q.chars == 0 && p.Images > 0:
		return ScanPage
	case q.chars == 0:
		return BlankPage
	case p.Cover >= fullCover && (2*invisible(p) > len(p.Glyphs) || q.chars < scarceChars):
		return OCRLayerPage
	case p.Cover >= largeCover:
		return MixedPage
	}
	return TextPage
}

func invisible(p *page.Page) (n int) {
	for i := range p.Glyphs {
		if p.Glyphs[i].Invisible {
			n++
		}
	}
	return n
}

// needsOCR reports whether the page has no usable text: none at all, too little beside an
// image, or text that reads badly.
func (r *reading) needsOCR() bool {
	if r.recognized {
		return false
	}
	switch r.verdict {
	case ScanPage:
		return true
	case BlankPage:
		return false
	case OCRLayerPage:
		return r.quality.chars < scarceChars || r.quality.garbage > layerGarbage
	case MixedPage:
		return r.quality.chars < scarceChars || !r.quality.usable()
	}
	return !r.quality.usable()
}

// layerGarbage is how bad recognised text may be to be kept: recognising it anew is better
// than most old layers.
const layerGarbage = 0.06

// warnings says what is to be known of a page.
func (r *reading) warnings() (out []gangmu.Warning) {
	warn := func(code, message string) {
		out = append(out, gangmu.Warning{Code: code, Message: message, Page: r.page.Number})
	}
	if r.page.Damaged {
		warn("page_damaged", "the text of the page may be incomplete")
	}
	switch {
	case r.verdict == ScanPage:
		warn("page_scan", "the page is an image")
	case r.verdict == OCRLayerPage && r.needsOCR():
		warn("page_ocr_layer_bad", "the text that was recognised in the image of the page reads badly")
	case r.verdict == OCRLayerPage:
		warn("page_ocr_layer", "the text was recognised in an image of the page")
	case r.verdict == MixedPage && r.needsOCR():
		warn("page_mixed", "most of the page is an image")
	case r.quality.chars > 0 && !r.quality.usable():
		warn("page_garbled", "the characters of the page cannot be made out")
	}
	return out
}
