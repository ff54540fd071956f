package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
)

const songFont = `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H
/DescendantFonts [ << /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >> ] >>`

// pdfOf makes a PDF of content streams, one a page, with font F1 and further objects.
func pdfOf(font string, pages ...string) []byte {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "", font}
	kids := ""
	for _, c := range pages {
		kids += fmt.Sprintf("%d 0 R ", len(objects)+1)
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /Tabs /S   /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", len(objects)+2),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(c), c))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [ %s] /Count %d >>", kids, len(pages))
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

// at shows a line of text of a size at x, y from the bottom left.
func at(x, y, size int, s string) string {
	hex := ""
	for _, u := range utf16.Encode([]rune(s)) {
		hex += fmt.Sprintf("%04X", u)
	}
	return fmt.Sprintf("BT /F1 %d Tf 1 0 0 1 %d %d Tm <%s> Tj ET\n", size, x, y, hex)
}

func read(b []byte) (*gangmu.Document, error) {
	return Options{alone: true}.Read(context.Background(), bytes.NewReader(b), int64(len(b)))
}

// body fills a page: a paragraph of two full lines and one of a short line.
func body(n string) string {
	return at(122, 700, 16, strings.Repeat("一", 22)) + at(90, 676, 16, strings.Repeat("二", 24)) +
		at(90, 652, 16, "完。") + at(122, 628, 16, strings.Repeat("三", 22)) + at(90, 604, 16, n)
}

