package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A journal is what an import did, one JSON object a line: an Event a file, and the
// Report at the end. A journal without a report is of a run that was cut off.
type journal struct {
	name string
	file *os.File
}

// A run is named by the time it began, UTC.
const (
	runLayout     = "20060102T150405.000"
	journalSuffix = ".ndjson"
)

func newJournal(dir string) (*journal, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	for {
		name := time.Now().UTC().Format(runLayout)
		f, err := os.OpenFile(filepath.Join(dir, name+journalSuffix), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		switch {
		case err == nil:
			return &journal{name, f}, nil
		case !errors.Is(err, fs.ErrExist):
			return nil, fmt.Errorf("journal: %w", err)
		}
		time.Sleep(time.Millisecond) // another run began in this one
	}
}

func (j *journal) write(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if _, err := j.file.Write(append(b, '\n')); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

// end writes the report and why the import stopped early, if it did.
func (j *journal) end(r *Report, stopped error) error {
	last := struct {
		Report  *Report `json:"report"`
		Stopped string  `json:"stopped,omitempty"`
	}{Report: r}
	if stopped != nil {
		last.Stopped = stopped.Error()
	}
	err := j.write(last)
	if serr := j.file.Sync(); err == nil {
		err = serr
	}
	if cerr := j.file.Close(); err == nil {
		err = cerr
	}
	return err
}
