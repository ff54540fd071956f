package pipeline

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Run is what one import did, as its journal tells.
type Run struct {
	Name    string    `json:"run"`
	Began   time.Time `json:"began"`
	Report  *Report   `json:"report"`            // nil of a run that was cut off
	Stopped string    `json:"stopped,omitempty"` // why it ended early
	Events  int       `json:"events"`            // files it tells of
}

// ErrNoRun says that there was no such import.
var ErrNoRun = errors.New("no such run")

// Runs returns what the imports of a library did, the last one first.
func Runs(l *Library) ([]*Run, error) {
	names, err := readDir(l.runs())
	if err != nil {
		return nil, err
	}
	var out []*Run
	for _, n := range slices.Backward(names) {
		name, ok := strings.CutSuffix(n, journalSuffix)
		if !ok {
			continue
		}
		r, err := ReadRun(l, name, nil)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// ReadRun reads one run and calls visit, if not nil, for the fate of every file. A last
// line that a crash cut off is passed over. The error wraps ErrNoRun if there is none of
// this name.
func ReadRun(l *Library, name string, visit func(Event) error) (*Run, error) {
	began, err := time.Parse(runLayout, name)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrNoRun, name)
	}
	f, err := os.Open(filepath.Join(l.runs(), name+journalSuffix))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%w: %q", ErrNoRun, name)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := &Run{Name: name, Began: began}
	for line, err := range lines(f) {
		if err != nil {
			return nil, err
		}
		var entry struct {
			Event
			Report  *Report `json:"report"`
			Stopped string  `json:"stopped"`
		}
		if json.Unmarshal(line, &entry) != nil {
			continue
		}
		if entry.Report != nil {
			r.Report, r.Stopped = entry.Report, entry.Stopped
			continue
		}
		r.Events++
		if visit == nil {
			continue
		}
		if err := visit(entry.Event); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// lines gives the lines of r, of any length.
func lines(r io.Reader) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		b := bufio.NewReader(r)
		for {
			line, err := b.ReadBytes('\n')
			if len(line) > 0 && !yield(line, nil) || err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}
