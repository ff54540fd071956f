package pipeline

import (
	"encoding/json"
	"fmt"
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

func newJournal(dir string) (*journal, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	name := time.Now().UTC().Format("20060102T150405.000")
	f, err := os.OpenFile(filepath.Join(dir, name+".ndjson"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	return &journal{name, f}, nil
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
