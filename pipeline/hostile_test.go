//go:build unix

package pipeline_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline"
)

// What a bad file may cost: 256 MiB beyond what a child takes that has read nothing, and
// far less time than hostileLimit. How much CPU it took is logged: a timing is no test.
const (
	hostileMemory = (256 + 150) << 20
	hostileLimit  = 20 * time.Second
)

// again is a text repeated n times, without holding it.
func again(text string, n int) io.Reader {
	return io.LimitReader(&repeating{text: text}, int64(len(text)*n))
}

type repeating struct {
	text string
	at   int
}

func (r *repeating) Read(p []byte) (n int, err error) {
	for n < len(p) {
		k := copy(p[n:], r.text[r.at:])
		n, r.at = n+k, (r.at+k)%len(r.text)
	}
	return n, nil
}

func all(parts ...any) io.Reader {
	var list []io.Reader
	for _, p := range parts {
		switch x := p.(type) {
		case string:
			list = append(list, strings.NewReader(x))
		case io.Reader:
			list = append(list, x)
		}
	}
	return io.MultiReader(list...)
}

// A hostile file: how it is written, and what reading it must give. No code is a document
// or any code.
type hostile struct {
	name  string
	write func(t *testing.T, w io.Writer)
	want  gangmu.ErrorCode
}

func plain(r io.Reader) func(t *testing.T, w io.Writer) {
	return func(t *testing.T, w io.Writer) {
		if _, err := io.Copy(w, r); err != nil {
			t.Fatal(err)
		}
	}
}

