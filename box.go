package gangmu

// A Box is a rectangle on a page: left, top, right, bottom, in points, with the
// origin at the top left corner of the page as it is shown (after rotation).
type Box [4]float64

// Union is the smallest box that holds b and c. The zero Box holds nothing.
func (b Box) Union(c Box) Box {
	switch {
	case b == Box{}:
		return c
	case c == Box{}:
		return b
	}
	return Box{min(b[0], c[0]), min(b[1], c[1]), max(b[2], c[2]), max(b[3], c[3])}
}

// A Region is a place on a page.
type Region struct {
	Page int `json:"page"`
	Box  Box `json:"box"`
}
