package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
)

// An ExportFormat is a way to write documents.
type ExportFormat string

// The formats of an export. In both a document is a gangmu.document/1.
const (
	ExportJSON   ExportFormat = "json"   // one array
	ExportNDJSON ExportFormat = "ndjson" // one document a line
)

// ExportOptions choose documents: those with a plan that every filter fits.
type ExportOptions struct {
	Format ExportFormat
	Bureau []string // part of bureau or issuer, any of them
	Year   []int    // any of them
	Query  string   // documents with a measure that has all of it
}

// Export writes the documents of the library that were chosen, whole, by name, then by
// ID, one after the other: the same library gives the same bytes. It returns how many.
func Export(ctx context.Context, l *Library, w io.Writer, o ExportOptions) (int, error) {
	entries, err := List(ctx, l.Store)
	if err != nil {
		return 0, err
	}
	hits, err := documentsWith(ctx, l, o)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range entries {
		if e.Failed() || e.Old() || hits != nil && !hits[e.ID] || !o.fits(e) {
			continue
		}
		r, err := l.Store.Result(ctx, e.ID)
		if err != nil {
			return n, fmt.Errorf("document %s: %w", e.ID, err)
		}
		if err := o.write(w, n, r); err != nil {
			return n, err
		}
		n++
	}
	return n, o.end(w, n)
}

// fits reports whether a plan of e fits the filters.
func (o *ExportOptions) fits(e *Entry) bool {
	if len(o.Bureau) == 0 && len(o.Year) == 0 {
		return true
	}
	return slices.ContainsFunc(e.Plans, func(p PlanLine) bool {
		bureau := len(o.Bureau) == 0 || slices.ContainsFunc(o.Bureau, func(b string) bool {
			return strings.Contains(p.Bureau, b) || strings.Contains(p.Issuer, b)
		})
		return bureau && (len(o.Year) == 0 || slices.Contains(o.Year, p.Year))
	})
}

// documentsWith are the documents that have exact hits; nil if nothing is asked.
func documentsWith(ctx context.Context, l *Library, o ExportOptions) (map[string]bool, error) {
	if o.Query == "" {
		return nil, nil
	}
	x, err := l.Index()
	if err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	q := index.Query{Text: o.Query, Bureau: o.Bureau, Year: o.Year, Limit: 1000}
	for {
		a, err := x.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, h := range a.Hits {
			if h.Exact {
				ids[h.Document] = true
			}
		}
		if q.After = a.Next; a.Next == "" {
			return ids, nil
		}
	}
}

func (o *ExportOptions) write(w io.Writer, n int, r *gangmu.Result) error {
	if o.Format == ExportJSON {
		sep := ",\n"
		if n == 0 {
			sep = "[\n"
		}
		if _, err := io.WriteString(w, sep); err != nil {
			return err
		}
	}
	return json.NewEncoder(w).Encode(r)
}

func (o *ExportOptions) end(w io.Writer, n int) error {
	if o.Format != ExportJSON {
		return nil
	}
	end := "]\n"
	if n == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(w, end)
	return err
}
