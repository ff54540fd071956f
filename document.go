package gangmu

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Document is what a file says: its blocks in reading order. It is made once by a
// reader of its format and never changed.
type Document struct {
	ID       string    // lower-case hex SHA-256 of the file's bytes
	Name     string    // name under which it came; for people only
	Format   Format    // found from the bytes, never from the name
	Bytes    int64     // size of the file
	Pages    int       // 0 if the format has no pages
	Blocks   []Block   // in reading order
	Aside    []Block   // stored apart from the text and in no block: headers, footers and comments of a Word file
	NeedsOCR []int     // pages that hold no usable text
	Reader   []Reading // which engine read which pages
	Warnings []Warning // what was noticed while reading
}

// A Format names a file format.
type Format string

// The formats that can be read.
const (
	DOCX      Format = "docx"
	DOC       Format = "doc" // Word 97 to 2003; WPS Writer's .wps is the same
	WPS       Format = "wps" // Microsoft Works
	RTF       Format = "rtf"
	ODT       Format = "odt"
	OFD       Format = "ofd" // GB/T 33190
	PDF       Format = "pdf"
	XLSX      Format = "xlsx"
	XLS       Format = "xls" // Excel 97 to 2003; WPS Spreadsheets' .et is the same
	HTML      Format = "html"
	PlainText Format = "txt"
	JPEG      Format = "jpeg"
	PNG       Format = "png"
	TIFF      Format = "tiff"
	BMP       Format = "bmp"
	GIF       Format = "gif"
)

// A Reading says which engine read which pages.
type Reading struct {
	Engine string `json:"engine"`
	Pages  []int  `json:"pages,omitempty"` // empty means all of them
	OCR    bool   `json:"ocr,omitempty"`   // it recognised pictures of them
}

// A Warning is something noticed while reading that did not stop it.
type Warning struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Page    int    `json:"page,omitempty"`
}

// Text is the canonical text, the one that every Span counts in: the blocks as
// shown (label, then text) joined by "\n", the cells of a table row by "\t". For a
// plain text file it is the decoded file, unchanged.
func (d *Document) Text() string {
	var b strings.Builder
	for i := range d.Blocks {
		b.WriteString(d.separator(i))
		b.WriteString(d.Blocks[i].shown())
	}
	return b.String()
}

// BlockSpans returns the span of every block in the canonical text, its label
// included. The spans ascend and do not overlap; between two of them lies one
// separator.
func (d *Document) BlockSpans() []Span {
	spans := make([]Span, len(d.Blocks))
	pos := 0
	for i := range d.Blocks {
		pos += len(d.separator(i))
		n := utf8.RuneCountInString(d.Blocks[i].shown())
		spans[i] = Span{pos, pos + n}
		pos += n
	}
	return spans
}

// separator is what stands before block i: nothing, a tab inside a table row, or a
// line end.
func (d *Document) separator(i int) string {
	if i == 0 {
		return ""
	}
	a, b := d.Blocks[i-1].Table, d.Blocks[i].Table
	if a != nil && b != nil && a.Table == b.Table && a.Row == b.Row && a.Column != b.Column {
		return "\t"
	}
	return "\n"
}

// shown is the block as it is printed.
func (b *Block) shown() string { return b.Label + b.gap() + b.Text }

// gap parts a generated label from the text where the two would otherwise read as
// one number or word: "1" before "2023年". Word shows a tab or a blank there.
func (b *Block) gap() string {
	if b.Label == "" || b.Text == "" {
		return ""
	}
	last, _ := utf8.DecodeLastRuneInString(b.Label)
	first, _ := utf8.DecodeRuneInString(b.Text)
	if alphanumeric(last) && alphanumeric(first) {
		return " "
	}
	return ""
}

func alphanumeric(r rune) bool {
	return unicode.IsDigit(r) || r < 0x80 && unicode.IsLetter(r)
}
