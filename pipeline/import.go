package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/pipeline/worker"
)

// ImportOptions say how to import. The zero value works.
type ImportOptions struct {
	Jobs        int          // files read at once; 0 is the number of processors
	Parser      Parser       // nil is InProcess
	Parse       ParseOptions // how files are read
	RetryFailed bool         // read files again that failed before

	// Progress, if not nil, is told of every file when its fate is known, one at a time.
	Progress func(Event)
}

// Import brings the files of paths into the library; folders are walked. What is there
// already is not read again, so that an import that was cut off is resumed by another
// one. A file that cannot be read is part of the report and no error. The report is
// valid, as far as it goes, when the error is that of ctx.
func Import(ctx context.Context, l *Library, paths []string, opts ImportOptions) (*Report, error) {
	if opts.Jobs <= 0 {
		opts.Jobs = runtime.NumCPU()
	}
	if opts.Parser == nil {
		opts.Parser = InProcess{}
	}
	idx, err := l.Index()
	if err != nil {
		return nil, err
	}
	j, err := newJournal(filepath.Join(l.Dir, "runs"))
	if err != nil {
		return nil, err
	}
	im := &importer{
		library: l, opts: opts, journal: j, report: &Report{Run: j.name},
		idle: make(chan struct{}), slots: make(chan struct{}, opts.Jobs), seen: map[string]*sighting{},
		commits: &committer{store: l.Store, index: idx, requests: make(chan commit)},
	}
	err = im.run(ctx, paths)
	slices.SortFunc(im.report.Failures, func(a, b Event) int { return cmp.Compare(a.Path, b.Path) })
	if jerr := j.end(im.report, err); err == nil {
		err = jerr
	}
	return im.report, err
}

// waiting is how many results may wait for the index while others are read.
const waiting = 16

type importer struct {
	library *Library
	opts    ImportOptions
	journal *journal
	commits *committer
	slots   chan struct{} // held while a file is read

	mu     sync.Mutex
	report *Report
	seen   map[string]*sighting // by ID
	failed error                // what stopped the import
	stop   context.CancelFunc
	open   int  // files submitted and not yet settled
	walked bool // no more files will come
	idle   chan struct{}

	names sync.Mutex // held while an entry learns a name
}

// A sighting is a document met in this run, and the paths it was met under while it was
// being read.
type sighting struct {
	settled bool
	entry   *Entry
	also    []string
}

