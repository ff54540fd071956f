package gangmu

// A BlockKind says what part of the page a block is.
type BlockKind string

// The kinds of blocks. Everything but paragraphs, cells and text boxes stands
// beside the body: it is kept in the text and marked, never deleted.
const (
	Paragraph  BlockKind = "paragraph"
	Cell       BlockKind = "cell"
	Header     BlockKind = "header"
	Footer     BlockKind = "footer"
	PageNumber BlockKind = "page_number"
	Footnote   BlockKind = "footnote"
	Comment    BlockKind = "comment"
	TextBox    BlockKind = "textbox"
	TOC        BlockKind = "toc"
)

// A Source says which reader a block's text comes from.
type Source string

// The sources of text.
const (
	FromText Source = "text" // the characters stored in the file
	FromOCR  Source = "ocr"  // recognised from an image of the page
)

// A Block is one paragraph, table cell, header, footer, footnote or text box, in
// reading order.
type Block struct {
	Kind  BlockKind `json:"kind"`
	Label string    `json:"label,omitempty"` // number that the word processor generates; not part of Text
	Text  string    `json:"text"`

	Page int `json:"page,omitempty"` // page on which the block starts, 0 if the format does not say
	Box  Box `json:"box,omitzero"`   // on Page; zero if unknown

	Style      Style   `json:"style,omitzero"`
	Table      *Slot   `json:"table,omitempty"` // place in its table, for a Cell
	Source     Source  `json:"source"`
	Confidence float64 `json:"confidence,omitempty"` // 0..1, mean over the characters; 0 if the source gives none
	Doubts     []Span  `json:"doubts,omitempty"`     // code points of Text that were recognised with little confidence
	Lines      []Line  `json:"lines,omitempty"`      // printed lines, where the format has them
}

// A Style is the typography of a block, as far as the format tells. Lengths are in
// points.
type Style struct {
	Font      string  `json:"font,omitempty"` // East Asian font of the first run
	Size      float64 `json:"size,omitempty"`
	Bold      bool    `json:"bold,omitempty"`
	Align     string  `json:"align,omitempty"` // left, center, right, justify
	Indent    float64 `json:"indent,omitempty"`
	FirstLine float64 `json:"first_line,omitempty"`    // indent of the first line against Indent; negative when hanging
	Outline   int     `json:"outline_level,omitempty"` // 1..9 as in Word; 0 is body text
	List      string  `json:"list,omitempty"`          // id of the list that numbers the block
	Level     int     `json:"list_level,omitempty"`    // 0..8, meaningful with List
	Lead      int     `json:"lead,omitempty"`          // code points at the start of Text that are set as its first one is (font, size, bold), where the rest is not; else 0
	PageTop   bool    `json:"page_top,omitempty"`      // a page break stands before the block
}

// A Slot is a cell's place in a table.
type Slot struct {
	Table   int `json:"table"` // counts from 1 through the document
	Row     int `json:"row"`   // from 0
	Column  int `json:"column"`
	RowSpan int `json:"row_span,omitempty"` // 0 and 1 both mean one row
	ColSpan int `json:"col_span,omitempty"`
}

// A Line is one printed line of a block.
type Line struct {
	Span Span `json:"span"` // code points of Block.Text
	Page int  `json:"page"`
	Box  Box  `json:"box"`
}
