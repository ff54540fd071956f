package searchable

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gangmu/gangmu/extract/pdf"
	"github.com/gangmu/gangmu/extract/pdf/pdfium"
)

// lines are what the tests put on a page: two lines, one of which slopes, and characters
// beyond the first plane.
func lines() []Line {
	slope := math.Tan(3 * math.Pi / 180)
	return []Line{
		{[4]Point{{100, 100}, {292, 100}, {292, 116}, {100, 116}}, "一、健全协调会商机制12（A）"},
		{[4]Point{{100, 140}, {260, 140 + 160*slope}, {260, 156 + 160*slope}, {100, 156}}, "二、按月调度𠀀𡃁，年末总结"},
		{[4]Point{{100, math.NaN()}, {0, 0}, {0, 0}, {0, 0}}, "没有地方"},
		{[4]Point{{100, 180}, {260, 180}, {260, 196}, {100, 196}}, "\x00\n"},
	}
}

const first, second = "一、健全协调会商机制12（A）", "二、按月调度𠀀𡃁，年末总结"

func read(t *testing.T, b []byte) string {
	t.Helper()
	d, err := pdf.Read(context.Background(), bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return d.Text()
}

// raster is page n as PDFium shows it.
func raster(t *testing.T, b []byte, n int) *image.RGBA {
	t.Helper()
	d, err := pdfium.Open(b, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	m, _, err := d.RenderColor(context.Background(), n, 72)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func pdfiumText(t *testing.T, b []byte, n int) string {
	t.Helper()
	d, err := pdfium.Open(b, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	p, err := d.Page(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	for _, g := range p.Glyphs {
		s.WriteString(g.Text)
	}
	return s.String()
}

// others reads a file with programs of others, where they are.
func others(t *testing.T, b []byte, want ...string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Log("not checked by qpdf: ", err)
	} else if out, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil || bytes.Contains(out, []byte("WARNING")) {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Log("not read by pdftotext: ", err)
		return
	}
	out, err := exec.Command("pdftotext", "-raw", file, "-").CombinedOutput()
	if err != nil {
		t.Errorf("pdftotext: %v\n%s", err, out)
	}
	rest := strings.ReplaceAll(string(out), " ", "")
	for _, w := range want {
		i := strings.Index(rest, w)
		if i < 0 {
			t.Errorf("pdftotext does not read %q in its place: %q", w, out)
			continue
		}
		rest = rest[i+len(w):]
	}
}

func TestAppendedTextIsReadAndNotSeen(t *testing.T) {
	for _, rotate := range []int{0, 90, 180, 270} {
		for kind, make := range map[string]func(string) []byte{"table": withTable, "stream": withStream} {
			src := make(fmt.Sprintf("/Rotate %d", rotate))
			var out bytes.Buffer
			if err := Append(&out, src, map[int][]Line{1: lines()}, "mark 1"); err != nil {
				t.Fatal(err)
			}
			b := out.Bytes()
			if !bytes.HasPrefix(b, src) || !bytes.Contains(b[len(b)-64:], []byte("\n%mark 1\nstartxref\n")) {
				t.Errorf("%s, turned by %d: the file was changed", kind, rotate)
			}
			if got := strings.ReplaceAll(read(t, b), "\n", ""); !strings.Contains(got, first+second) || !strings.Contains(got, "BODY") {
				t.Errorf("%s, turned by %d: %q", kind, rotate, got)
			}
			if !bytes.Equal(raster(t, src, 1).Pix, raster(t, b, 1).Pix) {
				t.Errorf("%s, turned by %d: the page looks different", kind, rotate)
			}
			others(t, b, first, second, "BODY")
		}
	}
}

// The lines stand where they were seen.
func TestLinesStandOnTheirQuads(t *testing.T) {
	for _, rotate := range []int{0, 90, 180, 270} {
		var out bytes.Buffer
		if err := Append(&out, withTable(fmt.Sprintf("/Rotate %d", rotate)), map[int][]Line{1: lines()[:1]}, ""); err != nil {
			t.Fatal(err)
		}
		d, err := pdf.Read(context.Background(), bytes.NewReader(out.Bytes()), int64(out.Len()))
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range d.Blocks {
			if b.Text != first {
				continue
			}
			want := [4]float64{100, 100, 292, 116}
			for i := range want {
				if math.Abs(b.Box[i]-want[i]) > 2.5 {
					t.Errorf("turned by %d: box %v, want about %v", rotate, b.Box, want)
					break
				}
			}
		}
	}
}

func TestNothingElseIsChanged(t *testing.T) {
	src := withTable("/Rotate 0")
	for name, b := range map[string][]byte{
		"damaged": bytes.Replace(src, []byte("startxref\n"), []byte("startxref\n9"), 1),
		"junk":    append([]byte("junk\n"), src...),
	} {
		var out bytes.Buffer
		if err := Append(&out, b, map[int][]Line{1: lines()}, ""); err != nil {
			t.Fatal(err)
		}
		if got := read(t, out.Bytes()); !strings.Contains(got, first) || !strings.Contains(got, "BODY") {
			t.Errorf("%s: %q", name, got)
		}
		others(t, out.Bytes(), first, "BODY")
	}
	// A second layer does not hurt the first one.
	var once, twice bytes.Buffer
	if err := Append(&once, src, map[int][]Line{1: lines()[:1]}, ""); err != nil {
		t.Fatal(err)
	}
	if err := Append(&twice, once.Bytes(), map[int][]Line{1: lines()[1:2]}, ""); err != nil {
		t.Fatal(err)
	}
	others(t, twice.Bytes(), second, first, "BODY")
	if err := Append(&twice, src, map[int][]Line{7: lines()}, ""); err == nil {
		t.Error("a page that is not there")
	}
}

func TestComposedPagesAreReadAndLookAsTheirPictures(t *testing.T) {
	gray := image.NewGray(image.Rect(0, 0, 595, 842))
	color := image.NewRGBA(image.Rect(0, 0, 595, 842))
	bi := image.NewGray(image.Rect(0, 0, 595, 842))
	for y := range 842 {
		for x := range 595 {
			i := y*595 + x
			gray.Pix[i] = uint8(x / 3)
			copy(color.Pix[i*4:], []byte{uint8(x / 3), uint8(y / 4), 80, 255})
			bi.Pix[i] = uint8(x / 10 % 2 * 255)
		}
	}
	var j bytes.Buffer
	if err := jpeg.Encode(&j, color, nil); err != nil {
		t.Fatal(err)
	}
	decoded, err := jpeg.Decode(bytes.NewReader(j.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	sheets := []Sheet{{gray, 72, nil, lines()}, {color, 72, nil, lines()}, {bi, 72, nil, lines()}, {decoded, 72, j.Bytes(), lines()}}
	var out bytes.Buffer
	if err := Compose(&out, len(sheets), func(i int) (Sheet, error) { return sheets[i-1], nil }, "mark 2"); err != nil {
		t.Fatal(err)
	}
	b := out.Bytes()
	if !bytes.Contains(b, j.Bytes()) {
		t.Error("the JPEG was changed")
	}
	for i, s := range sheets {
		m := raster(t, b, i+1)
		worst := 0
		for y := 0; y < 842; y += 7 {
			for x := 0; x < 595; x += 7 {
				r, g, bl, _ := s.Picture.At(x, y).RGBA()
				for k, v := range []uint32{r >> 8, g >> 8, bl >> 8} {
					worst = max(worst, int(math.Abs(float64(v)-float64(m.Pix[m.PixOffset(x, y)+k]))))
				}
			}
		}
		if worst > 6 {
			t.Errorf("page %d differs by %d", i+1, worst)
		}
		if got := strings.ReplaceAll(pdfiumText(t, b, i+1), " ", ""); !strings.Contains(got, first) {
			t.Errorf("PDFium reads %q", got)
		}
	}
	others(t, b, first, second, first, second, first, second, first, second)
	var again bytes.Buffer
	if err := Compose(&again, len(sheets), func(i int) (Sheet, error) { return sheets[i-1], nil }, "mark 2"); err != nil || !bytes.Equal(b, again.Bytes()) {
		t.Error("two copies differ", err)
	}
}

// withTable is a file of one page with a cross-reference table, withStream one with a
// stream, whose page lies in an object stream.
func withTable(page string) []byte {
	return file("%PDF-1.4\n", []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F 5 0 R>>>>/MediaBox[10 20 605 862]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Odd#20Name(a\\)b)" + page + ">>",
		stream("", "q 0.5 0 0 0.5 7 7 cm BT /F 24 Tf 200 800 Td (BODY) Tj ET"), // never restored
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}, "")
}

func stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

func file(head string, objects []string, xref string) []byte {
	b := bytes.NewBufferString(head)
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range at {
		fmt.Fprintf(b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

func withStream(page string) []byte {
	packed := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[10 20 605 862]>>",
		"<</Type/Page/Parent 2 0 R/Contents [5 0 R]/Resources<</Font<</F 6 0 R>>>>" + page + ">>"}
	b := bytes.NewBufferString("%PDF-1.5\n")
	var at []int
	object := func(n int, body string) {
		at = append(at, b.Len())
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	head, body := "", ""
	for i, o := range packed {
		head += fmt.Sprintf("%d %d ", i+1, len(body))
		body += o + " "
	}
	object(4, stream(fmt.Sprintf("/Type/ObjStm/N 3/First %d", len(head)), head+body))
	object(5, stream("", "BT /F 24 Tf 200 600 Td (BODY) Tj ET"))
	object(6, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	var table []byte
	entry := func(kind byte, a int, c byte) { table = append(table, kind, byte(a>>8), byte(a), c) }
	entry(0, 0, 0)
	for i := range packed {
		entry(2, 4, byte(i))
	}
	start := b.Len()
	for _, o := range append(at, start) {
		entry(1, o, 0)
	}
	object(7, stream("/Type/XRef/W[1 2 1]/Size 8/Root 1 0 R", string(table)))
	fmt.Fprintf(b, "startxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}
