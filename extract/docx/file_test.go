package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
)

const (
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
	office     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// roots are the root elements of the parts that a test gives without theirs.
var roots = map[string]string{
	"document": "document", "numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes",
	"comments": "comments", "header1": "hdr", "header2": "hdr", "footer1": "ftr",
}

// word makes a Word file of parts: a name in roots with the children of its root (for
// document, of its body), or the path of a part with all of it. The relationship of
// NAME has the ID rIdNAME.
func word(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	files := map[string]string{}
	rels := ""
	for name, content := range parts {
		root, short := roots[name]
		path := name
		if short {
			path = "word/" + name + ".xml"
			if name == "document" {
				content = "<w:body>" + content + "</w:body>"
			}
			content = "<w:" + root + " " + namespaces + ">" + content + "</w:" + root + ">"
		}
		files[path] = content
		base := path[strings.LastIndex(path, "/")+1:]
		id, _, _ := strings.Cut(base, ".")
		kind := strings.TrimRight(id, "0123456789")
		if strings.HasPrefix(path, "word/") && id != "document" {
			rels += `<Relationship Id="rId` + id + `" Type="` + office + kind + `" Target="` + strings.TrimPrefix(path, "word/") + `"/>`
		}
	}
	files["_rels/.rels"] = `<Relationships><Relationship Id="a" Type="` + office + `officeDocument" Target="word/document.xml"/></Relationships>`
	files["word/_rels/document.xml.rels"] = `<Relationships>` + rels + `</Relationships>`
	return archive(t, files)
}

func archive(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, content := range files {
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

func read(b []byte) (*gangmu.Document, error) {
	return Read(context.Background(), bytes.NewReader(b), int64(len(b)))
}

func mustRead(t testing.TB, b []byte) *gangmu.Document {
	t.Helper()
	d, err := read(b)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// body reads a file that has nothing but a body.
func onlyBody(t testing.TB, content string) *gangmu.Document {
	t.Helper()
	return mustRead(t, word(t, map[string]string{"document": content}))
}

func run(text string) string { return "<w:r><w:t>" + text + "</w:t></w:r>" }

func para(text string) string { return "<w:p>" + run(text) + "</w:p>" }
