package bleve

import (
	"context"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// stats count the entries that have a term, in one state of the index.
type stats struct {
	ctx    context.Context
	reader bleveindex.IndexReader
}

// A term is common that is in a tenth of a large index: having nothing but 工作 of
// 双拥工作 relates to nothing.
const (
	commonShare = 10
	commonLeast = 1000
)

// count is the number of entries that have t, deleted ones among them; of a lone character
// at most that.
func (s *stats) count(t term) uint64 {
	if t.lone {
		return s.countLone(t.text)
	}
	r, err := s.reader.TermFieldReader(s.ctx, []byte(t.text), fieldTerms, false, false, false)
	if err != nil {
		return 0
	}
	defer r.Close()
	return r.Count()
}

// countLone adds up the entries of all terms that begin with a character: too many, where
// several of them are in one entry.
func (s *stats) countLone(text string) uint64 {
	d, err := s.reader.FieldDictPrefix(fieldTerms, []byte(text))
	if err != nil {
		return 0
	}
	defer d.Close()
	n := uint64(0)
	for e, err := d.Next(); e != nil && err == nil; e, err = d.Next() {
		n += e.Count
	}
	return min(n, s.total())
}

// total is the number of entries and plans.
func (s *stats) total() uint64 {
	n, err := s.reader.DocCount()
	if err != nil {
		return 0
	}
	return n
}

// average is the number of terms of an average entry.
func (s *stats) average() float64 {
	r, ok := s.reader.(bleveindex.BM25Reader)
	if n := s.total(); ok && n > 0 {
		if all, err := r.FieldCardinality(fieldTerms); err == nil {
			return float64(all) / float64(n)
		}
	}
	return 1
}

// split parts terms that tell something from common ones; where all are common, all tell.
func (s *stats) split(all []term) (telling, common []term) {
	limit := max(commonLeast, s.total()/commonShare)
	found := false
	for _, t := range all {
		if n := s.count(t); n > limit {
			common = append(common, t)
		} else {
			telling = append(telling, t)
			found = found || n > 0
		}
	}
	if !found {
		return all, nil
	}
	return telling, common
}
