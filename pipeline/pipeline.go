// Package pipeline brings files into a library: source, extract, segment, store, index,
// in this order, so that a crash anywhere leaves nothing half there.
//
// The store is the truth: source bytes, results and entries by document ID. The index can
// be deleted and rebuilt from it. Every write is idempotent: a file that is imported
// again after a crash, or under another name, has its effect once. It knows nothing of
// formats, of structure, of commands and of how people are told things.
package pipeline
