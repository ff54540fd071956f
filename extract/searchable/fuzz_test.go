package searchable

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf"
	"github.com/gangmu/gangmu/extract/pdf/object"
)

// Whatever a file is, Append gives a typed error, or the file with as many pages as it had
// and a text layer on the first.
func FuzzAppend(f *testing.F) {
	for _, page := range []string{"/Rotate 90", "/Resources<</Font 9 0 R>>", "/Contents[4 0 R null 99 0 R]"} {
		f.Add(withTable(page))
		f.Add(withStream(page))
	}
	if b, err := os.ReadFile("testdata/locked.pdf"); err == nil {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var out bytes.Buffer
		err := Append(&out, data, map[int][]Line{1: lines()}, "mark")
		if err != nil {
			var code gangmu.ErrorCode
			if !errors.As(err, &code) {
				t.Fatalf("error without code: %v", err)
			}
			return
		}
		pages := func(b []byte) int {
			o, err := object.Open(b)
			if err != nil {
				t.Fatal(err)
			}
			tree, err := pdf.PageTree(o)
			if err != nil {
				t.Fatal(err)
			}
			return len(tree)
		}
		if a, b := pages(data), pages(out.Bytes()); a != b {
			t.Errorf("%d pages were %d", b, a)
		}
	})
}
