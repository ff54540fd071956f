package xmlscan

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// events gives what the scanner sees of a part: tags with their attributes, and text.
func events(doc string) (string, error) {
	var out strings.Builder
	s := New(strings.NewReader(doc))
	for {
		tok, err := s.Next()
		if err == io.EOF {
			return out.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch tok {
		case StartTag:
			out.WriteString("<" + s.Name())
			for key, value := range s.Attrs {
				out.WriteString(" " + string(key) + "=" + string(value))
			}
			out.WriteString(">")
		case EndTag:
			out.WriteString("</" + s.Name() + ">")
		case Text:
			out.Write(s.Chars())
		}
	}
}

// reference gives the same by encoding/xml.
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
			out.WriteString("<" + x.Name.Local)
			for _, a := range x.Attr {
				out.WriteString(" " + a.Name.Local + "=" + a.Value)
			}
			out.WriteString(">")
		case xml.EndElement:
			out.WriteString("</" + x.Name.Local + ">")
		case xml.CharData:
			out.Write(x)
		}
	}
}

// The scanner sees what encoding/xml sees, or one of them gives an error.
func FuzzScanner(f *testing.F) {
	f.Add(`<a b="c>d">x &lt;&#x4e00; <b/><!-- - --><![CDATA[<]]></a>`)
	f.Add(`<?xml version="1.0"?><w:p xmlns:w="u"><w:r w:val='1"' x = "&quot;'">文</w:r></w:p>`)
	f.Add("<a\r\n b='\r\n'>\r</a >")
	f.Fuzz(func(t *testing.T, doc string) {
		want, err := reference(doc)
		if err != nil {
			return
		}
		got, err := events(doc)
		if err == nil && got != want {
			t.Errorf("scanner %q, encoding/xml %q", got, want)
		}
	})
}

func TestEventsAreThoseOfTheStandardLibrary(t *testing.T) {
	for _, doc := range []string{
		`<a b="c>d" e='"'>x &lt;&#x4e00; <b/><!-- <c> --><![CDATA[<d>]]></a>`,
		`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<w:document xmlns:w="u"><w:t xml:space="preserve"> 文 </w:t></w:document>`,
		"<a>\r\n\r</a>",
		`<a x="1" y = '2'/>`,
	} {
		want, err := reference(doc)
		if err != nil {
			t.Fatal(err)
		}
		got, err := events(doc)
		if err != nil {
			t.Errorf("%s: %v", doc, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}

func TestHostileXMLIsRefused(t *testing.T) {
	for _, c := range []struct {
		name, doc string
		want      error
	}{
		{"document type", `<!DOCTYPE a [<!ENTITY x "y">]><a/>`, ErrDoctype},
		{"too deep", strings.Repeat("<a>", MaxDepth+1), ErrDepth},
		{"too long a tag", `<a b="` + strings.Repeat("x", MaxTokenBytes+1), ErrToken},
		{"too long a text", `<a>` + strings.Repeat("x", MaxTokenBytes+1), ErrToken},
		{"cut off", `<a><b>`, io.ErrUnexpectedEOF},
		{"an end too many", `<a/></a>`, ErrSyntax},
		{"a tag without name", `< a/>`, ErrSyntax},
	} {
		if _, err := events(c.doc); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", c.name, err, c.want)
		}
	}
}

func BenchmarkScanner(b *testing.B) {
	p := `<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>健全协调会商机制，按月调度工作进展。</w:t></w:r></w:p>`
	doc := `<w:document xmlns:w="u">` + strings.Repeat(p, 5000) + `</w:document>`
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		s := New(strings.NewReader(doc))
		for {
			if _, err := s.Next(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkEncodingXML(b *testing.B) {
	p := `<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>健全协调会商机制，按月调度工作进展。</w:t></w:r></w:p>`
	doc := `<w:document xmlns:w="u">` + strings.Repeat(p, 5000) + `</w:document>`
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := countTokens(doc); err != nil {
			b.Fatal(err)
		}
	}
}

func countTokens(doc string) (n int, err error) {
	d := xml.NewDecoder(strings.NewReader(doc))
	for {
		if _, err := d.RawToken(); err == io.EOF {
			return n, nil
		} else if err != nil {
			return n, err
		}
		n++
	}
}
