package segment

import (
	"cmp"
	"context"
	"slices"
)

// The search reads the candidates in order and keeps the beamWidth cheapest states. A
// state is a stack of open lists, the innermost last, and what each family of schemes
// counted last. For each candidate it can
//
//	pass    it is no label
//	next    it is the next member of an open list, which closes the lists inside it
//	open    it opens a list under the last node
//	second  it opens another list under an earlier node
//	restart it starts the same scheme again under the same parent
//	plan    it is the first number of a new plan
//
// The number of states and of moves is bounded, so the time is linear in the number of
// candidates.

const (
	beamWidth = 80
	beamTwins = 3
	beamCost  = 10 // a path that costs so much more than the best is given up
	maxDepth  = 6
)

// openList is a list that can go on.
type openList struct {
	family            family
	atLine            bool  // the last member stands at the start of a line
	printed, repaired int16 // of the last member
	look              int16 // of the last member
}

// counter is what a family has counted.
type counter struct {
	last int16 // the last number printed
	prev int16 // where the list before the present one ended
}

// state is comparable: two paths that lead to one state are one, the cheaper. It has no
// padding, so that it is hashed as one piece of memory.
type state struct {
	stack [maxDepth]openList
	count [families]counter
	depth int32
}

type move int8

const (
	moveNext move = iota
	moveOpen
	moveSecond
	moveRestart
	movePlan
)

// A step is what a path does with one candidate.
type step struct {
	taken    bool // else the candidate is no label
	move     move
	depth    int8  // 0 is the top
	repaired int16 // the number that the search believes
	cost     float64
}

// A choice is a candidate that was taken for a label.
type choice struct {
	*candidate
	step
	index  int // of the candidate
	before *choice

	margin float64 // cost of the best reading that was not taken less that of this one
	rival  step    // what that reading does with the candidate
}

type path struct {
	cost  float64
	state state
	last  *choice
	alts  *alternative // readings that came to a state of this path and cost more
	step  step         // with the candidate at hand
	other *alternative // the one that was found with the candidate at hand
}

// search chooses the labels among cs. Titles make a new plan cheap at the next 1.
func search(ctx context.Context, v *view, cs []candidate, titles []title, cuts []int) ([]*choice, error) {
	var chosen []*choice
	for len(cs) > 0 || len(cuts) > 0 {
		n := len(cs)
		if len(cuts) > 0 {
			n, _ = slices.BinarySearchFunc(cs, cuts[0], func(c candidate, at int) int { return cmp.Compare(c.from, at) })
			cuts = cuts[1:]
		}
		part, err := searchPart(ctx, cs[:n], titleBefore(v, cs[:n], titles))
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, part...)
		cs = cs[n:]
	}
	return chosen, nil
}

// searchPart runs the search over one part of a bundle.
func searchPart(ctx context.Context, cs []candidate, titled map[int]*title) ([]*choice, error) {
	beam, next := []path{{}}, []path(nil)
	index := newStateIndex()
	room := &shortlist{stacks: map[stacked]int8{}}
	for i := range cs {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		c := &cs[i]
		index.clear()
		next = next[:0]
		add := func(p path) {
			k, ok := index.find(&p.state, next)
			if !ok {
				next = append(next, p)
				return
			}
			if p.cost < next[k].cost {
				p, next[k] = next[k], p
				next[k].other = closer(p.other, next[k].cost-p.cost)
			}
			next[k].lose(&p)
		}
		for k := range beam {
			p := &beam[k]
			pass := *p
			pass.cost += max(0, c.score*scorePassed)
			pass.step, pass.other = step{}, nil
			add(pass)
			p.expand(c, titled[c.from], add)
		}
		beam = keep(beam[:0], next, room)
		for k := range beam {
			beam[k].settle(c, i)
		}
	}
	return chosen(beam), nil
}

// settle makes the choice of the step that p has taken with c.
func (p *path) settle(c *candidate, i int) {
	if p.step.taken {
		p.last = &choice{candidate: c, step: p.step, index: i, before: p.last, margin: certain}
	}
	if p.other != nil {
		p.other.before = p.alts
		p.other.winner, p.other.index = p.last, i
		p.alts = p.other
		p.other = nil
	}
}

// A shortlist is room for keep.
type shortlist struct {
	order  []int32
	stacks map[stacked]int8
}

// stacked is what of a state decides how it can go on; the counters only price it.
type stacked struct {
	stack [maxDepth]openList
	depth int32
}

// keep appends the cheapest of next to beam: at most beamWidth, and of those with the same
// open lists at most beamTwins, so that many ways to have counted do not crowd out the
// readings that differ.
func keep(beam, next []path, room *shortlist) []path {
	room.order = room.order[:0]
	for k := range next {
		room.order = append(room.order, int32(k))
	}
	slices.SortFunc(room.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(next[a].cost, next[b].cost), cmp.Compare(a, b))
	})
	clear(room.stacks)
	for _, k := range room.order {
		p := &next[k]
		if len(beam) == beamWidth || len(beam) > 0 && p.cost > beam[0].cost+beamCost {
			break
		}
		twins := stacked{p.state.stack, p.state.depth}
		if n := room.stacks[twins]; n < beamTwins {
			room.stacks[twins] = n + 1
			beam = append(beam, *p)
		}
	}
	return beam
}

// chosen are the choices of the cheapest path, in order, with their margins.
func chosen(beam []path) []*choice {
	best := &beam[0]
	for k := range beam {
		if beam[k].cost < best.cost {
			best = &beam[k]
		}
	}
	for k := range beam {
		if p := &beam[k]; p != best {
			compare(best.last, p.last, step{}, -1, p.cost-best.cost)
		}
	}
	for a := best.alts; a != nil; a = a.before {
		compare(a.winner, a.last, a.step, a.index, a.margin)
	}
	var out []*choice
	for c := best.last; c != nil; c = c.before {
		out = append(out, c)
	}
	slices.Reverse(out)
	return out
}
