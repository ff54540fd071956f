package docx

// The limits of a Word file, beside those of packages zipped and xmlscan. The largest of
// 538 public files stays below a tenth of each. A file that passes one is refused with
// ErrTooLarge.
const (
	maxParagraphs = 500_000  // paragraphs and table cells read
	maxBlocks     = 150_000  // blocks given
	maxTextBytes  = 16 << 20 // text and labels: a short file can repeat a long label
	maxStyles     = 20_000
	maxLists      = 65_536 // abstractNum and num elements, each
	maxHeld       = 10_000 // blocks held back until the end of a table of contents is seen
	maxChunks     = 100    // altChunk elements read, nested ones included
	maxPictures   = 10_000 // pictures that are counted as pages
	maxWarnings   = 100    // more are dropped
	maxColumn     = 1_000  // a cell further right counts as this one
	maxStyleDepth = 20     // basedOn can go in circles
)
