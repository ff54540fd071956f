package odt

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
)

const namespaces = `xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="b" xmlns:draw="d" xmlns:fo="f" xmlns:manifest="m"`

// file packs a text: what is in the body, the automatic styles, and the styles part.
func file(t testing.TB, body, automatic, styles string, more ...string) []byte {
	t.Helper()
	parts := []string{
		"mimetype", "application/vnd.oasis.opendocument.text",
		"styles.xml", `<office:document-styles ` + namespaces + `>` + styles + `</office:document-styles>`,
		"content.xml", `<office:document-content ` + namespaces + `><office:automatic-styles>` + automatic + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`,
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts)+len(more); i += 2 {
		all := append(parts, more...)
		w, err := z.Create(all[i])
		if err == nil {
			_, err = w.Write([]byte(all[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(b []byte) (*gangmu.Document, error) {
	return Read(context.Background(), bytes.NewReader(b), int64(len(b)))
}

func shown(blocks []gangmu.Block) string {
	var b strings.Builder
	for _, x := range blocks {
		if x.Kind != gangmu.Paragraph {
			fmt.Fprintf(&b, "<%s> ", x.Kind)
		}
		if x.Label != "" {
			b.WriteString("[" + x.Label + "]")
		}
		b.WriteString(strings.ReplaceAll(x.Text, "\n", "⏎") + "\n")
	}
	return b.String()
}

const numbers = `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
<text:list-level-style-number text:level="3" style:num-format="1" style:num-list-format="（%3%）"/></text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="&#xF0B7;"/></text:list-style>
<style:style style:name="Own" style:family="paragraph" style:list-style-name="L"/><style:style style:name="Child" style:family="paragraph" style:parent-style-name="Own"/>`

func TestFeatures(t *testing.T) {
	item := func(s string) string { return `<text:list-item><text:p>` + s + `</text:p></text:list-item>` }
	for _, c := range []struct{ name, body, want string }{
		{"a list that goes on", `<text:list text:style-name="L">` + item("甲") + `</text:list><text:p>间</text:p><text:list text:style-name="L" text:continue-numbering="true">` + item("乙") + `</text:list>`,
			"[一、]甲\n间\n[二、]乙\n"},
		{"a list that begins anew", `<text:list text:style-name="L">` + item("甲") + `</text:list><text:list text:style-name="L">` + item("乙") + `</text:list>`, "[一、]甲\n[一、]乙\n"},
		{"levels", `<text:list text:style-name="L"><text:list-item><text:p>甲</text:p><text:list>` + item("乙") + `<text:list-item><text:p>丙</text:p><text:p>续</text:p><text:list>` + item("丁") + `</text:list></text:list-item></text:list></text:list-item></text:list>`,
			"[一、]甲\n[一.1]乙\n[一.2]丙\n续\n[（1）]丁\n"},
		{"a start, and an item without number", `<text:list text:style-name="L"><text:list-item text:start-value="5"><text:p>甲</text:p></text:list-item><text:list-header><text:p>无</text:p></text:list-header>` + item("乙") + `</text:list>`, "[五、]甲\n无\n[六、]乙\n"},
		{"the list of a paragraph style", `<text:list><text:list-item><text:p text:style-name="Child">甲</text:p></text:list-item></text:list>`, "[一、]甲\n"},
		{"bullets of a symbol font", `<text:list text:style-name="B">` + item("甲") + `</text:list>`, "[•]甲\n"},
		{"numbered headings", `<text:h text:outline-level="1">甲</text:h><text:h text:outline-level="2">乙</text:h><text:h text:outline-level="1" text:is-list-header="true">无</text:h><text:h text:outline-level="1">丙</text:h>`,
			"[第一章]甲\n[1.1]乙\n无\n[第二章]丙\n"},
		{"blanks", "<text:p> 甲 \n 乙<text:s text:c=\"3\"/>丙<text:tab/>丁<text:line-break/>戊 </text:p>", "甲 乙   丙\t丁⏎戊\n"},
		{"what is not shown", `<text:p>甲<text:span text:style-name="H">隐</text:span><text:ruby><text:ruby-base>军</text:ruby-base><text:ruby-text>jūn</text:ruby-text></text:ruby></text:p><text:section text:display="none"><text:p>藏</text:p></text:section>`, "甲军\n"},
		{"contents", `<text:table-of-content><text:table-of-content-source><text:index-title-template>目录</text:index-title-template></text:table-of-content-source><text:index-body><text:p>甲……1</text:p></text:index-body></text:table-of-content><text:p>甲</text:p>`, "<toc> 甲……1\n甲\n"},
		{"a note, a box in a box", `<text:p>甲<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note>乙<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></text:p>`, "甲乙\n<footnote> 注\n<textbox> 框\n"},
		{"unknown elements", `<x:new xmlns:x="x"><text:p>甲<x:mark>乙</x:mark></text:p></x:new>`, "甲乙\n"},
	} {
		styles := `<office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-prefix="第" style:num-suffix="章"/><text:outline-level-style text:level="2" style:num-format="1" style:num-list-format="1.%2%"/></text:outline-style></office:styles>`
		d, err := read(file(t, c.body, numbers+`<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>`, styles))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, shown(d.Blocks)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestBadFilesGiveTypedErrors(t *testing.T) {
	good := file(t, "<text:p>字</text:p>", "", "")
	for _, c := range []struct {
		name string
		data []byte
		want gangmu.ErrorCode
	}{
		{"cut off", good[:len(good)/2], gangmu.ErrCorrupt},
		{"nothing in it", file(t, "<text:p/>", "", ""), gangmu.ErrNoText},
		{"XML that breaks off", file(t, "<text:p>", "", ""), gangmu.ErrCorrupt},
		{"too deep", file(t, strings.Repeat("<text:section>", 300)+strings.Repeat("</text:section>", 300), "", ""), gangmu.ErrTooLarge},
		{"document type", file(t, "", "", `<!DOCTYPE a [<!ENTITY x "y">]>`), gangmu.ErrCorrupt},
		{"encrypted", file(t, "<text:p>字</text:p>", "", "", "META-INF/manifest.xml",
			`<manifest:manifest `+namespaces+`><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`), gangmu.ErrEncrypted},
		{"too many paragraphs", file(t, strings.Repeat("<text:p/>", maxParagraphs+1), "", ""), gangmu.ErrTooLarge},
		{"a bomb", file(t, "<text:p>"+strings.Repeat(" ", 65<<20)+"</text:p>", "", ""), gangmu.ErrTooLarge},
	} {
		if _, err := read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
	}
}

// Whatever the body and the styles are, Read gives valid text or a typed error.
func FuzzRead(f *testing.F) {
	f.Add(`<text:list text:style-name="L"><text:list-item><text:p>字</text:p></text:list-item></text:list>`, numbers)
	f.Add(`<table:table><table:table-row><table:table-cell table:number-columns-repeated="9"/></table:table-row></table:table>`, `<style:style style:name="a" style:parent-style-name="a"/>`)
	f.Fuzz(func(t *testing.T, body, automatic string) {
		d, err := read(file(t, body, automatic, ""))
		var code gangmu.ErrorCode
		switch {
		case err != nil && !errors.As(err, &code):
			t.Errorf("error without a code: %v", err)
		case err == nil && utf8.ValidString(body) && utf8.ValidString(automatic) && !utf8.ValidString(d.Text()):
			t.Error("text is not UTF-8")
		}
	})
}
