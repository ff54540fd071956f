package pipeline

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline/worker"
)

// ImportOptions say how to import. The zero value works.
type ImportOptions struct {
	Selection                  // which files of folders and archives
	Jobs          int          // files read at once; 0 is the number of processors
	Parser        Parser       // nil is InProcess
	Parse         ParseOptions // how files are read
	RetryFailed   bool         // read files again that failed before
	SkipDuplicate bool         // further paths of a document are not recorded
	Searchable    string       // folder for searchable copies of files with recognised pages; empty is none
	Rehash        bool         // read every file to tell whether it changed, see stamp

	// Progress, if not nil, is told of every file when its fate is known, and Begin of
	// every file that begins to be read. They are called one at a time.
	Progress func(Event)
	Begin    func(path string)
}

// Import brings the files of paths into the library; folders are walked. What is there
// already is not read again, so that an import that was cut off is resumed by another
// one. A file that cannot be read is part of the report and no error. The report is
// valid, as far as it goes, when there is an error: that of ctx, of storage, a
// *SpaceError, or worker.ErrStart.
func Import(ctx context.Context, l *Library, paths []string, opts ImportOptions) (*Report, error) {
	if opts.Jobs <= 0 {
		opts.Jobs = runtime.NumCPU()
	}
	if opts.Parser == nil {
		opts.Parser = InProcess{}
	}
	if err := l.room(0); err != nil {
		return nil, err
	}
	idx, err := l.readyIndex(ctx)
	if err != nil {
		return nil, err
	}
	known, err := newCatalogue(ctx, l.Store, idx, opts.SkipDuplicate)
	if err != nil {
		return nil, err
	}
	j, err := newJournal(l.runs())
	if err != nil {
		return nil, err
	}
	im := &importer{
		library: l, opts: opts, journal: j, report: &Report{Run: j.name}, known: known,
		idle: make(chan struct{}), slots: make(chan struct{}, opts.Jobs), seen: map[string]*sighting{}, read: map[string]bool{},
		commits: &committer{store: l.Store, index: idx, requests: make(chan commit)}, stamps: readStamps(filepath.Join(l.Dir, "stamps"), l.tmp()),
	}
	if im.copies, err = newCopies(l, paths, opts); err != nil {
		return nil, errors.Join(err, j.end(im.report, err))
	}
	err = im.run(ctx, paths)
	_ = im.stamps.write(known.stands) // without it files are read again, no more
	byPath := func(a, b Event) int { return cmp.Compare(a.Path, b.Path) }
	slices.SortFunc(im.report.Failures, byPath)
	slices.SortFunc(im.report.Reviews, byPath)
	slices.SortFunc(im.report.Uncopied, func(a, b Copy) int { return cmp.Compare(a.Path, b.Path) })
	if jerr := j.end(im.report, err); err == nil {
		err = jerr
	}
	return im.report, err
}

// waiting is how many results may wait for the index while others are read, and large
// the bytes of text from which on a result waits in the place of a file being read: few
// large ones are in memory at once.
const (
	waiting = maxGroup
	large   = 1 << 20
)

type importer struct {
	library *Library
	opts    ImportOptions
	journal *journal
	commits *committer
	known   *catalogue
	stamps  *stamps       // of the walk alone
	slots   chan struct{} // held while a file is read
	copies  *copies       // nil if none are wanted
	copying sync.WaitGroup

	mu     sync.Mutex
	report *Report
	seen   map[string]*sighting // by ID, while it is being read
	read   map[string]bool      // IDs that were read in this run
	failed error                // what stopped the import
	stop   context.CancelFunc
	open   int  // files submitted and not yet settled
	walked bool // no more files will come
	idle   chan struct{}
}

// result is nil for a file that could not be read.
func (p *Parsed) result() *gangmu.Result {
	if p == nil {
		return nil
	}
	return p.Result
}

// A sighting is a document that is being read in this run, and the paths it was met under
// meanwhile.
type sighting struct{ also []string }

func isLarge(r *Parsed) bool { return r != nil && len(r.Text) >= large }

func (im *importer) run(ctx context.Context, paths []string) error {
	work, cancel := context.WithCancel(ctx)
	defer cancel()
	im.stop = cancel
	queue := NewLocal(2 * im.opts.Jobs)
	var group sync.WaitGroup
	group.Go(func() { im.commits.run(work) })
	group.Go(func() { _ = queue.Work(work, im.opts.Jobs+waiting, im.process) })

	w := &walker{Selection: im.opts.Selection, visit: func(f find) error {
		if err := work.Err(); err != nil {
			return err
		}
		return im.meet(work, queue, f)
	}}
	if !im.opts.Rehash {
		w.recognise = func(name string, st fs.FileInfo) (string, bool) {
			id, ok := im.stamps.recognise(name, st)
			return id, ok && im.known.stands(name, id)
		}
	}
	err := w.walk(work, paths)
	im.mu.Lock()
	im.report.Skipped = w.over
	im.mu.Unlock()
	if err == nil {
		im.count(0, true)
		select {
		case <-im.idle:
		case <-work.Done():
		}
	}
	im.copying.Wait()
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
	e, r, err := im.readFile(ctx, j)
	if err != nil {
		return err
	}
	if e.Failed() || isLarge(r) { // there is no result, or it is durable already
		err = im.commits.commit(ctx, e, nil)
	} else {
		err = im.commits.commit(ctx, e, r)
	}
	if err != nil {
		return err
	}
	reason, err := im.known.added(ctx, e, j.Path)
	if err != nil {
		return err
	}
	status := StatusDone
	switch {
	case e.Failed():
		status = StatusFailed
	case e.Review:
		status = StatusReview
	}
	im.mu.Lock()
	s := im.seen[j.ID]
	also := s.also
	delete(im.seen, j.ID)
	im.read[j.ID] = true
	im.mu.Unlock()
	im.copy(ctx, r.result(), j.Path, true)
	im.settle(j.Path, r.result(), e, status, reason)
	for _, path := range also {
		if err := im.again(ctx, path, j.ID); err != nil {
			return err
		}
	}
	return nil
}

// settle writes the fate of a path down.
func (im *importer) settle(path string, r *gangmu.Result, e *Entry, status Status, reason Reason) {
	im.mu.Lock()
	defer im.mu.Unlock()
	ev := Event{Path: path, ID: e.ID, Status: status, Reason: reason, Code: e.Code, Detail: e.Detail, Attempts: e.Attempts, Bytes: e.Bytes, Pages: e.Pages}
	if e.Failed() {
		ev.Reason = ""
	}
	im.report.add(ev, r)
	if err := im.journal.write(ev); err != nil && im.failed == nil {
		im.failed = err
		im.stop()
	}
	if im.opts.Progress != nil {
		im.opts.Progress(ev)
	}
}

func (l *Library) runs() string { return filepath.Join(l.Dir, "runs") }
