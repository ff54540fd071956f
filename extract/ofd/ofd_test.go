package ofd

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
)

const ns = ` xmlns:ofd="http://www.ofdspec.org/2016"`

// ofdOf makes an OFD file of pages: the objects of their layers.
func ofdOf(t testing.TB, pages ...string) []byte {
	t.Helper()
	refs := ""
	parts := map[string]string{
		"OFD.xml":             `<ofd:OFD` + ns + ` DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/PublicRes.xml": `<ofd:Res` + ns + ` BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="仿宋_GB2312" FamilyName="仿宋"/></ofd:Fonts></ofd:Res>`,
		"Doc_0/T/Content.xml": `<ofd:Page` + ns + `><ofd:Content><ofd:Layer ID="9">` + line(30, 15, "底纹", 3) + `</ofd:Layer></ofd:Content></ofd:Page>`,
	}
	for i, objects := range pages {
		name := fmt.Sprintf("Pages/Page_%d/Content.xml", i)
		refs += fmt.Sprintf(`<ofd:Page ID="%d" BaseLoc="%s"/>`, 100+i, name)
		parts["Doc_0/"+name] = `<ofd:Page` + ns + `><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>` + objects + `</ofd:Page>`
	}
	parts["Doc_0/Document.xml"] = `<ofd:Document` + ns + `><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 100 100</ofd:PhysicalBox></ofd:PageArea>` +
		`<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="5" BaseLoc="T/Content.xml"/></ofd:CommonData><ofd:Pages>` + refs + `</ofd:Pages>` +
		`<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>`
	return archive(t, parts)
}

func archive(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, content := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func layer(objects ...string) string {
	return `<ofd:Content><ofd:Layer ID="2">` + strings.Join(objects, "") + `</ofd:Layer></ofd:Content>`
}

// line is a text object at x, y millimetres with Han size millimetres wide and the rest
// half of it.
func line(x, y float64, text string, size float64) string {
	steps, width := "", 0.0
	for _, r := range text {
		step := size
		if r < 0x80 {
			step = size / 2
		}
		steps += fmt.Sprintf("%g ", step)
		width += step
	}
	return fmt.Sprintf(`<ofd:TextObject ID="3" Boundary="%g %g %g %g" Font="1" Size="%g"><ofd:FillColor Value="0 0 0"/><ofd:TextCode X="0" Y="%g" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>`,
		x, y, width, size*1.2, size, size, steps, text)
}

func read(b []byte) (*gangmu.Document, error) {
	return Read(context.Background(), bytes.NewReader(b), int64(len(b)))
}

func TestLinesBecomeParagraphs(t *testing.T) {
	const size = 5.6 // 三号, 16 points
	b := ofdOf(t, layer(
		line(60, 40, "2024年双拥工作计划", 7.8),
		line(41.2, 60, "为做好双拥工作，结合我局实际，制定本计划，请各科", size),
		line(30, 70, "室认真落实，按时报送进展。", size),
		line(41.2, 80, "一、健全协调会商机制，按月调度。", size),
	))
	d, err := read(b)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range d.Blocks {
		got = append(got, x.Text)
	}
	want := []string{"2024年双拥工作计划", "为做好双拥工作，结合我局实际，制定本计划，请各科室认真落实，按时报送进展。", "一、健全协调会商机制，按月调度。"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
	x := d.Blocks[2]
	if d.Pages != 1 || x.Page != 1 || x.Style.Font != "仿宋_GB2312" || x.Style.Size < 15.5 || x.Style.Size > 16.5 {
		t.Errorf("%d pages, block %+v", d.Pages, x)
	}
	if x.Box[0] < 116 || x.Box[0] > 118 || x.Box[1] < 220 || x.Box[3] > 250 {
		t.Errorf("box %v of a line at 41.2, 80 mm", x.Box)
	}
}

func TestRulesMakeTables(t *testing.T) {
	var o []string
	for _, y := range []float64{50, 60, 70, 80} {
		o = append(o, fmt.Sprintf(`<ofd:PathObject ID="7" Boundary="30 %g 150 0.3" LineWidth="0.3"><ofd:AbbreviatedData>M 0 0 L 150 0</ofd:AbbreviatedData></ofd:PathObject>`, y))
	}
	for _, x := range []float64{30, 50, 110, 180} {
		o = append(o, fmt.Sprintf(`<ofd:PathObject ID="8" Boundary="%g 50 0.3 30" LineWidth="0.3"><ofd:AbbreviatedData>M 0 0 L 0 30</ofd:AbbreviatedData></ofd:PathObject>`, x))
	}
	for i, row := range [][3]string{{"序号", "工作任务", "责任单位"}, {"1", "开展走访慰问", "市民政局"}, {"2", "兑现优待政策", "市财政局"}} {
		y := 52 + 10*float64(i)
		o = append(o, line(33, y, row[0], 4.2), line(55, y, row[1], 4.2), line(115, y, row[2], 4.2))
	}
	d, err := read(ofdOf(t, layer(o...)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range d.Blocks {
		if x.Table == nil {
			t.Fatalf("%q is in no table", x.Text)
		}
		got = append(got, fmt.Sprintf("%d %d %s", x.Table.Row, x.Table.Column, x.Text))
	}
	want := []string{"0 0 序号", "0 1 工作任务", "0 2 责任单位", "1 0 1", "1 1 开展走访慰问", "1 2 市民政局", "2 0 2", "2 1 兑现优待政策", "2 2 市财政局"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTemplatesLieUnderThePage(t *testing.T) {
	d, err := read(ofdOf(t, `<ofd:Template TemplateID="5" ZOrder="Background"/>`+layer(line(30, 60, "正文", 5.6))))
	if err != nil {
		t.Fatal(err)
	}
	if text := d.Text(); text != "底纹\n正文" {
		t.Errorf("text %q", text)
	}
}

func TestTransformedAndHiddenObjects(t *testing.T) {
	scaled := `<ofd:TextObject Boundary="30 60 50 10" CTM="2 0 0 2 0 0" Size="3" Font="1"><ofd:TextCode X="0" Y="3" DeltaX="3 3">大字号</ofd:TextCode></ofd:TextObject>`
	hidden := `<ofd:TextObject Visible="false" Boundary="30 80 50 10" Size="5"><ofd:TextCode X="0" Y="5">藏</ofd:TextCode></ofd:TextObject>`
	group := `<ofd:PageBlock>` + line(30, 100, "成组", 5.6) + `</ofd:PageBlock>`
	d, err := read(ofdOf(t, layer(scaled, hidden, group)))
	if err != nil {
		t.Fatal(err)
	}
	if text := d.Text(); text != "大字号\n成组" {
		t.Errorf("text %q", text)
	}
	if s := d.Blocks[0].Style.Size; s < 16.9 || s > 17.1 {
		t.Errorf("size %g of 6 mm", s)
	}
}

func TestPagesWithoutText(t *testing.T) {
	scan := layer(`<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="6"/>`)
	d, err := read(ofdOf(t, scan, layer(line(30, 60, "正文", 5.6)), scan))
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(d.NeedsOCR) != "[1 3]" || d.Text() != "正文" {
		t.Errorf("needs OCR %v, text %q", d.NeedsOCR, d.Text())
	}
	if d, err := read(ofdOf(t, scan)); err != nil || len(d.Blocks) != 0 || len(d.NeedsOCR) != 1 {
		t.Errorf("a scan: %+v, %v", d, err)
	}
}

func TestSteps(t *testing.T) {
	for in, want := range map[string]string{
		"3 4 5": "[3 4 5]", "g 3 4.5": "[4.5 4.5 4.5]", "g 2 1 7 g 1 2": "[1 1 7 2]", "g": "[0]", "g 99999999 1": "[1 1 1 1 1 1 1 1]", "": "[]",
	} {
		if got := fmt.Sprint(steps(in, 8)); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestBadFilesGiveTypedErrors(t *testing.T) {
	long := `<ofd:TextObject Boundary="0 0 9 9" Size="1"><ofd:TextCode X="0" Y="0">` + strings.Repeat("字", 1000) + `</ofd:TextCode></ofd:TextObject>`
	whole := ofdOf(t, layer(line(30, 60, "正文", 5.6)))
	for name, c := range map[string]struct {
		file []byte
		want gangmu.ErrorCode
	}{
		"cut off":        {whole[:len(whole)/2], gangmu.ErrCorrupt},
		"no entry":       {archive(t, map[string]string{"a": "b"}), gangmu.ErrCorrupt},
		"encrypted":      {archive(t, map[string]string{"Encryptions.xml": "<a/>"}), gangmu.ErrEncrypted},
		"no document":    {archive(t, map[string]string{"OFD.xml": `<OFD><DocBody><DocRoot>x</DocRoot></DocBody></OFD>`}), gangmu.ErrCorrupt},
		"no pages":       {ofdOf(t), gangmu.ErrCorrupt},
		"empty page":     {ofdOf(t, layer()), gangmu.ErrNoText},
		"document type":  {archive(t, map[string]string{"OFD.xml": `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><OFD>&x;</OFD>`}), gangmu.ErrCorrupt},
		"characters":     {ofdOf(t, strings.Repeat(`<ofd:Template TemplateID="5"/>`, 10)+layer(line(0, 0, strings.Repeat("字", 1000), 1), strings.Repeat(long, 5000))), gangmu.ErrTooLarge},
		"too many pages": {ofdOf(t, make([]string, maxPages+1)...), gangmu.ErrTooLarge},
	} {
		if _, err := read(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %s", name, err, c.want)
		}
	}
}

// Whatever a page holds, Read gives a document of valid text or a typed error.
func FuzzRead(f *testing.F) {
	f.Add(layer(line(30, 60, "一、正文", 5.6)))
	f.Add(`<ofd:Template TemplateID="5" ZOrder="Foreground"/>` + layer(`<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 L 9 0 B 1 2 3 4 5 6 C</ofd:AbbreviatedData></ofd:PathObject>`))
	f.Add(layer(`<ofd:TextObject Boundary="1e300 nan 1 1" CTM="1 1 1 1 1 1" Size="-5" ReadDirection="90"><ofd:TextCode X="1" Y="2" DeltaX="g 1000000 1" DeltaY="3">字 a</ofd:TextCode></ofd:TextObject>`))
	f.Fuzz(func(t *testing.T, page string) {
		d, err := read(ofdOf(t, page))
		if err != nil {
			var code gangmu.ErrorCode
			if !errors.As(err, &code) {
				t.Fatalf("error without a code: %v", err)
			}
			return
		}
		if utf8.ValidString(page) && !utf8.ValidString(d.Text()) {
			t.Error("text is not UTF-8")
		}
	})
}

func TestAFileOfManyPagesMayTakeLonger(t *testing.T) {
	pages := make([]string, 40)
	for i := range pages {
		pages[i] = layer(line(30, 60, "正文", 5.6))
	}
	b := ofdOf(t, pages...)
	var more time.Duration
	o := Options{Extend: func(d time.Duration) { more += d }}
	if _, err := o.Read(context.Background(), bytes.NewReader(b), int64(len(b))); err != nil || more != 32*time.Second {
		t.Errorf("%s more, %v", more, err)
	}
}
