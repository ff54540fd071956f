package pipeline

import (
	"context"
	"slices"

	"github.com/gangmu/gangmu"
)

// A Lapse is a file that is not in the library as it should be, with the reason.
type Lapse struct {
	ID       string           `json:"id,omitempty"` // empty if its bytes could not be read
	Paths    []string         `json:"paths"`
	Code     gangmu.ErrorCode `json:"code"`
	Detail   string           `json:"detail,omitempty"`
	Attempts int              `json:"attempts,omitempty"`
}

// Failures returns the files that could not be read: those that the library knows by
// their bytes, by name, then those whose bytes the last import could not get at.
func Failures(ctx context.Context, l *Library) ([]Lapse, error) {
	entries, err := List(ctx, l.Store)
	if err != nil {
		return nil, err
	}
	var out []Lapse
	for _, e := range entries {
		if e.Failed() && !e.Old() {
			out = append(out, Lapse{e.ID, e.Names, e.Code, e.Detail, e.Attempts})
		}
	}
	names, err := readDir(l.runs())
	if err != nil || len(names) == 0 {
		return out, err
	}
	last := slices.Max(names)
	_, err = ReadRun(l, last[:len(last)-len(journalSuffix)], func(ev Event) error {
		if ev.Status == StatusFailed && ev.ID == "" {
			out = append(out, Lapse{Paths: []string{ev.Path}, Code: ev.Code, Detail: ev.Detail})
		}
		return nil
	})
	return out, err
}
