package pipeline

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
)

// A Survey is what an import would meet. Counts are exact; what is estimated comes from
// reading a sample, and says how large that is.
type Survey struct {
	Files      int            `json:"files"`
	Skipped    int            `json:"skipped"`
	Bytes      int64          `json:"bytes"`
	Kinds      map[string]int `json:"kinds"` // files by kind, see extract.Kind
	Unreadable []Event        `json:"unreadable"`

	Sampled int     `json:"sampled"`        // files that were read for what follows
	Pages   int     `json:"about_pages"`    // of formats that have pages
	NeedOCR int     `json:"about_need_ocr"` // files with pages that have no text
	Failing int     `json:"about_failing"`
	Seconds float64 `json:"about_seconds"`
}

// sampleOf is how many files of a kind a survey reads.
const sampleOf = 8

// Examine tells what Import would do, and changes nothing.
func Examine(ctx context.Context, paths []string, opts ImportOptions) (*Survey, error) {
	s := &Survey{Kinds: map[string]int{}}
	samples := map[string]*sample{}
	w := &walker{Selection: opts.Selection}
	w.visit = func(f find) error { return s.look(f, samples) }
	if err := w.walk(ctx, paths); err != nil {
		return s, err
	}
	s.Skipped = w.over
	for _, p := range samples {
		if err := s.read(ctx, p, opts); err != nil {
			return s, err
		}
	}
	return s, nil
}

// A sample is files of one kind: every so-manieth, so that they are from everywhere.
type sample struct {
	files int
	every int
	paths []string
}

func (p *sample) add(path string) {
	if path != "" && p.files%max(1, p.every) == 0 {
		if p.paths = append(p.paths, path); len(p.paths) == 2*sampleOf {
			for i := range sampleOf {
				p.paths[i] = p.paths[2*i]
			}
			p.paths, p.every = p.paths[:sampleOf], 2*max(1, p.every)
		}
	}
	p.files++
}

func (s *Survey) look(f find, samples map[string]*sample) error {
	s.Files++
	kind, size, err := f.kind()
	if err != nil {
		code := gangmu.ErrCorrupt
		errors.As(err, &code)
		s.Unreadable = append(s.Unreadable, Event{Path: f.name, Status: StatusFailed, Code: code, Detail: err.Error()})
		return nil
	}
	s.Bytes += size
	s.Kinds[kind]++
	if samples[kind] == nil {
		samples[kind] = &sample{}
	}
	path := f.path
	if f.inner != nil { // is counted, and judged by the others
		path = ""
	}
	samples[kind].add(path)
	return nil
}

// kind tells a file's kind by its bytes.
func (f *find) kind() (kind string, size int64, err error) {
	if f.problem != nil {
		return "", 0, f.problem
	}
	var r io.ReaderAt
	if f.inner != nil {
		r, size, err = f.inner.Open()
	} else {
		var file *os.File
		if file, err = os.Open(f.path); err == nil {
			defer file.Close()
			st, serr := file.Stat()
			if serr == nil {
				size = st.Size()
			}
			r, err = file, serr
		}
	}
	if err != nil {
		return "", 0, unreadable(err)
	}
	kind, err = extract.Kind(r, size)
	return kind, size, err
}

// read reads the files of a sample and reckons with all of its kind.
func (s *Survey) read(ctx context.Context, p *sample, opts ImportOptions) error {
	if len(p.paths) == 0 {
		return nil
	}
	pages, ocr, failing := 0, 0, 0
	begun := time.Now()
	for _, path := range p.paths {
		r, err := opts.Parser.Parse(ctx, filepath.Base(shownName(path)), path, opts.Parse)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			failing++
		default:
			pages += r.Pages
			if len(r.NeedsOCR) > 0 {
				ocr++
			}
		}
	}
	n := len(p.paths)
	all := func(part int) int { return (part*p.files + n/2) / n }
	s.Sampled += n
	s.Pages += all(pages)
	s.NeedOCR += all(ocr)
	s.Failing += all(failing)
	perFile := time.Since(begun).Seconds()/float64(n) + indexSeconds
	s.Seconds += perFile * float64(p.files) / float64(max(1, opts.Jobs))
	return nil
}

// indexSeconds is what storing and indexing add to the reading of a small document, as
// measured (bench/README.md).
const indexSeconds = 0.005
