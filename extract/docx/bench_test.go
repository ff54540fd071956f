package docx

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
)

// page is about a page of a plan, as Word writes it: 13 kB.
var page = strings.Repeat(`<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:pPr>`+
	`<w:r><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr><w:t>健全协调会商机制，按月调度工作进展，</w:t></w:r>`+
	`<w:r><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr><w:t>及时研究解决困难问题。</w:t></w:r></w:p>`, 17)

func BenchmarkRead(b *testing.B) {
	content := strings.Repeat(page, 100)
	data := word(b, map[string]string{"document": content})
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBlocks(b *testing.B) {
	content := strings.Repeat(page, 100)
	data := word(b, map[string]string{"document": content})
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range Blocks(context.Background(), bytes.NewReader(data), int64(len(data)), &gangmu.Document{}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
