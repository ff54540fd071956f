package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/pipeline/ledger"
)

// An ExportFormat is a way to write what a library holds.
type ExportFormat string

// The formats of an export. In the first two a document is a gangmu.document/1, whole; in
// the others only plans and measures that the filters fit are written.
const (
	ExportJSON   ExportFormat = "json"   // one array
	ExportNDJSON ExportFormat = "ndjson" // one document a line
	ExportCSV    ExportFormat = "csv"    // a measure a row
	ExportXLSX   ExportFormat = "xlsx"   // a measure a row
	ExportMD     ExportFormat = "md"     // outlines
)

// ExportFormats are all of them.
var ExportFormats = []ExportFormat{ExportJSON, ExportNDJSON, ExportCSV, ExportXLSX, ExportMD}

// ExportOptions choose what is written, as filters of a search do. Older versions of
// files are left out.
type ExportOptions struct {
	Format ExportFormat
	Bureau []string // part of bureau or issuer, any of them
	Year   []int    // any of them
	Plan   string   // part of a plan's title
	Query  string   // with a measure that has all of it
}

// Export writes the documents of the library that were chosen by name, then by ID, one
// after the other: the same library gives the same bytes. It returns how many.
func Export(ctx context.Context, l *Library, w io.Writer, o ExportOptions) (int, error) {
	entries, err := List(ctx, l.Store)
	if err != nil {
		return 0, err
	}
	hits, err := measuresWith(ctx, l, o)
	if err != nil {
		return 0, err
	}
	out, err := o.writer(w)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range entries {
		if e.Failed() || e.Old() || hits != nil && hits[e.ID] == nil || !slices.ContainsFunc(e.Plans, o.fitsLine) && o.filtered() {
			continue
		}
		r, err := l.Store.Result(ctx, e.ID)
		if err != nil {
			return n, fmt.Errorf("document %s: %w", e.ID, err)
		}
		var keep ledger.Keep
		if o.filtered() || hits != nil {
			keep = func(p *gangmu.Plan, node *gangmu.Node) bool {
				return o.fits(p.Bureau, p.Issuer, p.Title, p.Year) && (hits == nil || hits[e.ID][p.ID+"/"+node.Path])
			}
		}
		if err := out.write(r, filepath.Base(e.Name()), keep); err != nil {
			return n, err
		}
		n++
	}
	return n, out.close()
}

func (o *ExportOptions) filtered() bool { return len(o.Bureau) > 0 || len(o.Year) > 0 || o.Plan != "" }

func (o *ExportOptions) fitsLine(p PlanLine) bool { return o.fits(p.Bureau, p.Issuer, p.Title, p.Year) }

// fits reports whether a plan fits the filters.
func (o *ExportOptions) fits(bureau, issuer, title string, year int) bool {
	return (len(o.Bureau) == 0 || slices.ContainsFunc(o.Bureau, func(b string) bool {
		return strings.Contains(bureau, b) || strings.Contains(issuer, b)
	})) && (len(o.Year) == 0 || slices.Contains(o.Year, year)) && strings.Contains(title, o.Plan)
}

// measuresWith are the measures that are exact hits, as plan/path, by document; nil if
// nothing is asked.
func measuresWith(ctx context.Context, l *Library, o ExportOptions) (map[string]map[string]bool, error) {
	if o.Query == "" {
		return nil, nil
	}
	x, err := l.Index()
	if err != nil {
		return nil, err
	}
	out := map[string]map[string]bool{}
	q := index.Query{Text: o.Query, Bureau: o.Bureau, Year: o.Year, Plan: o.Plan, Match: index.MatchAll, Facets: []index.FacetName{}, Limit: 1000}
	for {
		a, err := x.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, h := range a.Hits {
			if !h.Exact {
				continue
			}
			if out[h.Document] == nil {
				out[h.Document] = map[string]bool{}
			}
			out[h.Document][h.Plan+"/"+h.Path] = true
		}
		if q.After = a.Next; a.Next == "" {
			return out, nil
		}
	}
}

// An exportWriter writes one result after the other in some format.
type exportWriter interface {
	write(r *gangmu.Result, source string, keep ledger.Keep) error
	close() error
}

func (o *ExportOptions) writer(w io.Writer) (exportWriter, error) {
	switch o.Format {
	case ExportCSV:
		return tableWriter{ledger.NewCSV(w)}, nil
	case ExportXLSX:
		b, err := ledger.NewWorkbook(w)
		return tableWriter{b}, err
	case ExportMD:
		return outlineWriter{ledger.NewOutline(w)}, nil
	}
	return &jsonWriter{out: w, array: o.Format == ExportJSON}, nil
}

// A tableWriter writes the measures as rows.
type tableWriter struct {
	table interface {
		Write(ledger.Row) error
		Close() error
	}
}

func (t tableWriter) write(r *gangmu.Result, source string, keep ledger.Keep) error {
	for _, row := range ledger.Rows(r, source, keep) {
		if err := t.table.Write(row); err != nil {
			return err
		}
	}
	return nil
}

func (t tableWriter) close() error { return t.table.Close() }

type outlineWriter struct{ outline *ledger.Outline }

func (o outlineWriter) write(r *gangmu.Result, source string, keep ledger.Keep) error {
	return o.outline.Write(r, source, keep)
}

func (o outlineWriter) close() error { return nil }

// A jsonWriter writes whole documents.
type jsonWriter struct {
	out   io.Writer
	array bool
	n     int
}

func (j *jsonWriter) write(r *gangmu.Result, _ string, _ ledger.Keep) error {
	if j.array {
		sep := ",\n"
		if j.n == 0 {
			sep = "[\n"
		}
		if _, err := io.WriteString(j.out, sep); err != nil {
			return err
		}
	}
	j.n++
	return json.NewEncoder(j.out).Encode(r)
}

func (j *jsonWriter) close() error {
	if !j.array {
		return nil
	}
	end := "]\n"
	if j.n == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(j.out, end)
	return err
}
