package docx

// An indent (17.3.1.12) is in twentieths of a point, or in hundredths of a character,
// which win unless they are 0. Each is inherited on its own; nil is not set.
type indent struct {
	left, first           *int
	leftChars, firstChars *int
}

func (i *indent) read(s *scanner) {
	i.left = first(twentieths(s, "left"), twentieths(s, "start"))
	i.leftChars = first(intAttr(s, "leftChars"), intAttr(s, "startChars"))
	i.first = first(negative(twentieths(s, "hanging")), twentieths(s, "firstLine"))
	i.firstChars = first(negative(intAttr(s, "hangingChars")), intAttr(s, "firstLineChars"))
}

func (i *indent) inherit(from *indent) {
	i.left, i.leftChars = first(i.left, from.left), first(i.leftChars, from.leftChars)
	i.first, i.firstChars = first(i.first, from.first), first(i.firstChars, from.firstChars)
}

func first(a, b *int) *int {
	if a != nil {
		return a
	}
	return b
}

func twentieths(s *scanner, name string) *int {
	text := s.Attr(name)
	if text == "" {
		return nil
	}
	n := measure(text, 20)
	return &n
}

func negative(n *int) *int {
	if n == nil {
		return nil
	}
	m := -*n
	return &m
}

// points is a length in points, in a font of size points.
func points(twentieths, hundredths *int, size float64) float64 {
	switch {
	case hundredths != nil && *hundredths != 0:
		return float64(*hundredths) / 100 * size
	case twentieths != nil:
		return float64(*twentieths) / 20
	}
	return 0
}
