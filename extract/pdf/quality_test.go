package pdf

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

func TestTextIsToldFromGarbage(t *testing.T) {
	plan := strings.Join(planParagraphs(t), "")
	for name, text := range map[string]string{
		"a plan":        plan,
		"traditional":   "為做好年度檔案安全工作，守住檔案實體和資訊安全底線，結合本館實際，制定本計劃。",
		"English":       "The plan (draft) was agreed on 3 May; it costs 1,200.50 a year: see www.example.org/plan.",
		"French":        "Où être à l’été ? Le président a déjà visité le château, naïf et gâté.",
		"names":         "张鑫 王淼 李焱 赵磊 钱森 孙品",
		"bullets":       "✓坚持党管武装；✓落实双拥政策；➢开展走访慰问活动，➢解决实际困难。",
		"a table's end": "1 2 3 4 5 6 7 8 9 10 ...... 12",
	} {
		if q := judge(text); q.garbage > doubtful || !q.usable() {
			t.Errorf("%s: garbage %.3f", name, q.garbage)
		}
	}
	mojibake := func() string {
		var b strings.Builder
		for _, c := range []byte("\xce\xaa\xd7\xf6\xba\xc3\xb5\xb5\xb0\xb8\xb0\xb2\xc8\xab\xb9\xa4\xd7\xf7") {
			b.WriteRune(rune(c))
		}
		return b.String()
	}()
	for name, text := range map[string]string{
		"nothing was decoded":     strings.Repeat("\uFFFD", 40),
		"half was decoded":        strings.Repeat("安全\uFFFD\uFFFD", 10),
		"GBK read byte by byte":   mojibake,
		"rare Han":                strings.Repeat("犐犆犛犖犗", 20),
		"common Han at random":    strings.Repeat("岸拌捕惨查", 25),
		"codes taken for letters": "!\"#$%&'*+!\"#$%&;<=>?@!\"#$%&'*+",
		"dingbats":                "❘✳❊✶✢❙❚✲❯❱☞✜✢✵❳❨❩❬❭❪✮❫✱✡❴✡❵❛❜❝✞❞❡❢❣❤✐",
		"private use":             strings.Repeat("\ue001\ue002", 20),
	} {
		if q := judge(text); q.garbage < maxGarbage {
			t.Errorf("%s: garbage %.3f", name, q.garbage)
		}
	}
}

func TestTheBetterReadingStays(t *testing.T) {
	for _, c := range []struct {
		own, second string
		want        bool
	}{
		{"工作计划", "工作计划", false}, // alike: our own
		{"工作\uFFFD\uFFFD", "工作计划", true},
		{"", "工作计划", true},
		{"工作计划", "", false},
		{"工作计划工作计划", "工作计划", false},
		{"", "\uFFFD\uFFFD", false},
		{strings.Repeat("工作", 50) + "\uFFFD\uFFFD\uFFFD", strings.Repeat("工作", 50), true}, // as much, without garbage
	} {
		own, second := reading{quality: judge(c.own)}, reading{quality: judge(c.second)}
		if got := second.better(own); got != c.want {
			t.Errorf("%q before %q: %v", c.second, c.own, got)
		}
	}
}

func TestVerdicts(t *testing.T) {
	glyphs := func(n int, invisible bool) (out []page.Glyph) {
		for range n {
			out = append(out, page.Glyph{Text: "年", Invisible: invisible})
		}
		return out
	}
	for name, c := range map[string]struct {
		page page.Page
		want Verdict
		ocr  bool
	}{
		"text":                      {page.Page{Glyphs: glyphs(200, false)}, TextPage, false},
		"text and a seal":           {page.Page{Glyphs: glyphs(200, false), Images: 1, Cover: 0.02}, TextPage, false},
		"nothing":                   {page.Page{}, BlankPage, false},
		"an image":                  {page.Page{Images: 1, Cover: 1}, ScanPage, true},
		"many small images":         {page.Page{Images: 40, Cover: 0.1}, ScanPage, true},
		"outlines of characters":    {page.Page{Curves: 5000}, ScanPage, true},
		"a layer under an image":    {page.Page{Glyphs: glyphs(500, true), Images: 1, Cover: 1}, OCRLayerPage, false},
		"a poor layer":              {page.Page{Glyphs: glyphs(20, true), Images: 1, Cover: 1}, OCRLayerPage, true},
		"text on a full background": {page.Page{Glyphs: glyphs(500, false), Images: 1, Cover: 1}, MixedPage, false},
		"a heading over an image":   {page.Page{Glyphs: glyphs(10, false), Images: 1, Cover: 0.5}, MixedPage, true},
		"text and a picture":        {page.Page{Glyphs: glyphs(300, false), Images: 1, Cover: 0.4}, MixedPage, false},
		"garbage":                   {page.Page{Glyphs: []page.Glyph{{Text: "\uFFFD"}, {Text: "\uFFFD"}}}, TextPage, true},
	} {
		r := reading{page: &c.page, quality: judgePage(&c.page)}
		r.verdict = verdictOf(r.page, r.quality)
		if r.verdict != c.want || r.needsOCR() != c.ocr {
			t.Errorf("%s: %s, needs OCR %v", name, r.verdict, r.needsOCR())
		}
	}
}

func TestTheSecondReaderIsAskedInDoubt(t *testing.T) {
	o := Options{Cache: filepath.Join(os.TempDir(), "gangmu-test-cache")}
	whole, err := os.ReadFile("testdata/office.pdf")
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole)
	i := bytes.Index(damaged, []byte("stream\n")) // the content of the first page
	copy(damaged[i+200:], "XXXXXXXXXXXXXXXX")
	for _, c := range []struct {
		data  []byte
		asked bool
	}{{whole, false}, {damaged, true}} {
		ctx := context.Background()
		f, err := o.Open(ctx, bytes.NewReader(c.data), int64(len(c.data)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.readings(ctx); err != nil {
			t.Fatal(err)
		}
		if asked := f.second != nil; asked != c.asked {
			t.Errorf("asked %v, want %v", asked, c.asked)
		}
		f.Close()
	}
	d, err := o.Read(context.Background(), bytes.NewReader(damaged), int64(len(damaged)))
	if err != nil || len(d.Warnings) != 1 || d.Warnings[0].Code != "page_damaged" || d.Warnings[0].Page != 1 {
		t.Errorf("%v, warnings %v", err, d)
	}
}

func TestScansAreListed(t *testing.T) {
	image := "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q\n"
	d, err := read(pdfOf(songFont, body("完"), image, "", image+at(200, 800, 10, "附件")))
	if err != nil {
		t.Fatal(err)
	}
	var warned []string
	for _, w := range d.Warnings {
		warned = append(warned, fmt.Sprint(w.Code, w.Page))
	}
	if fmt.Sprint(d.NeedsOCR, warned) != "[2 4] [page_scan2 page_ocr_layer_bad4]" {
		t.Errorf("needs OCR %v, warnings %v", d.NeedsOCR, warned)
	}
	if got := textsOf(d, gangmu.Paragraph); got[len(got)-1] != "附件" {
		t.Errorf("%q", got)
	}
}
