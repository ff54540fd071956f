package gangmu

import _ "embed"

// SchemaID names the form of the JSON that a [Result] becomes.
const SchemaID = "gangmu.document/1"

// Schema is the JSON Schema (draft 2020-12) of [Result] and of [Failure].
//
//go:embed document.schema.json
var Schema []byte

// A Result is everything known of one document, in the form in which it is stored
// and exported.
type Result struct {
	Schema   string    `json:"schema"` // SchemaID
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Format   Format    `json:"format"`
	Bytes    int64     `json:"bytes"`
	Pages    int       `json:"pages"`
	Text     string    `json:"text"` // canonical; every span counts in its code points
	Outline            // plans, dropped, findings
	Warnings []Warning `json:"warnings"`
	NeedsOCR []int     `json:"needs_ocr"`
	Reader   []Reading `json:"reader"`
	Aside    []Block   `json:"aside,omitempty"`  // what the file stores apart from its text
	Blocks   []Block   `json:"blocks,omitempty"` // only where asked for
}

// NewResult joins a document and its outline. The blocks are left out.
func NewResult(d *Document, o *Outline) *Result {
	return &Result{
		Schema: SchemaID, ID: d.ID, Name: d.Name, Format: d.Format, Bytes: d.Bytes, Pages: d.Pages,
		Text: d.Text(), Outline: *o, Warnings: d.Warnings, NeedsOCR: d.NeedsOCR, Reader: d.Reader, Aside: d.Aside,
	}
}

// A Failure is the JSON of a file that could not be read.
type Failure struct {
	Schema string  `json:"schema"` // SchemaID
	Name   string  `json:"name"`
	Error  Problem `json:"error"`
}

// A Problem tells a person what is wrong with a file and what to do next.
type Problem struct {
	Code    ErrorCode `json:"code"`
	Message string    `json:"message"`
	Hint    string    `json:"hint"`
}
