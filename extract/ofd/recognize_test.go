package ofd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// reads keeps the pictures that it is given, and reads one line in each.
type reads struct {
	drawn map[int]image.Image
	dpi   map[int]float64
}

func (r *reads) Engine() string { return "test" }

func (r *reads) Recognize(ctx context.Context, numbers []int, draw func(context.Context, int) (image.Image, float64, error)) ([]*page.Page, []gangmu.Warning, error) {
	var out []*page.Page
	var warnings []gangmu.Warning
	for _, n := range numbers {
		m, dpi, err := draw(ctx, n)
		if err != nil {
			out, warnings = append(out, nil), append(warnings, gangmu.Warning{Code: "page_ocr_failed", Message: err.Error(), Page: n})
			continue
		}
		r.drawn[n], r.dpi[n] = m, dpi
		b := m.Bounds()
		out = append(out, &page.Page{Number: n, Width: float64(b.Dx()) * 72 / dpi, Height: float64(b.Dy()) * 72 / dpi,
			Glyphs: []page.Glyph{{X: 100, Y: 100, Width: 16, Size: 16, Text: "读", Recognized: true, Confidence: 1}}})
	}
	return out, warnings, nil
}

// halves is a picture, black on its left half.
func halves(w, h int) image.Image {
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		if i%w >= w/2 {
			m.Pix[i] = 255
		}
	}
	return m
}

// withMedia makes an OFD file of pages with picture files, whose resource IDs are their
// names.
func withMedia(t testing.TB, media map[string][]byte, pages ...string) []byte {
	t.Helper()
	list := ""
	parts := map[string]string{"OFD.xml": `<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>`}
	for name, b := range media {
		list += fmt.Sprintf(`<MultiMedia ID="%s" Type="Image"><MediaFile>%s</MediaFile></MultiMedia>`, name, name)
		parts["Doc_0/Res/"+name] = string(b)
	}
	parts["Doc_0/DocumentRes.xml"] = `<Res BaseLoc="Res"><MultiMedias>` + list + `</MultiMedias></Res>`
	refs := ""
	for i, p := range pages {
		refs += fmt.Sprintf(`<Page ID="%d" BaseLoc="P/%d.xml"/>`, i+1, i)
		parts[fmt.Sprintf("Doc_0/P/%d.xml", i)] = `<Page>` + p + `</Page>`
	}
	parts["Doc_0/Document.xml"] = `<Document><CommonData><DocumentRes>DocumentRes.xml</DocumentRes></CommonData><Pages>` + refs + `</Pages></Document>`
	return archive(t, parts)
}