func (im *importer) run(ctx context.Context, paths []string) error {
	work, cancel := context.WithCancel(ctx)
	defer cancel()
	im.stop = cancel
	queue := NewLocal(2 * im.opts.Jobs)
	var group sync.WaitGroup
	group.Go(func() { im.commits.run(work) })
	group.Go(func() { _ = queue.Work(work, im.opts.Jobs+waiting, im.process) })

	err := walk(work, paths, func(f find) error {
		if err := work.Err(); err != nil {
			return err
		}
		return im.meet(work, queue, f)
	})
	if err == nil {
		im.count(0, true)
		select {
		case <-im.idle:
		case <-work.Done():
		}
	}
	cancel()
	group.Wait()
	switch {
	case im.failed != nil:
		return im.failed
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return err
}

// count adds n to the open files and closes idle when there will be none any more.
func (im *importer) count(n int, walked bool) {
	im.mu.Lock()
	defer im.mu.Unlock()
	im.open += n
	im.walked = im.walked || walked
	if im.walked && im.open == 0 {
		close(im.idle)
	}
}

// meet decides about one file: it is the same as one that is there, or it is submitted.
func (im *importer) meet(ctx context.Context, queue Queue, f find) (err error) {
	path := f.path
	j := Job{Path: path}
	switch {
	case f.problem != nil:
		err = f.problem
	case f.inner != nil:
		j, err = im.takeOut(f)
	default:
		j.ID, err = hashFile(path)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	code := gangmu.ErrCorrupt
	if !errors.As(err, &code) && f.inner != nil && err != nil {
		return err // of storage, not of the file
	}
	if err != nil {
		im.settle(path, nil, &Entry{Code: code, Detail: err.Error()}, StatusFailed)
		return nil
	}
	submitted := false
	defer func() {
		if !submitted {
			j.discard()
		}
	}()
	id := j.ID
	im.mu.Lock()
	s := im.seen[id]
	if s != nil && !s.settled {
		s.also = append(s.also, path)
		im.mu.Unlock()
		return nil
	}
	known := s != nil
	if !known {
		s = &sighting{}
		im.seen[id] = s
	}
	im.mu.Unlock()
	if known {
		return im.again(ctx, path, s.entry)
	}
	old, err := im.library.Store.Entry(ctx, id)
	switch {
	case err == nil && !(old.Failed() && im.opts.RetryFailed):
		im.mu.Lock()
		s.settled, s.entry = true, old
		im.mu.Unlock()
		return im.again(ctx, path, old)
	case err != nil && !errors.Is(err, ErrNotFound):
		return err
	}
	im.count(1, false)
	submitted = true
	return queue.Submit(ctx, j)
}

// takeOut copies a file out of its archive into the library.
func (im *importer) takeOut(f find) (Job, error) {
	j := Job{Path: f.path}
	r, size, err := f.inner.Open()
	if err != nil {
		return j, err
	}
	if j.ID, err = extract.ID(r, size); err != nil {
		return j, err
	}
	if err := os.MkdirAll(im.library.tmp(), 0o755); err != nil {
		return j, err
	}
	tmp, err := os.CreateTemp(im.library.tmp(), "inner-*")
	if err != nil {
		return j, err
	}
	j.Copy = tmp.Name()
	_, err = io.Copy(tmp, io.NewSectionReader(r, 0, size))
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		j.discard()
	}
	return j, err
}

// again settles a path whose document is in the library: the entry learns the name.
func (im *importer) again(ctx context.Context, path string, e *Entry) error {
	if err := im.name(ctx, path, e); err != nil {
		return err
	}
	status := StatusSame
	if e.Failed() {
		status = StatusFailed
	}
	im.settle(path, nil, e, status)
	return nil
}

// name adds a path to an entry's names.
func (im *importer) name(ctx context.Context, path string, e *Entry) error {
	im.names.Lock()
	defer im.names.Unlock()
	if slices.Contains(e.Names, path) {
		return nil
	}
	e.Names = append(e.Names, path)
	return im.library.Store.PutEntry(ctx, e)
}

// process is what workers do with a job. When the reading process died, the queue tries
// again. Every other error is one of storage, so that no other file will fare better: it
// stops the import.
func (im *importer) process(ctx context.Context, j Job) error {
	err := im.importOne(ctx, j)
	if errors.Is(err, worker.ErrDied) && ctx.Err() == nil {
		return err
	}
	j.discard()
	im.count(-1, false)
	if err == nil || ctx.Err() != nil {
		return err
	}
	im.mu.Lock()
	if im.failed == nil {
		im.failed = err
	}
	im.mu.Unlock()
	im.stop()
	return Permanent(err)
}

// importOne reads one file, commits what it says, and settles all paths it was met under.
func (im *importer) importOne(ctx context.Context, j Job) error {
	e, r, err := im.read(ctx, j)
	if err != nil {
		return err
	}
	if err := im.commits.commit(ctx, e, r); err != nil {
		return err
	}
	status := StatusDone
	if e.Failed() {
		status = StatusFailed
	}
	im.mu.Lock()
	s := im.seen[j.ID]
	s.settled, s.entry = true, e
	also := s.also
	im.mu.Unlock()
	im.settle(j.Path, r, e, status)
	for _, path := range also {
		if err := im.again(ctx, path, e); err != nil {
			return err
		}
	}
	return nil
}

// read copies a file into the library and reads the copy: what is stored is what was
// read, whatever becomes of the file meanwhile.
func (im *importer) read(ctx context.Context, j Job) (*Entry, *gangmu.Result, error) {
	select {
	case im.slots <- struct{}{}:
		defer func() { <-im.slots }()
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	e := &Entry{ID: j.ID, Names: []string{j.Path}, Imported: time.Now().UTC().Truncate(time.Second)}
	if old, err := im.library.Store.Entry(ctx, j.ID); err == nil { // it failed before
		e.Names = old.Names
		if !slices.Contains(e.Names, j.Path) {
			e.Names = append(e.Names, j.Path)
		}
	}
	if j.Attempt > 1 {
		e.Attempts = j.Attempt
	}
	fail := func(code gangmu.ErrorCode, err error) (*Entry, *gangmu.Result, error) {
		e.Code, e.Detail = code, err.Error()
		return e, nil, nil
	}
	in, err := os.Open(cmp.Or(j.Copy, j.Path))
	if err != nil {
		return fail(gangmu.ErrCorrupt, err)
	}
	defer in.Close()
	if st, err := in.Stat(); err == nil && st.Size() > extract.MaxBytes {
		e.Bytes = st.Size()
		return fail(gangmu.ErrTooLarge, fmt.Errorf("%d bytes", st.Size()))
	}
	if err := os.MkdirAll(im.library.tmp(), 0o755); err != nil {
		return nil, nil, err
	}
	tmp, err := os.CreateTemp(im.library.tmp(), "source-*")
	if err != nil {
		return nil, nil, err
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	if e.Bytes, err = io.Copy(tmp, in); err != nil {
		return nil, nil, err
	}
	if id, err := extract.ID(tmp, e.Bytes); err != nil || id != j.ID {
		return fail(gangmu.ErrCorrupt, errors.New("file changed while it was read"))
	}
	if err := im.library.Store.PutSource(ctx, j.ID, io.NewSectionReader(tmp, 0, e.Bytes)); err != nil {
		return nil, nil, err
	}
	r, err := im.opts.Parser.Parse(ctx, filepath.Base(e.Names[0]), tmp.Name(), im.opts.Parse)
	var code gangmu.ErrorCode
	switch {
	case err == nil && r.ID != j.ID:
		return fail(gangmu.ErrCorrupt, fmt.Errorf("read as document %s", r.ID))
	case err == nil && r.Text == "" && len(r.NeedsOCR) > 0:
		return fail(gangmu.ErrNeedsOCR, errors.New("no page has text"))
	case err == nil:
		e.describe(r)
		return e, r, nil
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case errors.Is(err, worker.ErrStart), errors.Is(err, worker.ErrDied) && j.Attempt < MaxAttempts:
		return nil, nil, err
	case !errors.As(err, &code):
		code = gangmu.ErrCorrupt
	}
	return fail(code, err)
}

// settle writes the fate of a path down.
func (im *importer) settle(path string, r *gangmu.Result, e *Entry, status Status) {
	im.mu.Lock()
	defer im.mu.Unlock()
	ev := Event{Path: path, ID: e.ID, Status: status, Code: e.Code, Detail: e.Detail}
	im.report.add(ev, r)
	if err := im.journal.write(ev); err != nil && im.failed == nil {
		im.failed = err
		im.stop()
	}
	if im.opts.Progress != nil {
		im.opts.Progress(ev)
	}
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return "", err
	}
	return extract.ID(f, st.Size())
}
