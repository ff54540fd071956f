package docx

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
)

// What comes block by block is what is read at once.
func TestBlocksAreThoseOfRead(t *testing.T) {
	b := word(t, map[string]string{
		"document": para("甲") + `<w:sdt><w:sdtContent>` + para("乙") + `</w:sdtContent></w:sdt>` +
			`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + para("丙") + `</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>` + para("丁"),
	})
	whole := mustRead(t, b)
	d := &gangmu.Document{}
	i := 0
	for x, err := range Blocks(context.Background(), bytes.NewReader(b), int64(len(b)), d) {
		if err != nil {
			t.Fatal(err)
		}
		if x.Text != whole.Blocks[i].Text || x.Kind != whole.Blocks[i].Kind {
			t.Errorf("block %d is %v, want %v", i, x, whole.Blocks[i])
		}
		if x.Table != nil && *x.Table != *whole.Blocks[i].Table {
			t.Errorf("cell %v, want %v", *x.Table, *whole.Blocks[i].Table)
		}
		i++
	}
	if i != len(whole.Blocks) || d.Format != gangmu.DOCX {
		t.Errorf("%d blocks of %d, format %q", i, len(whole.Blocks), d.Format)
	}
}

func TestBlocksStopWhenAsked(t *testing.T) {
	b := word(t, map[string]string{"document": strings.Repeat(para("甲"), 100)})
	n := 0
	for _, err := range Blocks(context.Background(), bytes.NewReader(b), int64(len(b)), &gangmu.Document{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d blocks", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	b = word(t, map[string]string{"document": strings.Repeat(para("甲"), 2000)})
	if _, err := Read(ctx, bytes.NewReader(b), int64(len(b))); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v after cancelling", err)
	}
}

// Memory does not grow with the file: what is live at a block late in the file is not more
// than at one early in it.
func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	row := `<w:tr><w:tc>` + para("任务") + `</w:tc><w:tc>` + para("单位") + `</w:tc></w:tr>`
	for name, content := range map[string]string{
		"paragraphs":        strings.Repeat(para("健全协调会商机制，按月调度。"), 100_000),
		"one table":         `<w:tbl>` + strings.Repeat(row, 50_000) + `</w:tbl>`,
		"a content control": `<w:sdt><w:sdtContent>` + strings.Repeat(para("健全协调会商机制，按月调度。"), 100_000) + `</w:sdtContent></w:sdt>`,
	} {
		b := word(t, map[string]string{"document": content})
		var early, late uint64
		n := 0
		for _, err := range Blocks(context.Background(), bytes.NewReader(b), int64(len(b)), &gangmu.Document{}) {
			if err != nil {
				t.Fatal(err)
			}
			switch n++; n {
			case 1000:
				early = live()
			case 99_000:
				late = live()
			}
		}
		if late == 0 || late > early+1<<20 {
			t.Errorf("%s: %d KiB live early, %d KiB late", name, early>>10, late>>10)
		}
	}
}

func live() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
