package segment

// How sure a choice is: the margin to the best reading of the text that makes another one.
// Two paths that come to one state differ behind it only; the dearer is dropped there and
// kept as an alternative of the other. At the end each alternative of the best path is
// followed back to where the two part, and the choices in between get the difference in
// cost as their margin, if it is the smallest seen.

// An alternative is a path that came to the same state as another and cost more.
type alternative struct {
	margin float64 // how much more
	last   *choice // its last choice before the candidate at hand
	step   step    // what it did with that candidate
	index  int     // of the candidate
	winner *choice // the last choice of the path that was kept
	before *alternative
}

// certain is the margin of a choice to which no alternative was seen.
const certain = 8

// lose keeps l as an alternative of p, if it is the closest found with this candidate.
func (p *path) lose(l *path) {
	margin := l.cost - p.cost
	if p.other == nil || margin < p.other.margin {
		p.other = &alternative{margin: margin, last: l.last, step: l.step}
	}
}

// closer is alternative a of a path when another takes its place that is cheaper by gain.
func closer(a *alternative, gain float64) *alternative {
	if a == nil {
		return nil
	}
	b := *a
	b.margin -= gain
	return &b
}

// The longest way back that is compared, choices.
const maxCompared = 64

// compare lowers the margins of the choices of winner that other has not made. other
// has done s with candidate index, or nothing if that is below 0.
func compare(winner, other *choice, s step, index int, margin float64) {
	if winner != nil && winner.index == index {
		if s.taken && s.depth == winner.depth && s.move == winner.move && s.repaired == winner.repaired {
			// the two agree on it
		} else {
			winner.doubt(margin, s)
		}
		winner = winner.before
	}
	for n := 0; winner != other && winner != nil && n < maxCompared; n++ {
		switch {
		case other == nil || winner.index > other.index:
			winner.doubt(margin, step{})
			winner = winner.before
		case other.index > winner.index:
			other = other.before
		default:
			if other.depth != winner.depth || other.move != winner.move || other.repaired != winner.repaired {
				winner.doubt(margin, other.step)
			}
			winner, other = winner.before, other.before
		}
	}
}

// doubt notes a reading that does s with the candidate and costs margin more.
func (c *choice) doubt(margin float64, s step) {
	if margin < c.margin {
		c.margin, c.rival = margin, s
	}
}
