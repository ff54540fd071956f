package docx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/gangmu/gangmu"
)

// Each kind of bad file gives its typed error, and makes less than 256 MiB of garbage and
// blocks on the way.
func TestBadFilesGiveTypedErrors(t *testing.T) {
	whole := word(t, map[string]string{"document": para("文")})
	main := func(content string) []byte {
		return archive(t, map[string]string{"word/document.xml": content})
	}
	many := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	numbered := `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>`
	for _, c := range []struct {
		name string
		file []byte
		want gangmu.ErrorCode
	}{
		{"cut off", whole[:len(whole)*2/3], gangmu.ErrCorrupt},
		{"no zip at all", []byte("PK\x03\x04 nothing"), gangmu.ErrCorrupt},
		{"no main part", archive(t, map[string]string{"other.xml": "<a/>"}), gangmu.ErrCorrupt},
		{"another root", main("<x:workbook/>"), gangmu.ErrNoText},
		{"XML cut off", main("<w:document><w:body><w:p>"), gangmu.ErrCorrupt},
		{"external entity", main(`<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document>&x;</w:document>`), gangmu.ErrCorrupt},
		{"billion laughs", main(`<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>`), gangmu.ErrCorrupt},
		{"nested too deep", main("<w:document><w:body>" + strings.Repeat("<w:sdt><w:sdtContent>", 1000)), gangmu.ErrTooLarge},
		{"one long text", main("<w:document><w:body><w:p><w:r><w:t>" + strings.Repeat("字", 4<<20)), gangmu.ErrTooLarge},
		{"blown up part", bomb(t, 65<<20), gangmu.ErrTooLarge},
		{"ratio of a bomb", bomb(t, 20<<20), gangmu.ErrTooLarge},
		{"tiny paragraphs", word(t, map[string]string{"document": strings.Repeat("<w:p/>", 3<<20)}), gangmu.ErrTooLarge},
		{"short paragraphs", word(t, map[string]string{"document": many("<w:p><w:r><w:t>%d</w:t></w:r></w:p>", maxBlocks+1)}), gangmu.ErrTooLarge},
		{"tiny cells", word(t, map[string]string{"document": "<w:tbl>" + many("<w:tr><w:tc/></w:tr><!--%d-->", maxParagraphs+1) + "</w:tbl>"}), gangmu.ErrTooLarge},
		{"cells of one row", word(t, map[string]string{"document": "<w:tbl><w:tr>" + many("<w:tc/><!--%d-->", maxParagraphs+1) + "</w:tr></w:tbl>"}), gangmu.ErrTooLarge},
		{"a long label again and again", word(t, map[string]string{
			"document":  strings.Repeat(numbered, 100_000),
			"numbering": `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="` + strings.Repeat("长", 300) + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
		}), gangmu.ErrTooLarge},
		{"styles without end", word(t, map[string]string{"document": para("文"), "styles": many(`<w:style w:styleId="s%d"/>`, maxStyles+1)}), gangmu.ErrTooLarge},
		{"lists without end", word(t, map[string]string{"document": para("文"), "numbering": many(`<w:abstractNum w:abstractNumId="%d"/>`, maxLists+2)}), gangmu.ErrTooLarge},
		{"a file in a file without end", matryoshka(t, 120), gangmu.ErrTooLarge},
		{"parts without end", manyParts(t, 11_000), gangmu.ErrTooLarge},
		{"encrypted part", encryptedPart(whole), gangmu.ErrEncrypted},
		{"empty", word(t, map[string]string{"document": `<w:p/>`}), gangmu.ErrNoText},
		{"hidden text only", word(t, map[string]string{"document": `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>`}), gangmu.ErrNoText},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			_, err := read(c.file)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, c.want) {
				t.Errorf("error %v, want %s", err, c.want)
			}
			if grown := after.HeapSys - before.HeapSys; after.HeapSys > before.HeapSys && grown > 256<<20 {
				t.Errorf("the heap grew by %d MiB", grown>>20)
			}
		})
	}
}

