package docx

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
)

// file makes a Word file of the children of w:body, w:numbering and w:styles.
func file(t testing.TB, body, numbering, styles string) []byte {
	t.Helper()
	return word(t, map[string]string{"document": body, "numbering": numbering, "styles": styles})
}

func lines(t *testing.T, b []byte) []string {
	t.Helper()
	var out []string
	for _, x := range mustRead(t, b).Blocks {
		s := x.Label + "|" + x.Text
		if x.Kind != gangmu.Paragraph {
			s = string(x.Kind) + " " + s
		}
		out = append(out, s)
	}
	return out
}

func TestNumbersAreThoseThatWordShows(t *testing.T) {
	numbering := `<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Item"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`
	styles := `<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Red"><w:basedOn w:val="Item"/></w:style>`
	item := func(num, level, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	body := item("1", "0", "甲") + item("1", "1", "乙") +
		`<w:p><w:pPr><w:pStyle w:val="Item"/></w:pPr><w:r><w:t>丙</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:pStyle w:val="Red"/></w:pPr><w:r><w:t>丁</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>无号</w:t></w:r></w:p>` +
		item("2", "2", "戊") + item("2", "2", "己") + item("1", "0", "庚") + item("1", "1", "辛") + item("9", "0", "无此列表")
	want := []string{"一、|甲", "（一）|乙", "1.|丙", "2.|丁", "|无号", "7.|戊", "8.|己", "二、|庚", "（一）|辛", "|无此列表"}
	if diff := cmp.Diff(want, lines(t, file(t, body, numbering, styles))); diff != "" {
		t.Error(diff)
	}
}

func TestTextIsThatWhichWordShows(t *testing.T) {

	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"deleted text is out, inserted in",
			`<w:p>` + run("留") + `<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins>` + run("增") + `</w:ins></w:p>`, []string{"|留增"}},
		{"a deleted mark joins paragraphs",
			`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("前") + `</w:p><w:p>` + run("后") + `</w:p>`, []string{"|前后"}},
		{"the last paragraph's mark is deleted", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("孤") + `</w:p>`, []string{"|孤"}},
		{"hidden text is out", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>` + run("见") + `</w:p>`, []string{"|见"}},
		{"a text box is read once, after its paragraph",
			`<w:p><w:r><w:AlternateContent><w:Choice><w:txbxContent><w:p>` + run("框") + `</w:p></w:txbxContent></w:Choice><w:Fallback><w:txbxContent><w:p>` +
				run("框") + `</w:p></w:txbxContent></w:Fallback></w:AlternateContent></w:r>` + run("文") + `</w:p>`, []string{"|文", "textbox |框"}},
		{"a table goes cell by cell",
			`<w:tbl><w:tr><w:tc><w:p>` + run("甲") + `</w:p></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p>` + run("乙") + `</w:p></w:tc></w:tr></w:tbl>`,
			[]string{"cell |甲", "cell |", "cell |乙"}},
		{"a deleted row is out",
			`<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p>` + run("乙") + `</w:p></w:tc></w:tr></w:tbl>`, []string{"cell |乙"}},
		{"an entry of the contents is marked", `<w:p><w:hyperlink w:anchor="_Toc1">` + run("目标") + `<w:r><w:tab/></w:r>` + run("1") + `</w:hyperlink></w:p><w:p>` + run("目标") + `</w:p>`,
			[]string{"toc |目标\t1", "|目标"}},
		{"a TOC field that never ends marks nothing",
			`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("目标") + `</w:p><w:p>` + run("正文") + `</w:p>`,
			[]string{"|目标", "|正文"}},
		{"breaks, tabs and entities", `<w:p>` + run("甲&amp;&#20057;") + `<w:r><w:br/><w:tab/></w:r>` + run("丙") + `</w:p>`, []string{"|甲&乙\n\t丙"}},
		{"unknown elements are looked into", `<w:newThing><w:p><w:newer>` + run("新") + `</w:newer></w:p></w:newThing>`, []string{"|新"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, lines(t, file(t, c.body, "", ""))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
