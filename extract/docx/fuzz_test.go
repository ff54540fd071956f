package docx

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/gangmu/gangmu"
)

// holds reads a file that may be anything: the result is a document of valid text, whose
// blocks are those of the stream, or a typed error.
func holds(t *testing.T, b []byte, valid bool) {
	t.Helper()
	d, err := Read(context.Background(), bytes.NewReader(b), int64(len(b)))
	if err != nil {
		var code gangmu.ErrorCode
		if !errors.As(err, &code) {
			t.Fatalf("error without a code: %v", err)
		}
		return
	}
	if valid && !utf8.ValidString(d.Text()) {
		t.Error("text is not UTF-8")
	}
	for i, x := range d.Blocks {
		if x.Style.Lead < 0 || x.Style.Lead > utf8.RuneCountInString(x.Text) {
			t.Errorf("block %d of %d code points leads with %d", i, utf8.RuneCountInString(x.Text), x.Style.Lead)
		}
		if x.Table != nil && (x.Table.Table < 1 || x.Table.Row < 0 || x.Table.Column < 0) {
			t.Errorf("cell at %+v", *x.Table)
		}
	}
	i := 0
	for x, err := range Blocks(context.Background(), bytes.NewReader(b), int64(len(b)), &gangmu.Document{}) {
		if err != nil || i == len(d.Blocks) || x.Text != d.Blocks[i].Text || x.Kind != d.Blocks[i].Kind {
			t.Fatalf("block %d of the stream is %q, error %v", i, x.Text, err)
		}
		i++
	}
	if i != len(d.Blocks) {
		t.Errorf("%d blocks in the stream, %d read", i, len(d.Blocks))
	}
}

func FuzzBody(f *testing.F) {
	cases, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:tbl/></w:tc></w:tr></w:tbl><w:sectPr/>`)
	f.Add(`<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>`)
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><!-- x --><![CDATA[y]]>`)
	numbering := `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="8"><w:lvlText w:val="%9%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	f.Fuzz(func(t *testing.T, body string) {
		holds(t, word(t, map[string]string{"document": body, "numbering": numbering}), utf8.ValidString(body))
	})
}

// Whatever the lists are, they number.
func FuzzNumbering(f *testing.F) {
	cases, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, x := range a.Files {
			if x.Name == "numbering" {
				f.Add(string(x.Data), "")
			}
		}
	}
	f.Add(`<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
		`<w:style w:styleId="L"><w:basedOn w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`)
	body := ""
	for _, at := range [][2]string{{"1", "0"}, {"1", "1"}, {"2", "0"}, {"1", "8"}, {"3", "2"}, {"1", "0"}, {"0", "0"}, {"1", "-1"}, {"1", "99"}} {
		body += `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + at[1] + `"/><w:numId w:val="` + at[0] + `"/></w:numPr></w:pPr>` + run("文") + `</w:p>`
	}
	body += `<w:p><w:pPr><w:pStyle w:val="L"/></w:pPr>` + run("文") + `</w:p>`
	f.Fuzz(func(t *testing.T, numbering, styles string) {
		b := word(t, map[string]string{"document": body, "numbering": numbering, "styles": styles})
		holds(t, b, utf8.ValidString(numbering) && utf8.ValidString(styles))
		if d := mustRead(t, b); len(d.Blocks) != 10 {
			t.Errorf("%d blocks of 10 paragraphs", len(d.Blocks))
		}
	})
}

// Whatever the bytes are, Read gives a document or a typed error.
func FuzzFile(f *testing.F) {
	f.Add(word(f, map[string]string{"document": para("文")}))
	b, err := os.ReadFile("../../testdata/plans/发展和改革局2024年度双拥工作计划.docx")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) { holds(t, b, false) })
}
