package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/pipeline/ledger"
)

// An ExportFormat is a way to write what a library holds.
type ExportFormat string

// The formats of an export. In the first two a document is a gangmu.document/1, whole; in
// the others only the measures that were chosen are written, and what is above them.
const (
	ExportJSON   ExportFormat = "json"   // one array
	ExportNDJSON ExportFormat = "ndjson" // one document a line
	ExportCSV    ExportFormat = "csv"    // a measure a row
	ExportXLSX   ExportFormat = "xlsx"   // a measure a row
	ExportMD     ExportFormat = "md"     // outlines
)

// ExportFormats are all of them.
var ExportFormats = []ExportFormat{ExportJSON, ExportNDJSON, ExportCSV, ExportXLSX, ExportMD}

// ExportOptions choose what is written. Older versions of files are left out.
type ExportOptions struct {
	Format ExportFormat

	// Where chooses measures as a search does, by words and by filters; what else it says,
	// of order and pages, is passed over. The zero Query takes everything.
	Where index.Query
}

// Export writes the documents of the library that have a measure that was chosen, by name,
// then by ID, one after the other: the same library gives the same bytes. It returns how
// many.
func Export(ctx context.Context, l *Library, w io.Writer, o ExportOptions) (int, error) {
	entries, err := List(ctx, l.Store)
	if err != nil {
		return 0, err
	}
	chosen, err := choose(ctx, l, o.Where)
	if err != nil {
		return 0, err
	}
	out, err := o.writer(w)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range entries {
		if e.Failed() || e.Old() || chosen != nil && chosen[e.ID] == nil {
			continue
		}
		r, err := l.Store.Result(ctx, e.ID)
		if err != nil {
			return n, fmt.Errorf("document %s: %w", e.ID, err)
		}
		if err := out.write(r, filepath.Base(e.Name()), chosen.keep(e.ID)); err != nil {
			return n, err
		}
		n++
	}
	return n, out.close()
}

// A choice is the measures that were chosen, as plan/path, by document; nil for all.
type choice map[string]map[string]bool

// page is how many hits are asked for at once: an index that pages walks all hits for
// each page.
const page = 5000

// choose asks the index for the exact hits of a query.
func choose(ctx context.Context, l *Library, q index.Query) (choice, error) {
	if q.Everything() {
		return nil, nil
	}
	x, err := l.Index()
	if err != nil {
		return nil, err
	}
	q.Match, q.Sort, q.Facets, q.Absent, q.Limit, q.After = index.MatchAll, index.SortPlace, []index.FacetName{}, false, page, ""
	out := choice{}
	for {
		a, err := x.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, h := range a.Hits {
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

func (c choice) keep(document string) ledger.Keep {
	if c == nil {
		return nil
	}
	return func(p *gangmu.Plan, n *gangmu.Node) bool { return c[document][p.ID+"/"+n.Path] }
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
