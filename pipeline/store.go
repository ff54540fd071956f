package pipeline

import (
	"context"
	"errors"
	"io"
	"iter"
	"slices"
	"time"

	"github.com/gangmu/gangmu"
)

// A Store keeps sources and results by document ID. Its writes are atomic: a reader
// sees the old value or the new one. Its methods may be called from several goroutines.
type Store interface {
	// PutSource keeps the bytes of a document. They are never changed; a second call
	// for one ID has no effect, unless what is there is damaged.
	PutSource(ctx context.Context, id string, r io.Reader) error

	// PutResult keeps what was read from a document, in place of an earlier result.
	// encoded is r as JSON, or nil: encoding twice is a tenth of the work on a file.
	PutResult(ctx context.Context, r *gangmu.Result, encoded []byte) error

	// PutEntry keeps the entry, in place of an earlier one. It is the last write of an
	// import: a document without an entry is not in the library.
	PutEntry(ctx context.Context, e *Entry) error

	// Sync returns when all that was put is safe from a loss of power. Before, a value
	// that was new may be lost or damaged by one; an older value is never lost.
	Sync(ctx context.Context) error

	// Source, Result and Entry give back what was put, or an error that wraps
	// ErrNotFound or ErrDamaged. The caller closes the source.
	Source(ctx context.Context, id string) (io.ReadCloser, error)
	Result(ctx context.Context, id string) (*gangmu.Result, error)
	Entry(ctx context.Context, id string) (*Entry, error)

	// Entries gives all entries in the order of their IDs. An error that wraps
	// ErrDamaged is that of one entry; others follow.
	Entries(ctx context.Context) iter.Seq2[*Entry, error]
}

// What a caller decides by. A value that is damaged can be read again from its source.
var (
	ErrNotFound = errors.New("not found") // the store has nothing under an ID
	ErrDamaged  = errors.New("damaged")   // what it has is no value: [Verify] mends it
)

// An Entry is what the library knows of a document without reading it.
type Entry struct {
	ID       string           `json:"id"`
	Names    []string         `json:"names"`          // paths under which it is known, oldest first
	Past     []Past           `json:"past,omitempty"` // paths under which it was
	Bytes    int64            `json:"bytes"`
	Imported time.Time        `json:"imported"`
	Code     gangmu.ErrorCode `json:"code,omitempty"`     // why it could not be read; empty when it could
	Detail   string           `json:"detail,omitempty"`   // the error in technical words
	Attempts int              `json:"attempts,omitempty"` // times it was tried, when more than once

	Format   gangmu.Format `json:"format,omitempty"`
	Pages    int           `json:"pages,omitempty"`
	Plans    []PlanLine    `json:"plans,omitempty"`
	Findings int           `json:"findings,omitempty"`
	NeedsOCR int           `json:"needs_ocr,omitempty"` // pages that wait for an engine
	Review   bool          `json:"review,omitempty"`    // a person should look: see review
}

// A Past is a path under which a document was known.
type Past struct {
	Path string `json:"path"`
	By   string `json:"by,omitempty"` // the document that stands there now; empty if this one was moved away
}

// Failed reports whether the document could not be read.
func (e *Entry) Failed() bool { return e.Code != "" }

// Old reports whether newer versions stand under all its paths: it is kept and shown,
// and in neither the index nor an export.
func (e *Entry) Old() bool { return len(e.Names) == 0 }

// Name is the path under which the document is shown.
func (e *Entry) Name() string {
	switch {
	case len(e.Names) > 0:
		return e.Names[0]
	case len(e.Past) > 0:
		return e.Past[len(e.Past)-1].Path
	}
	return e.ID
}

// A PlanLine is a plan as it is listed.
type PlanLine struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Bureau   string `json:"bureau"`
	Issuer   string `json:"issuer"`
	Year     int    `json:"year"`
	Measures int    `json:"measures"`
}

// describe fills in what the result says.
func (e *Entry) describe(r *gangmu.Result) {
	e.Format, e.Pages, e.Findings, e.Review = r.Format, r.Pages, len(r.Findings), review(r)
	e.NeedsOCR = len(r.NeedsOCR)
	for _, p := range r.Plans {
		e.Plans = append(e.Plans, PlanLine{p.ID, p.Title, p.Bureau, p.Issuer, p.Year, len(p.Measures)})
	}
}

// review reports whether a person should look at a result: pages have no text, no plan
// was found, or something is probably missing or wrong.
func review(r *gangmu.Result) bool {
	return len(r.NeedsOCR) > 0 || len(r.Plans) == 0 ||
		slices.ContainsFunc(r.Findings, func(f gangmu.Finding) bool { return f.Severity == gangmu.Serious })
}
