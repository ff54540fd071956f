package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
)

// A Fault is what is wrong with one document, or with the index when it names none.
type Fault struct {
	ID     string    `json:"id,omitempty"`
	Name   string    `json:"name,omitempty"`
	Kind   FaultKind `json:"kind"`
	Detail string    `json:"detail,omitempty"`
	Mended bool      `json:"mended"`
}

// A FaultKind says what is wrong.
type FaultKind string

// The kinds of faults.
const (
	FaultSource  FaultKind = "source"  // the bytes are gone or are others: mended if a file under its path still has them
	FaultResult  FaultKind = "result"  // is gone, damaged, against the schema, or of other text: read again from the source
	FaultEntry   FaultKind = "entry"   // is damaged or says other things than the result: made anew
	FaultPartial FaultKind = "partial" // source or result without entry, of an import that was cut off: removed
	FaultIndex   FaultKind = "index"   // is damaged or has other measures than the store: rebuilt
)

// VerifyOptions say how to verify. The zero value changes nothing.
type VerifyOptions struct {
	Repair bool
	Parser Parser // to read again what was lost; nil is InProcess
	Parse  ParseOptions

	// Valid checks a result against the schema of documents, as JSON; nil checks nothing.
	Valid func(*gangmu.Result) error

	// Progress, if not nil, is called with the number of documents looked at.
	Progress func(documents int)
}

// A Verification is what Verify found.
type Verification struct {
	Documents int     `json:"documents"`
	Bytes     int64   `json:"bytes"` // of sources read
	Faults    []Fault `json:"faults"`
}

// Verify reads everything that a library holds: each source against its hash, each result
// against the schema and the rule that no text is lost, each entry against its result,
// the index against them all. With Repair it mends what can be: nothing is removed but
// what an import that was cut off has left.
func Verify(ctx context.Context, l *Library, o VerifyOptions) (*Verification, error) {
	s, ok := l.Store.(*Folder)
	if !ok {
		return nil, fmt.Errorf("verify a store that is no folder: %w", errors.ErrUnsupported)
	}
	if o.Parser == nil {
		o.Parser = InProcess{}
	}
	v := &verifier{library: l, store: s, opts: o, out: &Verification{Faults: []Fault{}}, documents: map[string]bool{}, measures: map[string]bool{}}
	for id, err := range s.ids() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return v.out, err
		}
		if err := v.document(ctx, id); err != nil {
			return v.out, fmt.Errorf("document %s: %w", id, err)
		}
		if o.Progress != nil {
			o.Progress(v.out.Documents)
		}
	}
	return v.out, v.checkIndex(ctx)
}

type verifier struct {
	library *Library
	store   *Folder
	opts    VerifyOptions
	out     *Verification

	documents, measures map[string]bool // that the index should have; measures by the ID of hits
}

func (v *verifier) fault(e *Entry, id string, kind FaultKind, detail error, mended bool) {
	f := Fault{ID: id, Kind: kind, Mended: mended}
	if e != nil {
		f.Name = e.Name()
	}
	if detail != nil {
		f.Detail = detail.Error()
	}
	v.out.Faults = append(v.out.Faults, f)
}

// document verifies one document and mends it. An error is one of storage.
func (v *verifier) document(ctx context.Context, id string) error {
	e, err := v.store.Entry(ctx, id)
	switch {
	case errors.Is(err, ErrNotFound):
		if v.opts.Repair {
			err = v.store.remove(id)
		} else {
			err = nil
		}
		v.fault(nil, id, FaultPartial, nil, v.opts.Repair && err == nil)
		return err
	case errors.Is(err, ErrDamaged):
		return v.damagedEntry(ctx, id, err)
	case err != nil:
		return err
	}
	v.out.Documents++
	sound, err := v.source(ctx, e)
	if err != nil || e.Failed() {
		return err
	}
	r, err := v.store.Result(ctx, id)
	if err == nil {
		err = v.check(r, id)
	}
	if err != nil {
		return v.damagedResult(ctx, e, sound, err)
	}
	v.expect(e, r)
	fresh := *e
	fresh.Plans = nil
	fresh.describe(r)
	if !sameDescription(e, &fresh) {
		if v.opts.Repair {
			if err := v.store.PutEntry(ctx, &fresh); err != nil {
				return err
			}
		}
		v.fault(e, id, FaultEntry, errors.New("says other things than the result"), v.opts.Repair)
	}
	return nil
}

// sameDescription reports whether two entries of a document say the same of its result.
func sameDescription(a, b *Entry) bool {
	return a.Format == b.Format && a.Pages == b.Pages && a.Findings == b.Findings && a.Review == b.Review && slices.Equal(a.Plans, b.Plans)
}

// expect notes what the index should have of a document.
func (v *verifier) expect(e *Entry, r *gangmu.Result) {
	if e.Old() {
		return
	}
	v.documents[e.ID] = true
	for _, p := range r.Plans {
		for _, m := range p.Measures {
			v.measures[e.ID+"/"+p.ID+"/"+m.Path] = true
		}
	}
}

// check checks a result as far as it can be without its source.
func (v *verifier) check(r *gangmu.Result, id string) error {
	if r.ID != id {
		return fmt.Errorf("%w: result of document %s", ErrDamaged, r.ID)
	}
	if err := credible(r, r.Name, r.Bytes); err != nil {
		return err
	}
	if v.opts.Valid != nil {
		return v.opts.Valid(r)
	}
	return nil
}

