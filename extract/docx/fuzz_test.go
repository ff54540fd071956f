package docx

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
)

// Whatever the body is, Read gives a document of valid text or a typed error.
func FuzzRead(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>一、文</w:t></w:r></w:p>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:tbl/></w:tc></w:tr></w:tbl><w:sectPr/>`)
	f.Add(`<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>`)
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><!-- x --><![CDATA[y]]>`)
	numbering := `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="8"><w:lvlText w:val="%9%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	f.Fuzz(func(t *testing.T, body string) {
		b := file(t, body, numbering, "")
		d, err := Read(context.Background(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			var code gangmu.ErrorCode
			if !errors.As(err, &code) {
				t.Fatalf("error without a code: %v", err)
			}
			return
		}
		if utf8.ValidString(body) && !utf8.ValidString(d.Text()) {
			t.Error("text is not UTF-8")
		}
	})
}

// The scanner sees what encoding/xml sees, or one of them gives an error.
func FuzzScanner(f *testing.F) {
	f.Add(`<a b="c>d">x &lt;&#x4e00; <b/><!-- - --><![CDATA[<]]></a>`)
	f.Add(`<?xml version="1.0"?><w:p xmlns:w="u"><w:r w:val='1'>文</w:r></w:p>`)
	f.Fuzz(func(t *testing.T, doc string) {
		want, err := reference(doc)
		if err != nil {
			return
		}
		got, err := scanned(doc)
		if err == nil && got != want {
			t.Errorf("scanner %q, encoding/xml %q", got, want)
		}
	})
}

func scanned(doc string) (string, error) {
	var out strings.Builder
	s := newScanner(strings.NewReader(doc))
	for {
		tok, err := s.next()
		if err == io.EOF {
			return out.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch tok {
		case startTag:
			out.WriteString("<" + string(s.name) + ">")
		case endTag:
			out.WriteString("</>")
		case text:
			out.Write(s.chars)
		}
	}
}

func reference(doc string) (string, error) {
	var out strings.Builder
	d := xml.NewDecoder(strings.NewReader(doc))
	for {
		tok, err := d.RawToken()
		if err == io.EOF {
			return out.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch x := tok.(type) {
		case xml.StartElement:
			out.WriteString("<" + x.Name.Local + ">")
		case xml.EndElement:
			out.WriteString("</>")
		case xml.CharData:
			out.Write(x)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	body := strings.Repeat(`<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>健全协调会商机制，按月调度工作进展。</w:t></w:r></w:p>`, 2000)
	data := file(b, body, "", "")
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(data); err != nil {
			b.Fatal(err)
		}
	}
}
