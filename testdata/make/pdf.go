package main

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// A pdfWriter writes objects and the table that finds them (ISO 32000-1, 7.5).
type pdfWriter struct {
	bytes.Buffer
	offsets []int
	trailer string // further entries
}

func (w *pdfWriter) object(body string) int {
	if w.Len() == 0 {
		w.WriteString("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n")
	}
	w.offsets = append(w.offsets, w.Len())
	n := len(w.offsets)
	fmt.Fprintf(w, "%d 0 obj\n%s\nendobj\n", n, body)
	return n
}

func (w *pdfWriter) stream(dict, data string) int {
	return w.object(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data))
}

func (w *pdfWriter) finish() []byte {
	start := w.Len()
	fmt.Fprintf(w, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, o := range w.offsets {
		fmt.Fprintf(w, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(w, "trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(w.offsets)+1, w.trailer, start)
	return w.Bytes()
}

// pages writes a file whose pages show content streams with the resources given, the
// objects of which must be numbers 3 and up.
func (w *pdfWriter) pages(resources string, contents []string, more ...string) []byte {
	first := 3 + len(more)
	var kids strings.Builder
	for i := range contents {
		fmt.Fprintf(&kids, "%d 0 R ", first+2*i)
	}
	w.object("<< /Type /Catalog /Pages 2 0 R >>")
	w.object(fmt.Sprintf("<< /Type /Pages /Kids [ %s] /Count %d /MediaBox [0 0 %d %d] /Resources << %s >> >>", kids.String(), len(contents), pageWidth, pageHeight, resources))
	for _, m := range more {
		w.object(m)
	}
	for i, c := range contents {
		w.object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>", first+2*i+1))
		w.stream("", c)
	}
	return w.finish()
}

// The page and its type area, in points: 22 lines of 28 characters (GB/T 9704-2012, 5.2).
const (
	pageWidth, pageHeight = 595, 842
	marginLeft, marginTop = 79, 105
	bodySize, lineHeight  = 16, 28
	charsPerLine          = 27
	linesPerPage          = 22
)

// songFont is a font that readers supply themselves; its codes are UTF-16.
const songFont = `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [ << /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [ 1 95 500 ] /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >> ] >>`

// pdfOf sets paragraphs on pages, with a running head and page numbers.
func pdfOf(paras []para) []byte {
	s := &setter{}
	for _, p := range paras {
		s.set(p)
	}
	s.end()
	return new(pdfWriter).pages("/Font << /F1 3 0 R >>", s.done, songFont)
}

type setter struct {
	done []string
	page strings.Builder
	line int
}

func (s *setter) end() {
	if s.page.Len() == 0 {
		return
	}
	s.show(float64(pageWidth/2-5*len([]rune(runningHead))), pageHeight-50, 10, runningHead)
	s.show(pageWidth/2-18, 40, 12, fmt.Sprintf("— %d —", len(s.done)+1))
	s.done = append(s.done, s.page.String())
	s.page.Reset()
	s.line = 0
}

func (s *setter) set(p para) {
	if p.fresh {
		s.end()
	}
	text, size, width, indent := p.label+p.text, bodySize, float64(charsPerLine), 2
	x := func(w float64) float64 { return marginLeft }
	switch p.role {
	case bundleTitle, title:
		size, width, indent = 22, 18, 0
		x = func(w float64) float64 { return (pageWidth - 22*w) / 2 }
	case tocHead:
		indent = 0
		x = func(w float64) float64 { return (pageWidth - bodySize*w) / 2 }
	case signature, date:
		indent = 0
		x = func(w float64) float64 { return marginLeft + bodySize*(charsPerLine-w) }
	case tocLine:
		text += strings.Repeat("…", 2) + fmt.Sprint(p.page)
		indent = 0
	}
	rest := []rune(strings.Repeat("\u3000", indent) + text)
	for len(rest) > 0 {
		k, w := 0, 0.0
		// A mark that may not begin a line is pulled up to the end of the one before,
		// and a number stays whole.
		for k < len(rest) && (w+em(rest[k]) <= width || strings.ContainsRune("，。、；：）》”", rest[k])) {
			w += em(rest[k])
			k++
		}
		for k < len(rest) && rest[k] < 0x80 && rest[k-1] < 0x80 {
			k--
			w -= em(rest[k])
		}
		s.put(x(w), size, string(rest[:k]))
		rest = rest[k:]
	}
}

// em is the width of a character in font sizes.
func em(r rune) float64 {
	if r < 0x80 {
		return 0.5
	}
	return 1
}

func (s *setter) put(x float64, size int, text string) {
	if s.line == linesPerPage {
		s.end()
	}
	lead := len([]rune(text)) - len([]rune(strings.TrimLeft(text, "\u3000")))
	s.show(x+float64(lead*size), pageHeight-marginTop-s.line*lineHeight, size, strings.TrimLeft(text, "\u3000"))
	s.line++
}

func (s *setter) show(x float64, y, size int, text string) {
	hex := ""
	for _, u := range utf16.Encode([]rune(text)) {
		hex += fmt.Sprintf("%04X", u)
	}
	fmt.Fprintf(&s.page, "BT /F1 %d Tf 1 0 0 1 %g %d Tm <%s> Tj ET\n", size, x, y, hex)
}

// scannedPDF is a page that is an image.
func scannedPDF() []byte {
	image := "<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /ASCIIHexDecode /Length 9 >>\nstream\nFFEEDDCC>\nendstream"
	return new(pdfWriter).pages("/XObject << /I 3 0 R >>", []string{fmt.Sprintf("q %d 0 0 %d 0 0 cm /I Do Q", pageWidth, pageHeight)}, image)
}

// lockedPDF asks for a password: its encryption dictionary (7.6.3) fits none.
func lockedPDF() []byte {
	key := strings.Repeat("5A", 32)
	w := &pdfWriter{trailer: fmt.Sprintf("/ID [ <%[1]s> <%[1]s> ] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <%[2]s> /U <%[2]s> >> ", key[:32], key)}
	return w.pages("", []string{"BT ET"})
}