// source verifies the bytes of a document, and brings them back from a file that still
// has them.
func (v *verifier) source(ctx context.Context, e *Entry) (sound bool, err error) {
	r, err := v.store.Source(ctx, e.ID)
	if errors.Is(err, ErrNotFound) && e.Failed() && (e.Code == gangmu.ErrTooLarge || e.Code == gangmu.ErrCorrupt || e.Code == gangmu.ErrDenied || e.Code == gangmu.ErrMissing) {
		return false, nil // it was never kept
	}
	if err == nil {
		got, n, herr := digest(r)
		v.out.Bytes += n
		r.Close()
		if herr != nil {
			return false, herr
		}
		if got == e.ID {
			return true, nil
		}
		err = fmt.Errorf("%w: the bytes are others", ErrDamaged)
	} else if !errors.Is(err, ErrNotFound) {
		return false, err
	}
	mended := false
	if v.opts.Repair {
		for _, name := range append(slices.Clone(e.Names), pastPaths(e)...) {
			if whole(name, e.ID) {
				if err := v.bring(ctx, e.ID, name); err != nil {
					return false, err
				}
				mended = true
				break
			}
		}
	}
	v.fault(e, e.ID, FaultSource, err, mended)
	return mended, nil
}

func pastPaths(e *Entry) (paths []string) {
	for _, p := range e.Past {
		paths = append(paths, p.Path)
	}
	return paths
}

func (v *verifier) bring(ctx context.Context, id, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return v.store.PutSource(ctx, id, f)
}

// damagedResult reads a document again.
func (v *verifier) damagedResult(ctx context.Context, e *Entry, sound bool, why error) error {
	mended := false
	if v.opts.Repair && sound {
		r, err := v.reread(ctx, e)
		if err != nil {
			return err
		}
		mended = r != nil
	}
	v.fault(e, e.ID, FaultResult, why, mended)
	return nil
}

// reread reads the source of a document again and stores what it says. The result is nil
// if it cannot be read any more.
func (v *verifier) reread(ctx context.Context, e *Entry) (*Parsed, error) {
	path, done, err := v.library.sourcePath(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	defer done()
	r, err := v.opts.Parser.Parse(ctx, filepath.Base(e.Name()), path, v.opts.Parse)
	var code gangmu.ErrorCode
	switch {
	case err == nil && r.ID == e.ID:
		e.Code, e.Detail, e.Plans = "", "", nil
		e.describe(r.Result)
		err = v.store.PutResult(ctx, r.Result, r.Encoded)
		v.expect(e, r.Result)
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &code):
		e.Code, e.Detail, r, err = code, err.Error(), nil, nil
	}
	if err == nil {
		err = v.store.PutEntry(ctx, e)
	}
	return r, err
}

// damagedEntry makes an entry anew from source and result. The paths of the document are
// lost with it, but for the name that the result keeps: the next import of its folder
// tells them again.
func (v *verifier) damagedEntry(ctx context.Context, id string, why error) error {
	v.out.Documents++
	e := &Entry{ID: id, Imported: time.Now().UTC().Truncate(time.Second)}
	sound := false
	if path, done, err := v.library.sourcePath(ctx, id); err == nil {
		sound = whole(path, id)
		if st, err := os.Stat(path); err == nil {
			e.Bytes = st.Size()
		}
		done()
	}
	mended := false
	r, err := v.store.Result(ctx, id)
	if err == nil {
		err = v.check(r, id)
	}
	switch {
	case !v.opts.Repair || !sound:
	case err == nil:
		e.Names = []string{r.Name}
		e.describe(r)
		if err := v.store.PutEntry(ctx, e); err != nil {
			return err
		}
		v.expect(e, r)
		mended = true
	default:
		e.Names = []string{id}
		if _, err := v.reread(ctx, e); err != nil {
			return err
		}
		mended = true
	}
	v.fault(e, id, FaultEntry, why, mended)
	return nil
}

// checkIndex compares the index with the store.
func (v *verifier) checkIndex(ctx context.Context) error {
	err := v.compare(ctx)
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	mended := false
	if v.opts.Repair {
		if _, err := Reindex(ctx, v.library, nil); err != nil {
			return err
		}
		mended = true
	}
	v.fault(nil, "", FaultIndex, err, mended)
	return nil
}

// compare looks for every measure in the index, and for documents that are not in the
// store.
func (v *verifier) compare(ctx context.Context) error {
	x, err := v.library.Index()
	if err != nil {
		return err
	}
	if err := x.Check(ctx); err != nil {
		return err
	}
	for q := (index.Query{Limit: 1000}); ; {
		a, err := x.Search(ctx, q)
		if err != nil {
			return err
		}
		for _, h := range a.Hits {
			if !v.documents[h.Document] {
				return fmt.Errorf("document %s is in the index and not in the store", h.Document)
			}
			delete(v.measures, h.ID)
		}
		if q.After = a.Next; a.Next == "" {
			break
		}
	}
	for id := range v.measures {
		return fmt.Errorf("%d measures are not in the index, %s among them", len(v.measures), id)
	}
	return nil
}

// digest is the hash and length of what r gives.
func digest(r io.Reader) (id string, n int64, err error) {
	h := sha256.New()
	n, err = io.Copy(h, r)
	return hex.EncodeToString(h.Sum(nil)), n, err
}
