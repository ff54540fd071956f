package gangmu

// A Dropped is text that belongs to no plan's body. It is kept, with the reason.
type Dropped struct {
	Span Span     `json:"span"`
	Kind DropKind `json:"kind"`
}

// A DropKind says why text is in no plan's body.
type DropKind string

// The kinds of dropped text.
const (
	DropFurniture   DropKind = "furniture"    // notices of share sites, watermarks
	DropPage        DropKind = "page"         // page numbers
	DropHeader      DropKind = "header"       // running heads
	DropFooter      DropKind = "footer"       // running feet
	DropFootnote    DropKind = "footnote"     // footnotes, where the format marks them
	DropComment     DropKind = "comment"      // remarks of reviewers
	DropChunk       DropKind = "chunk"        // markers that a site inserts at a constant distance
	DropTOC         DropKind = "toc"          // table of contents
	DropTableHeader DropKind = "table-header" // head row of a table of measures
	DropBundleTitle DropKind = "bundle-title" // title over several plans
	DropSeparator   DropKind = "separator"    // 篇一, 【篇二】
	DropBlank       DropKind = "blank"        // white space outside every plan
)