func TestLinesBecomeParagraphsAndHeadsAreMarked(t *testing.T) {
	page := func(n int) string {
		return at(250, 800, 10, "工作计划汇编") + body(fmt.Sprint("页", n)) + at(280, 30, 10, fmt.Sprintf("— %d —", n))
	}
	d, err := read(pdfOf(songFont, page(1), page(2), page(3)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		got = append(got, fmt.Sprintf("%d %s %s", b.Page, b.Kind, b.Text))
	}
	var want []string
	long := strings.Repeat("一", 22) + strings.Repeat("二", 24) + "完。"
	for n := 1; n <= 3; n++ {
		want = append(want, fmt.Sprintf("%d header 工作计划汇编", n), fmt.Sprintf("%d paragraph %s", n, long),
			fmt.Sprintf("%d paragraph %s页%d", n, strings.Repeat("三", 22), n), fmt.Sprintf("%d page_number — %d —", n, n))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	b := d.Blocks[1]
	if len(b.Lines) != 3 || b.Lines[1].Span != (gangmu.Span{22, 46}) || b.Style.Size != 16 {
		t.Errorf("lines %v, style %+v", b.Lines, b.Style)
	}
	if want := (gangmu.Box{90, 127.9, 474, 191.9}); b.Box != want {
		t.Errorf("box %v, want %v", b.Box, want)
	}
}

func TestDecoding(t *testing.T) {
	cmap := "/CMapName /X def begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <7EB2> endbfchar " +
		"2 beginbfrange <0002> <0003> <76EE> <0004> <0005> [<2F00> <4E8C>] endbfrange 1 beginbfchar <0006> <D840DC0B> endbfchar"
	encoded := func(name string) string { return strings.Replace(songFont, "UniGB-UTF16-H", name, 1) }
	collection := func(ordering string) string {
		return strings.Replace(strings.Replace(songFont, "UniGB-UTF16-H", "Identity-H", 1), "GB1", ordering, 1)
	}
	simple := func(name, encoding string) string {
		return "<< /Type /Font /Subtype /TrueType /BaseFont /" + name + " " + encoding + " >>"
	}
	for name, c := range map[string]struct{ font, show, want string }{
		"UTF-16":                       {songFont, "<53CC62E5>", "双拥"},
		"UTF-16, surrogates":           {songFont, "<D840DC0B>", "\U0002000B"},
		"UCS-2":                        {encoded("UniGB-UCS2-H"), "<53CC62E5>", "双拥"},
		"GBK codes":                    {encoded("GBK-EUC-H"), "<CBABD3B5>", "双拥"},
		"GBK codes and ASCII":          {encoded("GBKp-EUC-H"), "<32303234C4EA>", "2024年"},
		"GBK codes, vertical":          {encoded("GBK-EUC-V"), "<CBABA3A8D3B5A3A9>", "双（拥）"},
		"GB codes":                     {encoded("GB-EUC-H"), "<CBABD3B5>", "双拥"},
		"GB 18030 codes of four bytes": {encoded("GBK2K-H"), "<CBAB8139EF30>", "双㐁"},
		"Big5 codes":                   {encoded("ETen-B5-H"), "<A4A4A4E5>", "中文"},
		"Shift JIS codes":              {encoded("90ms-RKSJ-H"), "<93FA967B>", "日本"},
		"Korean codes":                 {encoded("KSCms-UHC-H"), "<C7D1B1DB>", "한글"},
		"CIDs of Adobe-GB1":            {collection("GB1"), "<0DA00022>", "双A"},
		"CIDs of Adobe-Japan1":         {collection("Japan1"), "<0CD4>", "日"},
		"CIDs of no collection":        {collection("Identity"), "<0DA0>", "\uFFFD"},
		"GBK in a name":                {simple("SimSun", "/Encoding /WinAnsiEncoding"), "<CBABD3B532>", "双拥2"},
		"GBK in a name that is GBK":    {simple("#BA#DA#CC#E5", ""), "<CBABD3B5>", "双拥"},
		"WinAnsi in a Chinese font":    {simple("SimSun", "/Encoding /WinAnsiEncoding"), "<93616294>", "“ab”"},
		"names of glyphs":              {simple("X", "/Encoding << /Differences [1 /uni53CC /A /quotedblleft.x /f_i] >>"), "<01020304>", "双A“fi"},
		"names that say nothing":       {simple("X", "/Encoding << /Differences [65 /g17] >>"), "<41>", "\uFFFD"},
		"standard encoding":            {simple("Times-Roman", ""), "<4127B1>", "A’–"},
		"ToUnicode":                    {withCMap(), "<000100020003000400050006>", "纲目盯一二\U0002000B"},
		"ActualText":                   {songFont, "/Span << /ActualText <FEFF7EB276EE> >> BDC <53CC62E5> Tj EMC <0021>", "纲目!"},
		"ActualText of another length": {songFont, "/Span << /ActualText <FEFF7EB2> >> BDC <53CC62E5> Tj EMC <0021>", "纲!"},
		"ActualText that says nothing": {songFont, "/Span << /ActualText <FEFFFFFD> >> BDC <53CC> Tj EMC <62E5>", "双拥"},
		"an inline image before it":    {songFont, "<53CC> Tj BI /W 4 /H 2 /BPC 8 /CS /G ID \x00EI (\xff Tj EI <62E5>", "双拥"},
	} {
		b := pdfOf(c.font, "BT /F1 12 Tf 100 700 Td "+c.show+" Tj ET", cmap)
		d, err := read(b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := strings.ReplaceAll(strings.TrimSpace(d.Text()), "\n", ""); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestGapsAreBlanksOnlyWhereTheyAreWide(t *testing.T) {
	for show, want := range map[string]string{
		"[<5E74> -250 <0032>] TJ":  "年2",  // what word processors leave
		"[<5E74> -500 <0032>] TJ":  "年 2", // two columns
		"[<5E74> -500 <6708>] TJ":  "年月",  // letter-spaced
		"[<5E74> -1500 <6708>] TJ": "年 月",
		"[<0041> -300 <0042>] TJ":  "A B",
		"[<0041> -100 <0042>] TJ":  "AB",
	} {
		d, err := read(pdfOf(songFont, "BT /F1 12 Tf 100 700 Td "+show+" ET"))
		if err != nil || d.Text() != want {
			t.Errorf("%s: %v, want %q", show, err, want)
		}
	}
}

// withCMap is a font whose ToUnicode is the content stream of the second page.
func withCMap() string {
	return "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [ << /DW 1000 >> ] >>"
}

func TestRepairsAndRefusals(t *testing.T) {
	whole := pdfOf(songFont, at(100, 700, 16, "正文"))
	edit := func(old, new string) []byte { return bytes.Replace(whole, []byte(old), []byte(new), 1) }
	for name, b := range map[string][]byte{
		"bytes behind the end": append(bytes.Clone(whole), "\x00\x00junk"...),
		"bytes before":         append([]byte("junk\n"), whole...),
		"version 2.0":          edit("%PDF-1.4", "%PDF-2.0"),
		"a huge claim":         edit("/Size 6", "/Size 999999999"),
		"a wrong startxref":    edit("startxref\n", "startxref\n9"),
		"no page tree":         edit("/Kids [ 4 0 R ]", "/Kids [        ]"),
		"a page tree loop":     edit("/Kids [ 4 0 R ]", "/Kids [ 2 0 R ]"),
		"no trailer":           whole[:bytes.Index(whole, []byte("trailer"))],
	} {
		if d, err := read(b); err != nil || d.Text() != "正文" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, c := range map[string]struct {
		b    []byte
		want gangmu.ErrorCode
	}{
		"no end":   {whole[:len(whole)/2], gangmu.ErrCorrupt},
		"no pages": {whole[:bytes.Index(whole, []byte("4 0 obj"))], gangmu.ErrCorrupt},
		"no text":  {pdfOf(songFont, "0 0 m 10 10 l S"), gangmu.ErrNoText},
	} {
		if _, err := read(c.b); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %s", name, err, c.want)
		}
	}
}

func TestTurnedPagesReadTheSame(t *testing.T) {
	b := pdfOf(songFont, "0 1 -1 0 595 0 cm "+at(100, 500, 16, "横排")+at(100, 470, 16, "第二行长些"))
	b = bytes.Replace(b, []byte("/Tabs /S   "), []byte("/Rotate 90 "), 1)
	d, err := read(b)
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Text(); got != "横排\n第二行长些" {
		t.Errorf("%q", got)
	}
}

// The memory that reading a file may take, besides that of the file: with the limits of a
// page and of a file, no file of this size comes near.
const fuzzMemory = 1 << 30

func FuzzRead(f *testing.F) {
	f.Add(pdfOf(songFont, body("完")))
	f.Add(pdfOf(withCMap(), "BT /F1 12 Tf <0001> Tj ET", "1 beginbfrange <0000> <ffff> <4e00> endbfrange"))
	f.Add(pdfOf(songFont, at(100, 700, 10, "序号")+at(200, 700, 10, "任务")+at(300, 700, 10, "时限")+"90 690 300 30 re S 150 690 m 150 720 l S"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		d, err := read(b)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > fuzzMemory {
			t.Fatalf("%d bytes of file took %d of memory", len(b), used)
		}
		if err != nil {
			var code gangmu.ErrorCode
			if !errors.As(err, &code) {
				t.Fatalf("error without a code: %v", err)
			}
			return
		}
		for _, x := range d.Blocks {
			n := len([]rune(x.Text))
			for _, l := range x.Lines {
				if l.Span[0] < 0 || l.Span[1] > n || l.Span[0] > l.Span[1] {
					t.Fatalf("line %v outside of %d", l.Span, n)
				}
			}
			if (x.Kind == gangmu.Cell) != (x.Table != nil) {
				t.Fatalf("%s with table %v", x.Kind, x.Table)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	pages := make([]string, 20)
	for i := range pages {
		pages[i] = strings.Repeat(body("完"), 5)
	}
	data := pdfOf(songFont, pages...)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(data); err != nil {
			b.Fatal(err)
		}
	}
}

func TestAFileOfManyPagesMayTakeLonger(t *testing.T) {
	pages := make([]string, 40)
	for i := range pages {
		pages[i] = at(100, 500, 16, "正文")
	}
	b := pdfOf(songFont, pages...)
	var more time.Duration
	o := Options{Extend: func(d time.Duration) { more += d }}
	if _, err := o.Read(context.Background(), bytes.NewReader(b), int64(len(b))); err != nil || more != 32*time.Second {
		t.Errorf("%s more, %v", more, err)
	}
}
