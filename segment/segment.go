// Package segment finds the outline of a document: its plans, sections and numbered
// measures.
//
// It knows plans and nothing of files, storage or search.
//
// # How
//
// The text is read in passes that only ever mark; nothing is edited or copied to be
// trimmed, so every span counts in the canonical text.
//
//  1. What stands beside the body is marked with its kind: notices of share sites,
//     markers at a constant distance, page numbers, repeated lines, heads of tables,
//     tables of contents (furniture.go, chunk.go, page.go, tablehead.go, contents.go).
//  2. Titles, separators and lists of attachments say where a plan may start (title.go,
//     separator.go, attachment.go).
//  3. Everything that could be a label becomes a candidate with a local score (label.go,
//     candidate.go), with what stands before it (lead.go) and how it is set (look.go). A
//     weak candidate stays: the sequence decides.
//  4. A beam search over stacks of open lists chooses the labels and their depth
//     (beam.go, move.go, cost.go). A level is never fixed by its scheme: 一、 may stand under
//     第一章, and 1. directly under 一、. What the closest other reading would have cost is the
//     confidence of a choice (margin.go).
//  5. Plans, nodes, ordinals and headings are read off the choice (plans.go, tree.go,
//     ordinal.go, heading.go); the head and foot of a plan (metadata.go), the ledger of a
//     node (ledger.go) and findings (finding.go) are read from the text they are in.
//
// Names are data: offices, fields of work, abbreviations, places, units, heads of columns
// stand in the folder dictionary.
package segment

import (
	"context"

	"github.com/gangmu/gangmu"
)

// Outline returns the outline of d. It holds [gangmu.Outline.Check]: every code point
// of d.Text() is in exactly one place. It keeps no state and may be called from
// several goroutines. The time is linear in the length of the text; the error is that
// of ctx.
func Outline(ctx context.Context, d *gangmu.Document) (*gangmu.Outline, error) {
	s := newSource(d)
	s.markBlocks()
	s.markFurniture()
	s.markChunks()
	s.markPages()
	s.markTableHeads()
	toc := s.markContents()
	seps := s.markSeparators()

	v := s.view()
	v.attachments = findAttachments(v)
	titles := findTitles(v, toc, seps)
	cuts := findCuts(v, titles, seps)
	chosen, err := search(ctx, v, findCandidates(v, titles), titles, cuts)
	if err != nil {
		return nil, err
	}

	o := &gangmu.Outline{}
	ds := cutPlans(v, chosen, titles, cuts, seps)
	for i := range ds {
		buildPlan(s, v, &ds[i], o)
	}
	planFindings(s, toc, ds, o)
	missingAttachments(v, v.attachments, o)
	finish(s, o)
	return o, nil
}
