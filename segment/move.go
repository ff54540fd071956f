package segment

// expand adds every way to take c as a label.
func (p *path) expand(c *candidate, t *title, add func(path)) {
	for d := 0; d < int(p.state.depth); d++ {
		if p.state.stack[d].family == c.family {
			p.sibling(c, d, t, add)
		}
	}
	from := max(1, int(p.state.depth)-3)
	if p.state.depth == 0 {
		from = 0
	}
	for d := from; d <= int(p.state.depth) && d < maxDepth; d++ {
		p.child(c, d, t, add)
	}
	if t != nil && p.state.depth > 0 && p.last.from < t.start {
		cost := costPlan
		if c.ordinal != 1 {
			cost = costPlanNotOne
		}
		if t.promised {
			cost += gainPromised
		}
		fresh := path{cost: p.cost, last: p.last, alts: p.alts}
		add(fresh.take(c, 0, c.ordinal, movePlan, cost))
	}
}

// sibling adds c as the next member of the open list at depth d.
func (p *path) sibling(c *candidate, d int, t *title, add func(path)) {
	l := p.state.stack[d]
	o := int16(c.ordinal)
	before := p.state.count[c.family]
	move, cost := moveNext, 0.0
	again := l.printed
	switch {
	case o == l.printed+1:
		cost = gainSecond
		if l.printed > 1 {
			cost = gainThird
		}
	case o == l.repaired+1:
		cost = costNextRepaired
	case o == 1 && l.printed != 1:
		move, cost = moveRestart, restartCost(c, d, t)
	case before.prev > 0 && o == before.prev+1:
		cost = costSlip
	case o > l.printed+1:
		cost = costGap + min(costGapMost, costGapEach*float64(o-l.printed-1))
	case o == again && l.repaired > l.printed:
		cost = costRepeatAgain
	case o == again:
		cost = costRepeat
	default:
		cost = costBackwards
	}
	if c.look != 0 {
		cost += siblingCost(c.looks.at(l.look), c.looks.at(c.look))
	}
	if l.atLine != c.atLine {
		cost += costPlacement
		if move == moveRestart {
			cost += 2 * costPlacement
		}
	}
	if depth := decimalDepth(c.family); depth > 0 {
		cost += p.decimalCost(c, d, depth)
	}
	repaired := int(l.repaired) + 1
	if move == moveRestart || o == l.printed+1 && l.printed == l.repaired {
		repaired = c.ordinal
	}
	add(p.take(c, d, repaired, move, cost))
}

// restartCost is what it costs that c starts the list at depth d again.
func restartCost(c *candidate, d int, t *title) float64 {
	switch {
	case t != nil && t.strength > 0:
		return costRestartTitle + costNoPlanEach*float64(t.strength)
	case d == 0 && c.lead != leadAnnounced:
		return costRestartTop
	case c.lead == leadAnnounced:
		return costRestartLead + float64(btoi(d == 0))*costRestartTop/2
	case t != nil:
		return costRestartTitle
	case c.lead == leadBreak:
		return costRestartBreak
	}
	return costRestart
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// child adds c as the first member of a list at depth d: under the last node if d is the
// depth of the stack, else under an earlier one.
func (p *path) child(c *candidate, d int, t *title, add func(path)) {
	second := d < int(p.state.depth)
	if second && p.state.stack[d].family == c.family {
		return
	}
	same := false
	for _, l := range p.state.stack[:d] {
		same = same || l.family == c.family
	}
	if same && c.ordinal != 1 {
		return
	}
	last := p.state.count[c.family].last
	cost := 0.0
	switch {
	case c.ordinal == 1:
	case last > 0 && c.ordinal == int(last)+1:
		cost = costContinue
	case last > 0 && c.ordinal > int(last): // goes on, with numbers missing
		cost = costContinue + min(costGapMost, costGap+costGapEach*float64(c.ordinal-int(last)-1))
	default:
		cost = costNotOne + costNotOneEach*float64(c.ordinal-1)
	}
	move := moveOpen
	switch {
	case same && c.lead == leadOwn && !second:
		cost += costSameOwn
	case same:
		cost += costSameScheme
	}
	if second {
		move = moveSecond
		cost += costSecondList
		if c.lead == leadAnnounced {
			cost += costSecondLead - costSecondList
		}
		for _, l := range p.state.stack[d:p.state.depth] {
			if l.family == c.family {
				cost += costSecondOver
			}
		}
	}
	if t != nil && d > 0 {
		cost += costNoPlan + costNoPlanEach*float64(t.strength)
	}
	rank := schemes[c.family].rank
	if d > 0 {
		if c.look != 0 {
			cost += childCost(c.looks.at(p.state.stack[d-1].look), c.looks.at(c.look))
		}
		parent := schemes[p.state.stack[d-1].family].rank
		switch {
		case decimalDepth(p.state.stack[d-1].family) > 0: // （1） under 1.1 and 1.1.1
		case rank <= parent && p.state.stack[d-1].family != c.family:
			cost += costInversion
		case rank > parent+1:
			cost += costSkippedRank
		}
	} else if c.family == famParen || c.family == famCircled {
		cost += costDeepAtTop
	}
	if depth := decimalDepth(c.family); depth > 0 {
		cost += p.decimalCost(c, d, depth)
	}
	add(p.take(c, d, c.ordinal, move, cost))
}

// decimalCost compares the numbers before the last of a decimal label with the nodes
// above depth d.
func (p *path) decimalCost(c *candidate, d, depth int) float64 {
	if d < depth-1 {
		return 0 // the numbers above are not labels here
	}
	for k := 1; k < depth; k++ {
		if p.state.stack[d-k].printed != c.prefix[depth-1-k] {
			return costDecimal
		}
	}
	return gainDecimal
}

// take returns p with c taken at depth d.
func (p *path) take(c *candidate, d, repaired int, m move, cost float64) path {
	n := path{cost: p.cost - c.score*scoreTaken + cost, state: p.state}
	n.state.depth = int32(d) + 1
	n.state.stack[d] = openList{c.family, c.atLine, int16(c.ordinal), int16(repaired), c.look}
	for k := d + 1; k < maxDepth; k++ {
		n.state.stack[k] = openList{}
	}
	count := &n.state.count[c.family]
	if m != moveNext && c.ordinal == 1 {
		count.prev = count.last
	}
	count.last = int16(c.ordinal)
	n.last, n.alts = p.last, p.alts
	n.step = step{taken: true, move: m, depth: int8(d), repaired: int16(repaired), cost: cost}
	return n
}

// maxTitleGap is how far behind a title its plan's first number may stand, code points.
const maxTitleGap = 2500

// titleBefore maps the candidates that may be the first number of a plan, by their
// offset, to the plan's title: those behind a title and before the next, up to and with
// the first one that looks like a label and counts 1.
func titleBefore(v *view, cs []candidate, titles []title) map[int]*title {
	titled := map[int]*title{}
	k := 0
	for i := range titles {
		t := &titles[i]
		limit := t.to + maxTitleGap
		if i+1 < len(titles) {
			limit = min(limit, titles[i+1].from)
		}
		for k < len(cs) && cs[k].from < t.to {
			k++
		}
		for j := k; j < len(cs) && cs[j].from < limit; j++ {
			if cs[j].ordinal == 1 {
				titled[cs[j].from] = t
				if cs[j].score > 1.5 {
					break
				}
			}
		}
	}
	return titled
}