func TestPicturesAloneNeedRecognition(t *testing.T) {
	d := onlyBody(t, strings.Repeat(`<w:p><w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r></w:p>`, 2))
	if len(d.Blocks) != 0 || fmt.Sprint(d.NeedsOCR) != "[1 2]" {
		t.Errorf("%d blocks, needs OCR %v", len(d.Blocks), d.NeedsOCR)
	}
}

// bomb is a file whose main part is n equal bytes.
func bomb(t *testing.T, n int64) []byte {
	t.Helper()
	return archive(t, map[string]string{"word/document.xml": "<w:document>" + strings.Repeat(" ", int(n))})
}

// matryoshka is a file with a chunk that has a chunk, n deep.
func matryoshka(t *testing.T, n int) []byte {
	b := word(t, map[string]string{"document": para("心")})
	for range n {
		b = word(t, map[string]string{"document": `<w:altChunk r:id="rIdafchunk"/>`, "word/afchunk.docx": string(b)})
	}
	return b
}

func manyParts(t *testing.T, n int) []byte {
	files := map[string]string{"word/document.xml": "<w:document/>"}
	for i := range n {
		files[fmt.Sprintf("word/media/%d", i)] = ""
	}
	return archive(t, files)
}

// encryptedPart sets the flag of encryption in every header of a zip (APPNOTE.TXT 4.4.4).
func encryptedPart(whole []byte) []byte {
	b := bytes.Clone(whole)
	for _, h := range []struct {
		mark string
		flag int
	}{{"PK\x03\x04", 6}, {"PK\x01\x02", 8}} {
		for i := 0; ; {
			j := bytes.Index(b[i:], []byte(h.mark))
			if j < 0 {
				break
			}
			b[i+j+h.flag] |= 1
			i += j + len(h.mark)
		}
	}
	return b
}

// A part in UTF-16 and a main part of another name are found and read.
func TestPartsOfOtherEncodingsAndNames(t *testing.T) {
	content := `<?xml version="1.0" encoding="UTF-16"?><w:document ` + namespaces + `><w:body>` + para("文字") + `</w:body></w:document>`
	wide := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(content)) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	b := archive(t, map[string]string{
		"_rels/.rels":   `<Relationships><Relationship Id="a" Type="` + office + `officeDocument" Target="/Word/Main.XML"/></Relationships>`,
		`word\main.xml`: string(wide),
	})
	d := mustRead(t, b)
	if len(d.Blocks) != 1 || d.Blocks[0].Text != "文字" {
		t.Errorf("blocks %v", d.Blocks)
	}
}

// A damaged part that the body can do without costs its own content.
func TestADamagedPartCostsItself(t *testing.T) {
	d := mustRead(t, word(t, map[string]string{"document": para("文"), "word/styles.xml": "<w:styles><w:style>", "word/numbering.xml": "<"}))
	if len(d.Blocks) != 1 || len(d.Warnings) != 2 || d.Warnings[0].Code != "part_damaged" {
		t.Errorf("blocks %v, warnings %v", d.Blocks, d.Warnings)
	}
}

// What stands in the margin is no text: the page may be a picture.
func TestAHeaderIsNoText(t *testing.T) {
	d := mustRead(t, word(t, map[string]string{
		"document": `<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p><w:sectPr><w:headerReference w:type="default" r:id="rIdheader1"/></w:sectPr>`,
		"header1":  para("页眉"),
	}))
	if len(d.Blocks) != 0 || len(d.NeedsOCR) != 1 || len(d.Aside) != 1 {
		t.Errorf("%d blocks, needs OCR %v, aside %v", len(d.Blocks), d.NeedsOCR, d.Aside)
	}
}

// A number in a script that no table has comes in Arabic digits, and the file says so once.
func TestANumberInAnUnknownFormatIsTold(t *testing.T) {
	item := `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>文</w:t></w:r></w:p>`
	d := mustRead(t, word(t, map[string]string{
		"document": item + item,
		"numbering": `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiLetters"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
	}))
	if len(d.Blocks) != 2 || d.Blocks[1].Label != "2、" || len(d.Warnings) != 1 || d.Warnings[0] != (gangmu.Warning{Code: "label_format", Message: "thaiLetters"}) {
		t.Errorf("blocks %v, warnings %v", d.Blocks, d.Warnings)
	}
}
