package ppocr

import "testing"

// A bare 3 next to 2. has lost its point; next to ② it has lost its circle, and 4 with it.
func TestANumberAloneIsCircledNextToOneThatIs(t *testing.T) {
	weak := func(number int, sure bool) weakCircle { return weakCircle{number: number, sure: sure} }
	for name, c := range map[string]struct {
		found   []weakCircle
		circled []int
		want    int
	}{
		"alone":                {[]weakCircle{weak(3, false)}, nil, 0},
		"two that are weak":    {[]weakCircle{weak(3, false), weak(4, false)}, nil, 0},
		"next to a circled":    {[]weakCircle{weak(4, false), weak(3, false)}, []int{2}, 2},
		"next to one for sure": {[]weakCircle{weak(1, false), weak(2, true)}, nil, 2},
		"far from a circled":   {[]weakCircle{weak(5, false)}, []int{1}, 0},
	} {
		circled := map[int]bool{}
		for _, n := range c.circled {
			circled[n] = true
		}
		if got := believed(c.found, circled); len(got) != c.want {
			t.Errorf("%s: %d believed, want %d", name, len(got), c.want)
		}
	}
}
