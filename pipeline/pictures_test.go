package pipeline_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/scan"
	"github.com/gangmu/gangmu/pipeline"
)

// scannedPage is the first page of a scan of our own plan.
func scannedPage(t *testing.T) image.Image {
	t.Helper()
	f, err := os.Open("../testdata/scans/两页.tif")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := tiff.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func encoded(t *testing.T, encode func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipOf packs pairs of name and content.
func zipOf(t *testing.T, parts ...string) []byte {
	t.Helper()
	return encoded(t, func(w io.Writer) error {
		z := zip.NewWriter(w)
		for i := 0; i < len(parts); i += 2 {
			f, err := z.Create(parts[i])
			if err != nil {
				return err
			}
			if _, err := io.WriteString(f, parts[i+1]); err != nil {
				return err
			}
		}
		return z.Close()
	})
}

// pictureFiles are files of every format whose pages are one picture of a page, by name.
func pictureFiles(t *testing.T) map[string][]byte {
	t.Helper()
	m := scannedPage(t)
	asJPEG := encoded(t, func(w io.Writer) error { return jpeg.Encode(w, m, &jpeg.Options{Quality: 80}) })
	asPNG := encoded(t, func(w io.Writer) error { return png.Encode(w, m) })
	size := m.Bounds().Size()
	pdf := fmt.Sprintf("%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"+
		"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 288]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>\nendobj\n"+
		"4 0 obj\n<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"+
		"5 0 obj\n<</Length 28>>\nstream\n595 0 0 288 0 0 cm /I Do    \nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n", size.X, size.Y, len(asJPEG), asJPEG)
	return map[string][]byte{
		"a.jpg": asJPEG,
		"a.png": asPNG,
		"a.bmp": encoded(t, func(w io.Writer) error { return bmp.Encode(w, m) }),
		"a.gif": encoded(t, func(w io.Writer) error { return gif.Encode(w, m, nil) }),
		"a.tif": encoded(t, func(w io.Writer) error { return tiff.Encode(w, m, &tiff.Options{Compression: tiff.Deflate}) }),
		"a.pdf": []byte(pdf),
		"a.docx": zipOf(t, "word/document.xml", `<document><body><p><r><drawing><blip embed="p"/></drawing></r></p></body></document>`,
			"word/_rels/document.xml.rels", `<Relationships><Relationship Id="p" Type="t/image" Target="media/p.png"/></Relationships>`, "word/media/p.png", string(asPNG)),
		"a.odt": zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text",
			"content.xml", `<document-content><body><text><p><frame><image href="Pictures/p.png"/></frame></p></text></body></document-content>`, "Pictures/p.png", string(asPNG)),
		"a.ofd": zipOf(t, "OFD.xml", `<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>`,
			"D/Document.xml", `<Document><CommonData><PageArea><PhysicalBox>0 0 210 101.6</PhysicalBox></PageArea><DocumentRes>Res.xml</DocumentRes></CommonData><Pages><Page ID="1" BaseLoc="P/Content.xml"/></Pages></Document>`,
			"D/Res.xml", `<Res BaseLoc="Res"><MultiMedias><MultiMedia ID="7" Type="Image"><MediaFile>p.png</MediaFile></MultiMedia></MultiMedias></Res>`,
			"D/P/Content.xml", `<Page><Content><Layer><ImageObject ResourceID="7" Boundary="0 0 210 101.6" CTM="210 0 0 101.6 0 0"/></Layer></Content></Page>`,
			"D/Res/p.png", string(asPNG)),
	}
}

// Whatever its format, a file of pictures that nothing recognises gives a document that
// lists its pages, and an import that keeps it and lists it among those that wait. A later
// import reads it, where there is an engine.
func TestFilesOfPicturesWaitForAnEngine(t *testing.T) {
	dir := t.TempDir()
	files := pictureFiles(t)
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	engine := scan.DefaultFolder()
	none := scan.Options{Mode: scan.Auto, Folder: filepath.Join(dir, "none")}
	for setting, o := range map[string]scan.Options{"off": {Mode: scan.Off}, "no engine": none} {
		t.Run(setting, func(t *testing.T) {
			t.Setenv("PATH", "") // no Tesseract
			l := library(t)
			var opts pipeline.ImportOptions
			opts.Parse.Extract.OCR = o
			for name := range files {
				p, err := pipeline.InProcess{}.Parse(ctx, name, filepath.Join(dir, name), opts.Parse)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				if !p.Unread() || p.Pages > 1 || len(p.NeedsOCR) != 1 || p.NeedsOCR[0] != 1 || p.Format == "" || len(p.Plans)+len(p.Dropped) > 0 {
					t.Errorf("%s: %s", name, mustJSON(t, p.Result))
				}
			}
			r := importFiles(t, l, opts, dir)
			if r.Failed != len(files) || r.NeedOCR != len(files) {
				t.Errorf("%s", mustJSON(t, r))
			}
			lapses, err := pipeline.Failures(ctx, l)
			if err != nil || len(lapses) != len(files) {
				t.Errorf("%d failures, error %v", len(lapses), err)
			}
			for _, x := range lapses {
				e, err := l.Store.Entry(ctx, x.ID)
				if err != nil || x.Code != gangmu.ErrNeedsOCR || e.NeedsOCR != 1 || e.Format == "" {
					t.Errorf("%v: %+v, %v", x.Paths, e, err)
				}
			}
			if _, err := os.Stat(filepath.Join(engine, "libonnxruntime.so.1")); err != nil {
				t.Log("the engine is not installed: make ocr")
				return
			}
			if setting == "off" {
				return
			}
			opts.RetryFailed, opts.Parse.Extract.OCR = true, scan.Options{Mode: scan.Auto, Folder: engine, Cache: l.Pages()}
			opts.Searchable = t.TempDir()
			if r := importFiles(t, l, opts, dir); r.Done+r.Review != len(files) || r.NeedOCR != 0 {
				t.Errorf("%s", mustJSON(t, r))
			}
			for name := range files { // and there are copies that can be searched
				copied := filepath.Join(opts.Searchable, strings.TrimSuffix(name, ".pdf")+".pdf")
				p, err := pipeline.InProcess{}.Parse(ctx, name, copied, pipeline.ParseOptions{})
				if err != nil || p.Pages != 1 || len(p.NeedsOCR) > 0 || len(p.Plans) != 1 || !strings.Contains(p.Plans[0].Title, "双拥工作计划") {
					t.Errorf("%s: %v, %s", copied, err, mustJSON(t, p))
				}
			}
			for e, err := range l.Store.Entries(ctx) {
				if err != nil || len(e.Plans) != 1 || !strings.Contains(e.Plans[0].Title, "双拥工作计划") {
					t.Errorf("%v: %+v, %v", e.Names, e.Plans, err)
				}
			}
		})
	}
}

// A file of which only some pages wait is read again too.
func TestPagesThatWaitAreReadByALaterImport(t *testing.T) {
	engine := scan.DefaultFolder()
	if _, err := os.Stat(filepath.Join(engine, "libonnxruntime.so.1")); err != nil {
		t.Skip("the engine is not installed: make ocr")
	}
	text := `<TextObject Boundary="20 40 150 10" Size="6"><TextCode X="0" Y="6" DeltaX="g 12 6">附：各科室按月报送工作进展</TextCode></TextObject>`
	page := encoded(t, func(w io.Writer) error { return png.Encode(w, scannedPage(t)) })
	file := filepath.Join(t.TempDir(), "a.ofd")
	err := os.WriteFile(file, zipOf(t, "OFD.xml", `<OFD><DocBody><DocRoot>Document.xml</DocRoot></DocBody></OFD>`,
		"Document.xml", `<Document><CommonData><PageArea><PhysicalBox>0 0 210 101.6</PhysicalBox></PageArea><DocumentRes>Res.xml</DocumentRes></CommonData><Pages><Page BaseLoc="1.xml"/><Page BaseLoc="2.xml"/></Pages></Document>`,
		"Res.xml", `<Res><MultiMedias><MultiMedia ID="7"><MediaFile>p.png</MediaFile></MultiMedia></MultiMedias></Res>`, "p.png", string(page),
		"1.xml", `<Page><Content><Layer><ImageObject ResourceID="7" Boundary="0 0 210 101.6"/></Layer></Content></Page>`,
		"2.xml", `<Page><Content><Layer>`+text+`</Layer></Content></Page>`), 0o644)
	if err != nil {
		t.Fatal(err)
	}
	l := library(t)
	if r := importFiles(t, l, pipeline.ImportOptions{}, file); r.Review != 1 || r.NeedOCR != 1 {
		t.Fatalf("%s", mustJSON(t, r))
	}
	var opts pipeline.ImportOptions
	opts.RetryFailed, opts.Parse.Extract.OCR = true, scan.Options{Mode: scan.Auto, Folder: engine}
	r := importFiles(t, l, opts, file)
	if r.NeedOCR != 0 || r.Same != 0 {
		t.Fatalf("%s", mustJSON(t, r))
	}
	for e, err := range l.Store.Entries(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		res, err := l.Store.Result(ctx, e.ID)
		if err != nil || !strings.Contains(res.Text, "附：各科室按月报送工作进展") || !strings.Contains(res.Text, "发展和改革局2024年度双拥工作计划") {
			t.Errorf("%v: %s", err, mustJSON(t, res))
		}
		if got := mustJSON(t, res.Reader); got != `[{"engine":"ofd","pages":[2]},{"engine":"ppocr-v4","pages":[1],"ocr":true}]` {
			t.Error(got)
		}
	}
	if r := importFiles(t, l, opts, file); r.Same != 1 {
		t.Errorf("%s", mustJSON(t, r))
	}
}
