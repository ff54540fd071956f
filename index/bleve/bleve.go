// Package bleve is the index embedded in the program: bleve's scorch in one folder.
//
// One bleve document is one measure. What is stored is enough to show a hit; whatever
// else is asked about a measure, the store answers.
package bleve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
)

// What a caller decides by when the index cannot be opened.
var (
	ErrLocked  = errors.New("index is in use by another process")
	ErrDamaged = errors.New("index is damaged") // rebuild it
	ErrVersion = errors.New("index is of another version")
)

// version changes with the mapping and the analyzer: an index of another version finds
// too little without a word.
const version = "1"

var versionKey = []byte("gangmu.version")

// An Index implements [index.Index].
type Index struct{ engine engine.Index }

var _ index.Index = (*Index)(nil)

// Open opens the index in dir, and makes it if there is none.
func Open(dir string) (*Index, error) {
	if _, err := os.Stat(filepath.Join(dir, "index_meta.json")); errors.Is(err, os.ErrNotExist) {
		return create(dir)
	}
	register()
	// Without a time limit a second process would wait for ever.
	x, err := engine.OpenUsing(dir, map[string]any{"bolt_timeout": "1s"})
	switch {
	case err == nil:
	case strings.Contains(err.Error(), "timeout"):
		return nil, fmt.Errorf("%w: %w", ErrLocked, err)
	default:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if v, err := x.GetInternal(versionKey); err != nil || string(v) != version {
		_ = x.Close()
		return nil, fmt.Errorf("%w: %q", ErrVersion, v)
	}
	return &Index{x}, nil
}

func create(dir string) (*Index, error) {
	m, err := newMapping()
	if err != nil {
		return nil, err
	}
	x, err := engine.NewUsing(dir, m, scorch.Name, scorch.Name, map[string]any{"bolt_timeout": "1s"})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := x.SetInternal(versionKey, []byte(version)); err != nil {
		_ = x.Close()
		return nil, err
	}
	return &Index{x}, nil
}

// Close implements [index.Index].
func (x *Index) Close() error { return x.engine.Close() }

// maxBatch is the number of measures after which a batch is written; one document more
// can pass it.
const maxBatch = 1000

// Put implements [index.Index].
func (x *Index) Put(ctx context.Context, docs ...*gangmu.Result) error {
	b := x.engine.NewBatch()
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := x.remove(ctx, b, d.ID); err != nil {
			return err
		}
		for _, r := range records(d) {
			if err := b.Index(r.id, r.fields); err != nil {
				return fmt.Errorf("index %s: %w", r.id, err)
			}
		}
		if b.Size() >= maxBatch {
			if err := x.engine.Batch(b); err != nil {
				return fmt.Errorf("write index: %w", err)
			}
			b.Reset()
		}
	}
	if err := x.engine.Batch(b); err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return nil
}

// Delete implements [index.Index].
func (x *Index) Delete(ctx context.Context, ids ...string) error {
	b := x.engine.NewBatch()
	for _, id := range ids {
		if err := x.remove(ctx, b, id); err != nil {
			return err
		}
	}
	if err := x.engine.Batch(b); err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return nil
}

// remove adds the deletion of a document's measures to b.
func (x *Index) remove(ctx context.Context, b *engine.Batch, id string) error {
	q := engine.NewTermQuery(id)
	q.SetField(fieldDoc)
	const page = 1000
	var after []string
	for {
		req := engine.NewSearchRequestOptions(q, page, 0, false)
		req.Score = "none"
		req.SortBy([]string{fieldOrder})
		req.SearchAfter = after
		res, err := x.engine.SearchInContext(ctx, req)
		if err != nil {
			return fmt.Errorf("find measures of %s: %w", id, err)
		}
		for _, h := range res.Hits {
			b.Delete(h.ID)
		}
		if len(res.Hits) < page {
			return nil
		}
		after = res.Hits[page-1].Sort
	}
}

// A record is a measure as it is indexed.
type record struct {
	id     string
	fields map[string]any
}

// records are the measures and leaf sections of a document.
func records(d *gangmu.Result) []record {
	var out []record
	seen := map[string]int{}
	for _, p := range d.Plans {
		p.Walk(func(n *gangmu.Node) bool {
			if n.Kind != gangmu.KindMeasure && len(n.Children) > 0 {
				return true
			}
			id := d.ID + "/" + p.ID + "/" + n.Path
			if seen[id]++; seen[id] > 1 {
				id = fmt.Sprintf("%s~%d", id, seen[id])
			}
			h := index.Hit{
				ID: id, Document: d.ID, Name: d.Name, Plan: p.ID, Title: p.Title, Bureau: p.Bureau, Year: p.Year,
				Path: n.Path, Label: n.Label, Heading: n.Heading, Text: n.OwnText, Page: n.Page, Boxes: n.Boxes,
			}
			stored, err := json.Marshal(h)
			if err != nil {
				return true // cannot be: strings and numbers
			}
			f := map[string]any{
				fieldWords: n.OwnText, fieldBigrams: n.OwnText, fieldHit: string(stored),
				fieldDoc: d.ID, fieldOrder: fmt.Sprintf("%s/%06d", d.ID, len(out)), fieldTitle: folded(p.Title),
			}
			if p.Bureau != "" {
				f[fieldBureau] = p.Bureau
			}
			if p.Issuer != "" {
				f[fieldIssuer] = p.Issuer
			}
			if p.Year != 0 {
				f[fieldYear] = fmt.Sprint(p.Year)
			}
			out = append(out, record{id, f})
			return true
		})
	}
	return out
}
