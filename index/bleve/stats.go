package bleve

import (
	"math"
)

// stats count in one state of the index. Everything is counted over all leaves and without
// what was deleted: scores do not depend on how documents came into the index.
type stats struct {
	view    *view
	entries float64 // 0 if they were not counted
	lengths float64 // of all entries together
	counts  map[term]float64
	err     error // the first one
}

// A term is common that is in a tenth of a large index: having nothing but 工作 of
// 双拥工作 relates to nothing.
const (
	commonShare = 10
	commonLeast = 1000
)

func (s *stats) failed(err error) bool {
	if err != nil && s.err == nil {
		s.err = err
	}
	return err != nil
}

// count is the number of entries that have t.
func (s *stats) count(t term) float64 {
	if n, ok := s.counts[t]; ok {
		return n
	}
	n := 0
	for _, l := range s.view.leaves {
		b, err := t.set().in(l)
		if s.failed(err) {
			return 0
		}
		n += l.count(b)
	}
	if s.counts == nil {
		s.counts = map[term]float64{}
	}
	s.counts[t] = float64(n)
	return float64(n)
}

// idf weighs a term by how few entries have it, as BM25 does.
func (s *stats) idf(t term) float64 {
	n := s.count(t)
	return math.Log(1 + (s.total()-n+.5)/(n+.5))
}

// sum adds up entries and their lengths.
func (s *stats) sum() {
	for _, l := range s.view.leaves {
		entries, lengths, err := l.total()
		if s.failed(err) {
			return
		}
		s.entries += float64(entries)
		s.lengths += float64(lengths)
	}
}

// total is the number of entries.
func (s *stats) total() float64 {
	if s.entries == 0 {
		s.sum()
	}
	return s.entries
}

// average is the length of an average entry.
func (s *stats) average() float64 {
	if s.total() == 0 {
		return 1
	}
	return s.lengths / s.entries
}

// telling are the terms that are not common; where all that are in the index are common,
// all of them.
func (s *stats) telling(all []term) []term {
	limit := max(commonLeast, s.total()/commonShare)
	var telling []term
	found := false
	for _, t := range all {
		if n := s.count(t); n <= limit {
			telling = append(telling, t)
			found = found || n > 0
		}
	}
	if !found {
		return all
	}
	return telling
}
