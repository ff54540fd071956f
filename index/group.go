package index

// A Group are the hits of one plan on a page.
type Group struct {
	Document, Plan, Name, Title string
	Hits                        []Hit
}

// Groups groups the hits of a page by plan, plans in the order of their first hit.
func (a *Answer) Groups() []Group {
	var out []Group
	at := map[string]int{}
	for _, h := range a.Hits {
		key := h.Document + "/" + h.Plan
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, Group{Document: h.Document, Plan: h.Plan, Name: h.Name, Title: h.Title})
		}
		out[i].Hits = append(out[i].Hits, h)
	}
	return out
}
