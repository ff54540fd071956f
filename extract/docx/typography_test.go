package docx

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
)

// The typography of a paragraph comes from itself, its list level, its style and what that
// is based on, the defaults and the theme.
func TestTypographyIsResolved(t *testing.T) {
	parts := map[string]string{
		"word/theme.xml": `<a:theme><a:themeElements><a:fontScheme>` +
			`<a:majorFont><a:ea typeface=""/><a:font script="Hans" typeface="黑体"/></a:majorFont>` +
			`<a:minorFont><a:ea typeface="仿宋"/><a:font script="Hans" typeface="宋体"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`,
		"styles": `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>` +
			`<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:pPr><w:ind w:firstLineChars="200"/><w:jc w:val="both"/></w:pPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="N"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/><w:pageBreakBefore/></w:pPr>` +
			`<w:rPr><w:rFonts w:eastAsiaTheme="majorEastAsia"/><w:b/></w:rPr></w:style>` +
			`<w:style w:type="character" w:styleId="C"><w:rPr><w:b/></w:rPr></w:style>`,
		"numbering": `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="420" w:hanging="420" w:firstLineChars="0"/></w:pPr></w:lvl></w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
		"document": para("正文") +
			`<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>` + run("标题") + `</w:p>` +
			`<w:p><w:pPr><w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr><w:jc w:val="center"/><w:ind w:left="0" w:firstLine="0" w:firstLineChars="0"/></w:pPr><w:r><w:rPr><w:rStyle w:val="C"/><w:rFonts w:eastAsia="楷体"/><w:sz w:val="22pt"/></w:rPr><w:t>题</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="1in"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>加强领导。</w:t></w:r>` + run("各单位要落实。") + `</w:p>`,
	}
	var got []gangmu.Style
	for _, x := range mustRead(t, word(t, parts)).Blocks {
		got = append(got, x.Style)
	}
	want := []gangmu.Style{
		{Font: "仿宋", Size: 16, Align: "justify", FirstLine: 32},
		{Font: "黑体", Size: 16, Bold: true, Align: "justify", Indent: 21, FirstLine: -21, Outline: 1, List: "1", PageTop: true},
		{Font: "楷体", Size: 22, Align: "center", Outline: 1, PageTop: true}, // bold twice is not bold (17.7.3)
		{Font: "仿宋", Size: 16, Bold: true, Align: "justify", Indent: 72, FirstLine: -21, List: "1", Lead: 5},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPageTopsAndPages(t *testing.T) {
	pageBreak := `<w:p><w:r><w:br w:type="page"/></w:r></w:p>`
	rendered := `<w:r><w:lastRenderedPageBreak/></w:r>`
	body := para("一") + pageBreak + `<w:p>` + rendered + run("二") + `</w:p>` +
		`<w:p>` + run("三") + `<w:r><w:br w:type="page"/></w:r>` + rendered + run("四") + `</w:p>` + para("五") +
		`<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr></w:p>` + para("六") +
		`<w:p><w:pPr><w:sectPr/></w:pPr></w:p>` + para("七") + `<w:sectPr><w:type w:val="continuous"/></w:sectPr>`
	for _, noted := range []string{"3", "4"} {
		d := mustRead(t, word(t, map[string]string{"document": body, "docProps/app.xml": "<Properties><Pages>" + noted + "</Pages></Properties>"}))
		var got []string
		for _, x := range d.Blocks {
			s := x.Text
			if x.Style.PageTop {
				s = "^" + s
			}
			got = append(got, s+[]string{"", " 1", " 2", " 3"}[x.Page])
		}
		want := []string{"一 1", "^二 2", "三\n四 2", "五 3", "^六 3", "七 3"}
		if noted == "4" { // the breaks do not come to the pages that Word counted: unknown
			want = []string{"一", "^二", "三\n四", "五", "^六", "七"}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}
