package segment

import "github.com/gangmu/gangmu"

// An entry is a node while its plan is built, with what the node does not tell.
type entry struct {
	node     *gangmu.Node
	choice   *choice
	end      int // of the node in the view
	lists    []int
	children []*entry
}

// buildTree makes nodes of the choices of a plan whose body ends at end. A choice that
// stands deeper than one below the last is put right below it.
func buildTree(v *view, choices []*choice, end int) []*entry {
	var top []*entry
	var topLists []int
	var stack []*entry
	for i, c := range choices {
		depth := min(int(c.depth), len(stack))
		for _, e := range stack[depth:] {
			e.end = c.from
		}
		stack = stack[:depth]
		e := &entry{choice: c, end: end, node: &gangmu.Node{
			Label: v.raw(c.from, c.to), LabelSpan: v.span(c.from, c.to), Scheme: schemes[c.scheme].name,
			OrdinalPrinted: c.ordinal, Level: depth + 1,
		}}
		siblings, lists := &top, &topLists
		if depth > 0 {
			siblings, lists = &stack[depth-1].children, &stack[depth-1].lists
		}
		list := 0
		if n := len(*lists); n > 0 {
			list = (*lists)[n-1]
			if c.move != moveNext && i > 0 {
				list++
			}
		}
		*siblings = append(*siblings, e)
		*lists = append(*lists, list)
		stack = append(stack, e)
	}
	settle(top, topLists, "", false)
	return top
}

// settle sets schemes, kinds, ordinals and paths, parents first.
func settle(es []*entry, lists []int, path string, inMeasure bool) {
	if len(es) == 0 {
		return
	}
	nodes := make([]*gangmu.Node, len(es))
	for i, e := range es {
		nodes[i] = e.node
	}
	outline := false // 1 is the top of 1.1
	for _, e := range es {
		for _, c := range e.children {
			outline = outline || e.node.Scheme == gangmu.Arabic && c.node.Scheme == gangmu.Decimal
		}
	}
	setOrdinals(nodes, lists, path)
	for _, e := range es {
		if outline && e.node.Scheme == gangmu.Arabic {
			e.node.Scheme = gangmu.Decimal
		}
		e.node.Kind = kindOf(e.choice.family, e.node.Scheme, inMeasure)
		settle(e.children, e.lists, e.node.Path, e.node.Kind == gangmu.KindMeasure)
		for _, c := range e.children {
			e.node.Children = append(e.node.Children, c.node)
		}
	}
}

// kindOf tells sections from measures by scheme: 章, 部分, 一、 and （一） divide a plan
// unless they stand under a measure; 1., （1）, ① and 条 are measures; of an outline in
// decimals, 1 and 1.1 divide and 1.1.1 is a measure.
func kindOf(f family, s gangmu.Scheme, inMeasure bool) gangmu.Kind {
	switch {
	case inMeasure:
		return gangmu.KindMeasure
	case s == gangmu.Decimal:
		if decimalDepth(f) <= 2 {
			return gangmu.KindSection
		}
		return gangmu.KindMeasure
	}
	switch f {
	case famChapter, famDivision, famPart, famHan, famHanParen:
		return gangmu.KindSection
	}
	return gangmu.KindMeasure
}
