// Package gangmu is the vocabulary of the project: what a document, a plan, a
// section, a measure and a finding are, and what they look like as JSON.
//
// It holds types, their invariants and the JSON Schema of the result. It does no
// input or output and knows nothing of file formats, of how text is cut into
// plans, or of search; those are the packages extract, segment, index and
// pipeline, which all import this one.
//
// # Positions
//
// Every [Span] is a half-open range of Unicode code points of one document's
// canonical text ([Document.Text]). Every [Box] is in points (1/72 inch) with the
// origin at the top left corner of the page. Pages count from 1; page 0 means
// unknown.
package gangmu
