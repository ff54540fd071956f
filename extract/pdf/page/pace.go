package page

import "time"

// A Pace gives a file with many pages more time, as its pages are read: what its size
// promised was for a small one.
type Pace struct {
	Extend func(time.Duration) // is told how much more; nil if nobody asks

	given time.Duration
}

// How much time a file gets for its pages. A step at a time, as each is a message between
// processes; files of one step get none.
const (
	paceStep  = 16               // pages
	pacePage  = time.Second      // for each of them; the usual page takes a hundredth
	paceLimit = 30 * time.Minute // for a file, whatever it holds
)

// Begin is called before page n, from 1, is read.
func (p *Pace) Begin(n int) {
	if p.Extend == nil || n <= 1 || (n-1)%paceStep != 0 {
		return
	}
	if more := min(paceStep*pacePage, paceLimit-p.given); more > 0 {
		p.given += more
		p.Extend(more)
	}
}
