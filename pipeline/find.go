package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/gangmu/gangmu"
)

// List returns all entries, by name, then by ID.
func List(ctx context.Context, s Store) ([]*Entry, error) {
	var out []*Entry
	for e, err := range s.Entries(ctx) {
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(a.Name(), b.Name()), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// minPrefix is the shortest beginning of an ID that is taken for it.
const minPrefix = 4

// A Place is what an ID names: a document, one of its plans, or a node of it.
type Place struct {
	Entry  *Entry
	Result *gangmu.Result // nil if the document could not be read
	Plan   *gangmu.Plan   // nil if the ID names the document
	Node   *gangmu.Node   // nil if it names a plan
}

// An AmbiguousError is a beginning that several IDs have.
type AmbiguousError struct {
	Prefix string
	IDs    []string
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q is the beginning of %d IDs", e.Prefix, len(e.IDs))
}

// Find finds what an ID names: document, document/plan or document/plan/path, where the
// document's ID may be cut to its first four characters or more. The error wraps
// ErrNotFound or is an *AmbiguousError.
func Find(ctx context.Context, s Store, id string) (*Place, error) {
	doc, rest, _ := strings.Cut(id, "/")
	e, err := findEntry(ctx, s, strings.ToLower(doc))
	if err != nil {
		return nil, err
	}
	p := &Place{Entry: e}
	if e.Failed() {
		return p, nil
	}
	if p.Result, err = s.Result(ctx, e.ID); err != nil || rest == "" {
		return p, err
	}
	planID, path, _ := strings.Cut(rest, "/")
	for _, plan := range p.Result.Plans {
		if plan.ID == planID {
			p.Plan = plan
		}
	}
	if p.Plan == nil {
		return nil, fmt.Errorf("%w: plan %s of %s", ErrNotFound, planID, e.ID)
	}
	if path == "" {
		return p, nil
	}
	p.Plan.Walk(func(n *gangmu.Node) bool {
		if n.Path == path {
			p.Node = n
		}
		return p.Node == nil
	})
	if p.Node == nil {
		return nil, fmt.Errorf("%w: %s in plan %s of %s", ErrNotFound, path, planID, e.ID)
	}
	return p, nil
}

func findEntry(ctx context.Context, s Store, id string) (*Entry, error) {
	if idPattern.MatchString(id) {
		return s.Entry(ctx, id)
	}
	if len(id) < minPrefix {
		return nil, fmt.Errorf("%w: %q is shorter than %d characters", ErrNotFound, id, minPrefix)
	}
	var found []*Entry
	for e, err := range s.Entries(ctx) {
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(e.ID, id) {
			found = append(found, e)
		}
	}
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("%w: document %s", ErrNotFound, id)
	case 1:
		return found[0], nil
	}
	amb := &AmbiguousError{Prefix: id}
	for _, e := range found {
		amb.IDs = append(amb.IDs, e.ID)
	}
	return nil, amb
}
