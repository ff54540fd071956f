//go:build race

package pipeline

// raceFactor is how much more memory a reading process may take that was built with the
// race detector, which keeps its own for every word: it must be able to compile the second
// reader of PDF.
const raceFactor = 6
