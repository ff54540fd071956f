// Package segment finds the outline of a document: its plans, sections and numbered
// measures.
//
// It knows plans and nothing of files, storage or search.
package segment

import "github.com/gangmu/gangmu"

// Outline returns the outline of d.
func Outline(d *gangmu.Document) *gangmu.Outline { return &gangmu.Outline{} }
