package pipeline

import (
	"github.com/gangmu/gangmu"
)

// A Status is the fate of a file in an import.
type Status string

// The fates of files.
const (
	StatusDone   Status = "done"   // read and in the library
	StatusSame   Status = "same"   // its bytes were in the library before
	StatusFailed Status = "failed" // could not be read, now or before
)

// An Event is what became of one file.
type Event struct {
	Path   string           `json:"path"`
	ID     string           `json:"id,omitempty"`
	Status Status           `json:"status"`
	Code   gangmu.ErrorCode `json:"code,omitempty"`
	Detail string           `json:"detail,omitempty"`
}

// A Report accounts for every file of an import: In = Done + Same + Failed.
type Report struct {
	Run    string `json:"run"` // name of the journal
	In     int    `json:"in"`
	Done   int    `json:"done"`
	Same   int    `json:"same"`
	Failed int    `json:"failed"`

	Plans    int `json:"plans"` // of the files done
	Measures int `json:"measures"`
	Findings int `json:"findings"`

	Failures []Event `json:"failures"`
}

func (r *Report) add(ev Event, res *gangmu.Result) {
	r.In++
	switch ev.Status {
	case StatusDone:
		r.Done++
	case StatusSame:
		r.Same++
	case StatusFailed:
		r.Failed++
		r.Failures = append(r.Failures, ev)
	}
	if res == nil {
		return
	}
	r.Plans += len(res.Plans)
	r.Findings += len(res.Findings)
	for _, p := range res.Plans {
		r.Measures += len(p.Measures)
	}
}
