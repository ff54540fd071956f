package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"
)

// docxOf writes a Word file the way Word sets official documents: styles for titles and
// contents, one list of three levels for generated numbers, a running head, page
// numbers in the foot.
func docxOf(paras []para) ([]byte, error) {
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="` + office + `"`
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	var types, rels strings.Builder
	var body strings.Builder
	for i, p := range paras {
		body.WriteString(paragraphXML(p, i, paras))
	}
	parts := []struct{ name, kind, xml string }{
		{"document", "document.main", `<w:document ` + ns + `><w:body>` + body.String() +
			`<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/></w:sectPr></w:body></w:document>`},
		{"styles", "styles", `<w:styles ` + ns + `>` + stylesXML + `</w:styles>`},
		{"numbering", "numbering", `<w:numbering ` + ns + `>` + numberingXML + `</w:numbering>`},
		{"header1", "header", `<w:hdr ` + ns + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>` + runningHead + `</w:t></w:r></w:p></w:hdr>`},
		{"footer1", "footer", `<w:ftr ` + ns + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> —</w:t></w:r></w:p></w:ftr>`},
	}
	for _, p := range parts {
		fmt.Fprintf(&types, `<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>`, p.name, word, p.kind)
		if p.name != "document" {
			fmt.Fprintf(&rels, `<Relationship Id="%s" Type="%s/%s" Target="%s.xml"/>`, p.name, office, p.kind, p.name)
		}
	}
	const pkg = "http://schemas.openxmlformats.org/package/2006/"
	out := []struct{ name, xml string }{
		{"[Content_Types].xml", `<Types xmlns="` + pkg + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + pkg + `relationships"><Relationship Id="r1" Type="` + office + `/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="` + pkg + `relationships">` + rels.String() + `</Relationships>`},
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	add := func(name, xml string) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		_, err = w.Write([]byte(head + xml))
		return err
	}
	for _, p := range out {
		if err := add(p.name, p.xml); err != nil {
			return nil, err
		}
	}
	for _, p := range parts {
		if err := add("word/"+p.name+".xml", p.xml); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return buf.Bytes(), err
}

const runningHead = "临江市双拥工作领导小组办公室编"

// styleOf names the style of each role.
var styleOf = map[role]string{bundleTitle: "Title", tocHead: "TOCHeading", tocLine: "TOC1", title: "Title", section: "Section", signature: "Signature", date: "Signature"}

var levelOf = map[role]int{section: 0, subsection: 1, item: 2}

const stylesXML = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Section"><w:name w:val="Section"/><w:basedOn w:val="Normal"/><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Signature"><w:name w:val="Signature"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="right"/></w:pPr></w:style>`

const numberingXML = `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`

func paragraphXML(p para, at int, all []para) string {
	var props, runs string
	if s := styleOf[p.role]; s != "" {
		props = `<w:pStyle w:val="` + s + `"/>`
	}
	if p.fresh {
		props += `<w:pageBreakBefore/>`
	}
	if p.auto {
		props += fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr>`, levelOf[p.role])
	} else {
		runs = run(p.label)
	}
	runs += run(p.text)
	if p.role == tocLine {
		runs = contentsXML(p, at, all)
	}
	if p.role == title {
		runs = fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="_Toc%d"/>%s<w:bookmarkEnd w:id="%d"/>`, at, number(p.text), runs, at)
	}
	return `<w:p><w:pPr>` + props + `</w:pPr>` + runs + `</w:p>`
}

// contentsXML is a line of a TOC field that links to its title; the field opens in the
// first line and closes in the last.
func contentsXML(p para, at int, all []para) string {
	char := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	code := func(s string) string { return `<w:r><w:instrText xml:space="preserve"> ` + s + ` </w:instrText></w:r>` }
	page := char("begin") + code(fmt.Sprintf(`PAGEREF _Toc%d \h`, number(p.text))) + char("separate") + run(fmt.Sprint(p.page)) + char("end")
	line := fmt.Sprintf(`<w:hyperlink w:anchor="_Toc%d">%s<w:r><w:tab/></w:r>%s</w:hyperlink>`, number(p.text), run(p.text), page)
	if all[at-1].role != tocLine {
		line = char("begin") + code(`TOC \o "1-1" \h`) + char("separate") + line
	}
	if all[at+1].role != tocLine {
		line += char("end")
	}
	return line
}

// number makes a bookmark's number of a title.
func number(title string) (n int) {
	for _, r := range title {
		n = (n*31 + int(r)) % 1_000_000
	}
	return n
}

func run(s string) string {
	if s == "" {
		return ""
	}
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(s)
	return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>`
}