func pictureOf(t testing.TB, m image.Image, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	err := png.Encode(&b, m)
	if format == "jpeg" {
		b.Reset()
		err = jpeg.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func recognized(t *testing.T, b []byte) (*gangmu.Document, *reads) {
	t.Helper()
	r := &reads{map[int]image.Image{}, map[int]float64{}}
	d, err := Options{OCR: func() Recognizer { return r }}.Read(context.Background(), bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return d, r
}

func TestPagesThatArePicturesAreRecognised(t *testing.T) {
	const full = `<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="a.png"/>`
	b := withMedia(t, map[string][]byte{"a.png": pictureOf(t, halves(1654, 2339), "png")},
		layer(full),
		layer(line(30, 60, "本页有文字", 5.6)),
		layer(full, line(160, 10, "收文", 5)),
		layer(full, strings.Replace(line(30, 60, "旧识别", 5), "<ofd:TextObject", `<ofd:TextObject Alpha="0"`, 1)),
		layer(full, line(20, 60, strings.Repeat("正文覆盖底图。", 20), 1)))
	d, r := recognized(t, b)
	if text := d.Text(); strings.Count(text, "读") != 3 || !strings.Contains(text, "本页有文字") || !strings.Contains(text, "收文") || strings.Contains(text, "旧识别") || !strings.Contains(text, "正文覆盖底图") {
		t.Errorf("%q", text)
	}
	if got := fmt.Sprint(d.NeedsOCR, d.Reader); got != "[] [{ofd [2 5] false} {test [1 3 4] true}]" {
		t.Error(got)
	}
	if m := r.drawn[1]; m.Bounds().Dx() != 1653 || r.dpi[1] < 199 || r.dpi[1] > 201 {
		t.Errorf("%v at %g", m.Bounds(), r.dpi[1])
	}
	d, err := read(b)
	if err != nil || fmt.Sprint(d.NeedsOCR) != "[1 3 4]" || !strings.Contains(d.Text(), "收文") {
		t.Errorf("without an engine: %v, %q, %v", d.NeedsOCR, d.Text(), err)
	}
}

// Images lie where their matrices put them, within their boundaries.
func TestImagesAreDrawnInTheirPlaces(t *testing.T) {
	media := map[string][]byte{"a.png": pictureOf(t, halves(800, 1000), "png"), "b.jpg": pictureOf(t, halves(800, 800), "jpeg")}
	_, r := recognized(t, withMedia(t, media,
		// Two strips, one below the other; the second without a matrix.
		layer(`<ofd:ImageObject Boundary="0 0 210 148" CTM="210 0 0 148 0 0" ResourceID="a.png"/>`, `<ofd:ImageObject Boundary="0 148 210 149" ResourceID="b.jpg"/>`),
		// Turned by 90 degrees clockwise: the left half is above.
		layer(`<ofd:ImageObject Boundary="0 0 210 297" CTM="0 297 -210 0 210 0" ResourceID="a.png"/>`),
		// Only the boundary is seen.
		layer(`<ofd:ImageObject Boundary="0 0 50 297" CTM="210 0 0 297 0 0" ResourceID="a.png"/>`)))
	dark := func(n int, x, y float64) bool { // x, y in millimetres
		m := r.drawn[n]
		scale := r.dpi[n] / 25.4
		return color.GrayModel.Convert(m.At(int(x*scale), int(y*scale))).(color.Gray).Y < 128
	}
	for _, c := range []struct {
		page int
		x, y float64
		want bool
	}{
		{1, 50, 50, true}, {1, 160, 50, false}, {1, 50, 250, true}, {1, 160, 250, false},
		{2, 50, 50, true}, {2, 160, 50, true}, {2, 50, 250, false}, {2, 160, 250, false},
		{3, 40, 50, true}, {3, 60, 50, false},
	} {
		if got := dark(c.page, c.x, c.y); got != c.want {
			t.Errorf("page %d at %g, %g mm: dark %v", c.page, c.x, c.y, got)
		}
	}
}

// What cannot be drawn is said, and costs its own page at most.
func TestImagesThatCannotBeDrawn(t *testing.T) {
	huge := bytes.Replace(pictureOf(t, halves(100, 100), "png"), []byte{0, 0, 0, 100, 0, 0, 0, 100}, []byte{0, 1, 0, 0, 0, 1, 0, 0}, 1)
	media := map[string][]byte{"good.png": pictureOf(t, halves(400, 400), "png"), "bad.png": []byte("\x89PNG\r\n\x1a\n123"), "huge.png": huge, "x.jb2": []byte("\x97JB2\r\n\x1a\n"), "empty.png": {}}
	object := func(id, matrix string) string {
		return fmt.Sprintf(`<ofd:ImageObject Boundary="0 0 210 297" CTM="%s" ResourceID="%s"/>`, matrix, id)
	}
	d, r := recognized(t, withMedia(t, media,
		layer(object("good.png", "210 0 0 297 0 0"), object("bad.png", "210 0 0 297 0 0")),
		layer(object("huge.png", "210 0 0 297 0 0")),
		layer(object("x.jb2", "210 0 0 297 0 0")),
		layer(object("missing", "210 0 0 297 0 0")),
		layer(object("empty.png", "210 0 0 297 0 0")),
		layer(object("good.png", "0 0 0 0 0 0")),
		layer(object("good.png", "0.001 0 0 0.001 0 0")),
		layer(object("good.png", "1e5 0 0 1e5 0 0")),
		`<Area><PhysicalBox>0 0 900000 900000</PhysicalBox></Area>`+layer(object("good.png", "9e5 0 0 9e5 0 0")),
		`<Area><PhysicalBox>0 0 900000 0.1</PhysicalBox></Area>`+layer(object("good.png", "210 0 0 297 0 0")),
	))
	if fmt.Sprint(d.NeedsOCR) != "[2 3 4 5 6 7]" {
		t.Errorf("needs OCR %v", d.NeedsOCR)
	}
	codes := map[string]int{}
	for _, w := range d.Warnings {
		codes[w.Code]++
	}
	if codes["image_not_drawn"] != 1 || codes["page_ocr_failed"] != len(d.NeedsOCR) {
		t.Errorf("warnings %v", d.Warnings)
	}
	for n, m := range r.drawn {
		if b := m.Bounds(); b.Dx()*b.Dy() > maxPixels {
			t.Errorf("page %d has %v", n, b)
		}
	}
}

func TestErrorsOfTheEngineAreThoseOfTheFile(t *testing.T) {
	b := withMedia(t, nil, layer(`<ofd:ImageObject Boundary="0 0 210 297" ResourceID="a"/>`))
	ctx, cancel := context.WithCancel(context.Background())
	o := Options{OCR: func() Recognizer { cancel(); return &stopped{} }}
	if _, err := o.Read(ctx, bytes.NewReader(b), int64(len(b))); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

type stopped struct{ reads }

func (*stopped) Recognize(ctx context.Context, _ []int, _ func(context.Context, int) (image.Image, float64, error)) ([]*page.Page, []gangmu.Warning, error) {
	return nil, nil, ctx.Err()
}
