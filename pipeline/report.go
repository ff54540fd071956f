package pipeline

import "github.com/gangmu/gangmu"

// A Status is the fate of a file in an import.
type Status string

// The fates of files.
const (
	StatusDone   Status = "done"   // read and in the library
	StatusReview Status = "review" // as done, and a person should look at it
	StatusSame   Status = "same"   // its bytes were in the library before
	StatusFailed Status = "failed" // could not be read, now or before
)

// A Reason says more of a fate that is no failure; docs/reasons.md lists them all.
type Reason string

// The reasons.
const (
	ReasonNew     Reason = "new"         // never seen before
	ReasonVersion Reason = "new_version" // other bytes stood under its path; they are kept and marked
	ReasonKnown   Reason = "known"       // the same bytes under the same path
	ReasonNamed   Reason = "also_named"  // the same bytes under one more path
	ReasonMoved   Reason = "moved"       // the same bytes, and nothing under their path of before
	ReasonPassed  Reason = "duplicate"   // the same bytes under one more path, which was not recorded
)

// An Event is what became of one file.
type Event struct {
	Path     string           `json:"path"`
	ID       string           `json:"id,omitempty"`
	Status   Status           `json:"status"`
	Reason   Reason           `json:"reason,omitempty"`
	Code     gangmu.ErrorCode `json:"code,omitempty"` // why it failed
	Detail   string           `json:"detail,omitempty"`
	Attempts int              `json:"attempts,omitempty"` // times it was tried, when more than once
	Bytes    int64            `json:"bytes,omitempty"`
	Pages    int              `json:"pages,omitempty"`
}

// A Report accounts for every file of an import: In = Done + Review + Same + Failed.
type Report struct {
	Run     string `json:"run"` // name of the journal
	In      int    `json:"in"`
	Done    int    `json:"done"`
	Review  int    `json:"review"`
	Same    int    `json:"same"`
	Failed  int    `json:"failed"`
	Skipped int    `json:"skipped"` // passed over by choice; not in In

	Versions int   `json:"versions"` // of the files done or the same: new versions of a path
	Moved    int   `json:"moved"`    // of the files that are the same
	Plans    int   `json:"plans"`    // of the files read
	Measures int   `json:"measures"`
	Findings int   `json:"findings"`
	Pages    int   `json:"pages"`
	NeedOCR  int   `json:"need_ocr"` // pages without usable text
	Bytes    int64 `json:"bytes"`

	Copies   int    `json:"copies,omitempty"`   // searchable copies written
	Replaced int    `json:"replaced,omitempty"` // of these, such as took the place of an older copy
	Uncopied []Copy `json:"uncopied,omitempty"` // searchable copies that could not be written

	Reviews  []Event `json:"reviews"`
	Failures []Event `json:"failures"`
}

func (r *Report) add(ev Event, res *gangmu.Result) {
	r.In++
	r.Bytes += ev.Bytes
	switch ev.Status {
	case StatusDone:
		r.Done++
	case StatusReview:
		r.Review++
		r.Reviews = append(r.Reviews, ev)
	case StatusSame:
		r.Same++
	case StatusFailed:
		r.Failed++
		r.Failures = append(r.Failures, ev)
	}
	switch ev.Reason {
	case ReasonVersion:
		r.Versions++
	case ReasonMoved:
		r.Moved++
	}
	if res == nil {
		return
	}
	r.Plans += len(res.Plans)
	r.Findings += len(res.Findings)
	r.Pages += res.Pages
	r.NeedOCR += len(res.NeedsOCR)
	for _, p := range res.Plans {
		r.Measures += len(p.Measures)
	}
}
