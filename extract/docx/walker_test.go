package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Text comes once: the characters of the main part, collected by another reader, are those
// of the blocks. The order is not compared, for text boxes come after their paragraph.
func TestNoTextIsLostOrDoubled(t *testing.T) {
	files := map[string][]byte{}
	cases, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range cases {
		a, err := txtar.ParseFile(f)
		if err != nil {
			t.Fatal(err)
		}
		parts := map[string]string{}
		for _, x := range a.Files[:len(a.Files)-1] {
			parts[x.Name] = string(x.Data)
		}
		files[filepath.Base(f)] = word(t, parts)
	}
	samples, _ := filepath.Glob("../../../shared/docx/samples/*.do*x")
	if len(samples) == 0 {
		t.Log("the public samples are not here")
	}
	for _, f := range append(samples, "../../testdata/plans/临江市双拥工作计划汇编.docx") {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(f)] = b
	}
	for name, b := range files {
		// These show what is not text of the main part, or hide what is.
		switch strings.TrimSuffix(name, ".txtar") {
		case "field_code_text", "field_circled", "field_form", "symbol_fonts", "sym", "chunk_text", "chunk_html", "word_art", "vanish", "hidden_paragraph", "horizontal_merge":
			continue
		}
		var got strings.Builder
		for _, x := range mustRead(t, b).Blocks {
			if x.Kind != "footnote" {
				got.WriteString(x.Text)
			}
		}
		if diff := cmp.Diff(letters(walk(t, b)), letters(got.String())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// letters gives the characters of a text that are not blank, in order of their numbers.
func letters(s string) string {
	var out []rune
	for _, r := range s {
		if !unicode.IsSpace(r) && r != '-' { // of noBreakHyphen
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return string(out)
}

// walk collects the text of the main part by the standard library: all w:t that are not
// deleted, a reading over a word, or a second form of the same content.
func walk(t *testing.T, b []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := fs.ReadFile(z, "word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(bytes.NewReader(part))
	d.Strict = false
	var out strings.Builder
	var open []string
	chosen := false
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return out.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := tok.(type) {
		case xml.StartElement:
			open = append(open, x.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
			chosen = chosen && x.Name.Local != "AlternateContent"
		case xml.CharData:
			if len(open) == 0 || open[len(open)-1] != "t" {
				continue
			}
			skip := slices.ContainsFunc(open, func(e string) bool {
				return e == "del" || e == "moveFrom" || e == "rt" || e == "Fallback" && chosen
			})
			if !skip {
				chosen = chosen || slices.Contains(open, "Choice")
				out.Write(x)
			}
		}
	}
}
