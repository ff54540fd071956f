package docx

import (
	"strings"

	"github.com/gangmu/gangmu"
)

// fields follows complex fields (17.16.18), which open and close between runs and go
// across paragraphs. Only a table of contents matters here; the stored result of every
// other field is text like any other.
type fields struct {
	open   []field
	marked []int // blocks that are contents because of an open field alone
}

type field struct {
	code   string
	result bool // the code is complete
}

const maxFieldCode = 200 // code points of a field code that matter

func (f *fields) char(kind string) {
	last := len(f.open) - 1
	switch {
	case kind == "begin" && len(f.open) < maxElementDepth:
		f.open = append(f.open, field{})
	case kind == "separate" && last >= 0:
		f.open[last].result = true
	case kind == "end" && last >= 0:
		f.open = f.open[:last]
	}
}

func (f *fields) instruction(code string) {
	if last := len(f.open) - 1; last >= 0 && len(f.open[last].code) < maxFieldCode {
		f.open[last].code += code
	}
}

func (f *fields) inTOC() bool {
	for _, x := range f.open {
		if word, _, _ := strings.Cut(strings.TrimSpace(x.code), " "); x.result && strings.EqualFold(word, "TOC") {
			return true
		}
	}
	return false
}

// settle takes back the marks of a TOC field that never ended: it would swallow the
// rest of the file.
func (f *fields) settle(blocks []gangmu.Block) {
	if !f.inTOC() {
		return
	}
	for _, i := range f.marked {
		if i < len(blocks) {
			blocks[i].Kind = gangmu.Paragraph
		}
	}
}
