package segment

import "hash/maphash"

// A stateIndex finds the path of a state among the paths of one step: an open-addressed
// table of places, which takes a fraction of the memory and time that a map of whole states
// does.
type stateIndex struct {
	seed   maphash.Seed
	places []int32 // of a path, counted from 1; 0 is free. Their number is a power of two
	used   int
}

// minStateIndex is the size at the start: one step seldom has a thousand paths.
const minStateIndex = 1 << 11

func newStateIndex() *stateIndex {
	return &stateIndex{seed: maphash.MakeSeed(), places: make([]int32, minStateIndex)}
}

func (x *stateIndex) clear() {
	clear(x.places)
	x.used = 0
}

// find returns the place of s among paths. If it is not there, find notes it for the place
// behind the last, where the caller puts it, and ok is false.
func (x *stateIndex) find(s *state, paths []path) (place int, ok bool) {
	if 2*x.used >= len(x.places) {
		x.grow(paths)
	}
	k := x.slot(s, paths)
	if x.places[k] > 0 {
		return int(x.places[k]) - 1, true
	}
	x.used++
	x.places[k] = int32(len(paths)) + 1
	return len(paths), false
}

// slot is where s stands in the table, or is to stand.
func (x *stateIndex) slot(s *state, paths []path) int {
	mask := len(x.places) - 1
	k := int(maphash.Comparable(x.seed, *s)) & mask
	for x.places[k] > 0 && paths[x.places[k]-1].state != *s {
		k = (k + 1) & mask
	}
	return k
}

func (x *stateIndex) grow(paths []path) {
	x.places = make([]int32, 2*len(x.places))
	for i := range paths {
		x.places[x.slot(&paths[i].state, paths)] = int32(i) + 1
	}
}
