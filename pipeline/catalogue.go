package pipeline

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/gangmu/gangmu/index"
)

// A catalogue is what an import knows of the library without asking the store for every
// file: which documents there are, and which stand under a path. It keeps the two true:
// a path has one document, the one that was seen there last.
type catalogue struct {
	store Store
	index index.Index
	pass  bool // further paths of a document are not recorded

	mu        sync.Mutex
	documents map[string]*Entry   // without what an import does not need
	paths     map[string][]string // IDs; several when a crash left it so
}

// newCatalogue reads the entries of the store. One that is damaged is as none: its file
// is read again.
func newCatalogue(ctx context.Context, s Store, x index.Index, pass bool) (*catalogue, error) {
	c := &catalogue{store: s, index: x, pass: pass, documents: map[string]*Entry{}, paths: map[string][]string{}}
	for e, err := range s.Entries(ctx) {
		switch {
		case errors.Is(err, ErrDamaged):
		case err != nil:
			return nil, err
		default:
			c.learn(e)
		}
	}
	return c, nil
}

func (c *catalogue) learn(e *Entry) {
	if old := c.documents[e.ID]; old != nil {
		for _, n := range old.Names {
			c.paths[n] = slices.DeleteFunc(c.paths[n], func(id string) bool { return id == e.ID })
		}
	}
	short := *e
	short.Names, short.Plans, short.Past = slices.Clone(e.Names), nil, nil
	c.documents[e.ID] = &short
	for _, n := range e.Names {
		c.paths[n] = append(c.paths[n], e.ID)
	}
}

// has reports whether a document is known, and whether another reading may give more of it:
// it could not be read, or pages wait for an engine.
func (c *catalogue) has(id string) (known, lacks bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.documents[id]
	return e != nil, e != nil && (e.Failed() || e.NeedsOCR > 0)
}

// stands reports whether a document is the one that is known under a path.
func (c *catalogue) stands(path, id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.paths[path]
	return len(at) == 1 && at[0] == id
}

// added records a document that has been committed under a path. It returns why it was
// new.
func (c *catalogue) added(ctx context.Context, e *Entry, path string) (Reason, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.learn(e)
	replaced, err := c.replace(ctx, path, e.ID)
	if replaced {
		return ReasonVersion, err
	}
	return ReasonNew, err
}

// met records that a document, known already, was met under a path. What it returns of the
// entry is what an Event tells of it.
func (c *catalogue) met(ctx context.Context, id, path string) (*Entry, Reason, error) {
	if c.stands(path, id) {
		return c.short(id), ReasonKnown, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	e, err := c.store.Entry(ctx, id)
	if err != nil {
		return nil, "", err
	}
	reason := ReasonKnown
	switch {
	case slices.Contains(e.Names, path):
	case c.newcomer(path):
		reason = c.move(e)
		if reason == ReasonNamed && c.pass {
			return e, ReasonPassed, nil
		}
		err = c.rename(ctx, e, path)
	default:
		reason = ReasonVersion
		err = c.rename(ctx, e, path)
	}
	if err == nil {
		_, err = c.replace(ctx, path, id)
	}
	return e, reason, err
}

func (c *catalogue) short(id string) *Entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.documents[id]
}

// newcomer reports whether no document stands under a path.
func (c *catalogue) newcomer(path string) bool { return len(c.paths[path]) == 0 }

// move takes the first name from e that nothing stands under any more.
func (c *catalogue) move(e *Entry) Reason {
	for i, n := range e.Names {
		if !within(n) && gone(n) {
			e.Names = slices.Delete(e.Names, i, i+1)
			e.Past = append(e.Past, Past{Path: n})
			return ReasonMoved
		}
	}
	return ReasonNamed
}

// rename gives e one more name. An old version that comes back is found again.
func (c *catalogue) rename(ctx context.Context, e *Entry, path string) error {
	if !e.Failed() && e.Old() {
		r, err := c.store.Result(ctx, e.ID)
		if err == nil {
			err = c.index.Put(ctx, r)
		}
		if err != nil {
			return err
		}
	}
	e.Names = append(e.Names, path)
	e.Past = slices.DeleteFunc(e.Past, func(p Past) bool { return p.Path == path })
	if err := c.store.PutEntry(ctx, e); err != nil {
		return err
	}
	c.learn(e)
	return nil
}

// replace makes a path that of one document alone. The others keep it as a past one.
func (c *catalogue) replace(ctx context.Context, path, by string) (replaced bool, err error) {
	for _, id := range slices.Clone(c.paths[path]) {
		if id == by {
			continue
		}
		e, err := c.store.Entry(ctx, id)
		if err != nil {
			return replaced, err
		}
		e.Names = slices.DeleteFunc(e.Names, func(n string) bool { return n == path })
		e.Past = append(e.Past, Past{path, by})
		if e.Old() {
			if err := c.index.Delete(ctx, id); err != nil {
				return replaced, err
			}
		}
		if err := c.store.PutEntry(ctx, e); err != nil {
			return replaced, err
		}
		c.learn(e)
		replaced = true
	}
	return replaced, nil
}
