package pipeline_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline"
)

// A Word file of pictures alone is kept and listed as one that needs OCR; it is no empty
// document in the library.
func TestAFileWithoutTextIsNoDocument(t *testing.T) {
	path := filepath.Join(t.TempDir(), "扫描件.docx")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(`<document><body><p><r><drawing><blip/></drawing></r></p></body></document>`)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	r := importFiles(t, library(t), pipeline.ImportOptions{}, path)
	if r.Failed != 1 || len(r.Failures) != 1 || r.Failures[0].Code != gangmu.ErrNeedsOCR {
		t.Errorf("%+v", r)
	}
}