// parts writes a zip: names and contents by turns.
func parts(list ...any) func(t *testing.T, w io.Writer) {
	return func(t *testing.T, w io.Writer) {
		z := zip.NewWriter(w)
		for i := 0; i < len(list); i += 2 {
			f, err := z.Create(list[i].(string))
			if err == nil {
				_, err = io.Copy(f, all(list[i+1]))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func cut(write func(t *testing.T, w io.Writer), share float64) func(t *testing.T, w io.Writer) {
	return func(t *testing.T, w io.Writer) {
		var b bytes.Buffer
		write(t, &b)
		plain(bytes.NewReader(b.Bytes()[:int(share*float64(b.Len()))]))(t, w)
	}
}

func file(path string, change func(b []byte) []byte) func(t *testing.T, w io.Writer) {
	return func(t *testing.T, w io.Writer) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		plain(bytes.NewReader(change(b)))(t, w)
	}
}

const (
	entities = `<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`
	external = `<!DOCTYPE d [<!ENTITY c SYSTEM "file:///etc/passwd">]>`
)

// openFonts are different elements that nothing closes.
func openFonts(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<font size=%d>", i)
	}
	return b.String()
}

// hostileFiles are the bad rows of every reader of our own.
func hostileFiles() []hostile {
	out := []hostile{
		{"doc cut off", file("../testdata/formats/园林绿化计划.doc", func(b []byte) []byte { return b[:len(b)/3] }), ""},
		{"doc cut off in its head", file("../testdata/formats/园林绿化计划.doc", func(b []byte) []byte { return b[:600] }), ""},
		{"doc that claims sectors", file("../testdata/formats/园林绿化计划.doc", func(b []byte) []byte {
			copy(b[0x2c:], "\xff\xff\xff\x7f")
			copy(b[0x48:], "\xff\xff\xff\x7f")
			return b
		}), ""},
		{"doc of two thousand million characters", file("../testdata/formats/园林绿化计划.doc", func(b []byte) []byte {
			copy(b[bytes.Index(b, []byte("\xEC\xA5"))+0x4c:], "\xff\xff\xff\x7f")
			return b
		}), gangmu.ErrTooLarge},
		{"html deep", plain(all("<html><body>", again("<div>", 2<<20), "字")), ""},
		{"html long", plain(all("<html><body>", again("<p>甲乙丙丁", 6<<20))), ""},
		{"html of one table", plain(all("<html><body><table><tr>", again("<td>x", 3<<20))), gangmu.ErrTooLarge},
		{"html of entities", plain(all("<html><body>", again("&c;&lt;&#29992;", 1<<18))), ""},
		{"html of open formatting", plain(all("<html><body>", openFonts(400), again("<p>x", 1<<20))), gangmu.ErrTooLarge},
		{"html of open links", plain(all("<html><body>", again("<a href=x><p>", 1<<20))), ""},
		{"html of attributes", plain(all("<html><body><p ", again("a=b ", 8<<20), ">字")), ""},
		{"zip cut off", cut(parts("a.txt", "甲", "b.txt", again("乙", 1<<16)), 0.5), gangmu.ErrUnsupported},
		{"zip bomb", parts("a.txt", again("\x00", 80<<20)), gangmu.ErrUnsupported},
		{"zip with directory of claims", plain(all("PK\x03\x04", again("PK\x01\x02"+strings.Repeat("\x00", 42), 4<<20), "PK\x05\x06\x00\x00\x00\x00\xff\xff\xff\xff\x00\x00\x00\x0c\x04\x00\x00\x00\x00\x00")), ""},
		{"text of nothing", plain(again("\n", 50<<20)), ""},
	}
	// The formats that are a zip of XML parts share their bad rows: root is around what
	// goes into the main part.
	for _, f := range []struct {
		name, main, open, unit string
		rest                   []any
	}{
		{"docx", "word/document.xml", "<document><body>", "<p><r><t>字</t></r></p>", nil},
		{"odt", "content.xml", "<document-content><body><text>", "<p>字</p>", []any{"mimetype", "application/vnd.oasis.opendocument.text"}},
		{"ofd", "D/P.xml", "<Page><Content><Layer>", `<TextObject Boundary="0 0 9 9" Size="1"><TextCode X="0" Y="0">字</TextCode></TextObject>`,
			[]any{"OFD.xml", "<OFD><DocBody><DocRoot>D/D.xml</DocRoot></DocBody></OFD>", "D/D.xml", `<Document><Pages><Page BaseLoc="P.xml"/></Pages></Document>`}},
		{"xlsx", "xl/worksheets/sheet1.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`, `<row><c t="inlineStr"><is><t>字</t></is></c></row>`,
			[]any{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
				"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
				"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`}},
	} {
		with := func(name string, content any, want gangmu.ErrorCode) {
			out = append(out, hostile{f.name + " " + name, parts(append(append([]any{}, f.rest...), f.main, content)...), want})
		}
		blanks := gangmu.ErrTooLarge
		if f.name == "xlsx" {
			blanks = "" // its XML is looked at by another reader first
		}
		with("bomb of blanks", all(f.open, again(" ", 65<<20)), blanks)
		with("bomb of text", all(f.open, again(f.unit, (250<<20)/len(f.unit))), gangmu.ErrTooLarge)
		with("small bomb", all(f.open, again(f.unit, (60<<20)/len(f.unit))), "")
		with("nested", all(f.open, again("<a>", 1<<20)), "")
		with("entities", all(entities, f.open, "&c;"), "")
		with("external entity", all(external, f.open, "&c;"), "")
		with("one name", all(f.open, "<", again("a", 20<<20)), "")
		with("attributes", all(f.open, "<p ", again(`a="b" `, 4<<20), "/>"), "")
		with("another root", all("<a/>"), "")
		out = append(out, hostile{f.name + " cut off", cut(parts(append(append([]any{}, f.rest...), f.main, all(f.open, again(f.unit, 1000)))...), 0.6), ""})
	}
	// OLE under the name of Word: encrypted.
	ole := make([]byte, 1536)
	copy(ole, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for i, r := range "EncryptedPackage" {
		ole[1024+2*i] = byte(r)
	}
	return append(out, hostile{"docx encrypted", plain(bytes.NewReader(ole)), gangmu.ErrEncrypted})
}

// Every bad file gives its typed error within the limits of memory and time, and the reading
// process survives it.
func TestBadFilesOfEveryReaderCostLittle(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector takes many times the memory and the time")
	}
	dir := t.TempDir()
	for _, h := range hostileFiles() {
		t.Run(h.name, func(t *testing.T) {
			path := filepath.Join(dir, "a.docx")
			f, err := os.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			h.write(t, f)
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			before := childrenCPU(t)
			p := pipeline.NewIsolated(pipeline.IsolatedOptions{Command: []string{"serve", "tight"}})
			_, err = p.Parse(ctx, "a.docx", path, pipeline.ParseOptions{Timeout: hostileLimit})
			if cerr := p.Close(); cerr != nil {
				t.Error(cerr)
			}
			var code gangmu.ErrorCode
			switch {
			case errors.Is(err, gangmu.ErrMemory) || errors.Is(err, gangmu.ErrTimeout):
				t.Error(err)
			case h.want != "" && !errors.Is(err, h.want):
				t.Errorf("error %v, want %s", err, h.want)
			case err != nil && !errors.As(err, &code):
				t.Errorf("error without a code: %v", err)
			}
			t.Logf("%.2f s of CPU: %v", (childrenCPU(t) - before).Seconds(), err)
		})
	}
}

// childrenCPU is what the children took that have ended.
func childrenCPU(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
