package searchable

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash"
	"image"
	"image/color"
	"image/jpeg"
	"io"

	"github.com/gangmu/gangmu/extract/ocr"
)

// A Sheet is a page of a new file: a picture, and what was read in it.
type Sheet struct {
	Picture image.Image
	DPI     float64
	JPEG    []byte // the file that the picture was unpacked from, if it may be taken as it is
	Lines   []Line
}

// longestSide is how long a page's side may be, in points (Annex C).
const longestSide = 14_400

// Compose writes a PDF file of n pages, one of which after the other is asked for, from 1.
// Nothing but the page that is being written is kept. Pictures that are black and white
// have one bit a pixel. The error is that of w or of page.
func Compose(w io.Writer, n int, page func(i int) (Sheet, error), mark Mark) error {
	p := &composer{w: w, sum: sha256.New(), offsets: []int64{0, 0}, coder: newCoder()}
	p.print("%%PDF-1.5\n%%\xe2\xe3\xcf\xd3\n")
	font := p.reserve() // written last, when the codes are known
	var kids []byte
	for i := 1; i <= n; i++ {
		s, err := page(i)
		if err != nil {
			return err
		}
		kids = fmt.Appendf(kids, "%d 0 R ", p.page(s, font))
		if p.err != nil {
			return p.err
		}
	}
	p.begin(2)
	p.print("<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n", n, kids)
	p.begin(1)
	p.print("<</Type/Catalog/Pages 2 0 R>>\nendobj\n")
	p.font(font)
	p.finish(mark)
	return p.err
}

// A composer writes objects one after the other. Numbers 1 and 2 are the catalogue and the
// page tree.
type composer struct {
	w       io.Writer
	sum     hash.Hash // of what was written: the file's identifier
	at      int64
	offsets []int64 // of the objects, from number 1
	coder   *coder
	err     error
}

func (p *composer) print(format string, a ...any) { p.write(fmt.Appendf(nil, format, a...)) }

func (p *composer) write(b []byte) {
	if p.err != nil {
		return
	}
	_, _ = p.sum.Write(b)
	n, err := p.w.Write(b)
	p.at += int64(n)
	p.err = err
}

func (p *composer) reserve() int {
	p.offsets = append(p.offsets, 0)
	return len(p.offsets)
}

func (p *composer) begin(n int) {
	p.offsets[n-1] = p.at
	p.print("%d 0 obj\n", n)
}

func (p *composer) add(body []byte) int {
	n := p.reserve()
	p.begin(n)
	p.write(body)
	p.print("\nendobj\n")
	return n
}

func (p *composer) addStream(entries string, data []byte) int {
	n := p.reserve()
	p.begin(n)
	p.print("<<%s/Length %d>>\nstream\n", entries, len(data))
	p.write(data)
	p.print("\nendstream\nendobj\n")
	return n
}

// page writes a page with its picture and its text, and returns its number.
func (p *composer) page(s Sheet, font int) int {
	b := s.Picture.Bounds()
	scale := 72 / s.DPI
	if long := float64(max(b.Dx(), b.Dy())) * scale; !(long < longestSide) {
		scale *= longestSide / long
	}
	w, h := float64(b.Dx())*scale, float64(b.Dy())*scale
	img := p.picture(s)
	text := layer(s.Lines, framed(0, 0, w, h, 0), p.coder)
	contents := append(text, fmt.Sprintf("q %s 0 0 %s 0 0 cm /Picture Do Q\n", number(w), number(h))...)
	stream := p.addStream("/Filter/FlateDecode", deflated(contents))
	return p.add(fmt.Appendf(nil, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R/Resources<</Font<</%s %d 0 R>>/XObject<</Picture %d 0 R>>>>>>",
		number(w), number(h), stream, fontName, font, img))
}

// picture writes an image (8.9): a JPEG as it is, others packed.
func (p *composer) picture(s Sheet) int {
	b := s.Picture.Bounds()
	entries := func(space string, bits int, filter string) string {
		return fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent %d/Filter/%s", b.Dx(), b.Dy(), space, bits, filter)
	}
	if len(s.JPEG) > 0 {
		if space := jpegSpace(s.JPEG); space != "" {
			return p.addStream(entries(space, 8, "DCTDecode"), s.JPEG)
		}
	}
	pix := ocr.FromImage(s.Picture)
	if pix.Channels == 3 {
		return p.addStream(entries("DeviceRGB", 8, "FlateDecode"), deflated(pix.Pix))
	}
	if bits, ok := bilevel(pix); ok {
		return p.addStream(entries("DeviceGray", 1, "FlateDecode"), deflated(bits))
	}
	return p.addStream(entries("DeviceGray", 8, "FlateDecode"), deflated(pix.Pix))
}

// jpegSpace is the colour space of a JPEG file; "" of one with four components, whose
// meaning depends on the program that wrote it.
func jpegSpace(file []byte) string {
	c, err := jpeg.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return ""
	}
	switch c.ColorModel {
	case color.GrayModel:
		return "DeviceGray"
	case color.YCbCrModel:
		return "DeviceRGB"
	}
	return ""
}

// bilevel packs a picture that is black and white, eight pixels a byte, rows on whole
// bytes.
func bilevel(p *ocr.Picture) (bits []byte, ok bool) {
	row := (p.W + 7) / 8
	bits = make([]byte, row*p.H)
	for y := range p.H {
		for x, v := range p.Pix[y*p.W : (y+1)*p.W] {
			switch v {
			case 255:
				bits[y*row+x/8] |= 0x80 >> (x % 8)
			case 0:
			default:
				return nil, false
			}
		}
	}
	return bits, true
}

// font writes the font as the object that was reserved for it.
func (p *composer) font(n int) {
	body := fontObject(p.coder, p.add, p.addStream)
	p.begin(n)
	p.write(body)
	p.print("\nendobj\n")
}

// finish writes the table of objects and the trailer.
func (p *composer) finish(mark Mark) {
	start := p.at
	p.print("xref\n0 %d\n0000000000 65535 f \n", len(p.offsets)+1)
	for _, o := range p.offsets {
		p.print("%010d 00000 n \n", o)
	}
	id := p.sum.Sum(nil)[:16]
	p.print("trailer\n<</Size %d/Root 1 0 R/ID[<%x><%[2]x>]>>\n", len(p.offsets)+1, id)
	if mark != "" {
		p.print("%%%s\n", mark)
	}
	p.print("startxref\n%d\n%%%%EOF\n", start)
}
