package bleve

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2/search"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/gangmu/gangmu/index/query"
)

// best collects the hits of a query that are best by score, then by place. bleve's own
// collector reads the place of every hit, which costs more than to find it; this one reads
// that of the best and of those that are as good as the last of them, in the order of the
// index, in which reading is cheap.
type best struct {
	view   *view
	places bleveindex.DocValueReader
	hits   []ranked // in the order of the index
	err    error
}

// A ranked hit is one that may be among the best.
type ranked struct {
	number uint64 // in the index
	score  float64
	place  string
}

// A position is that of a hit in the order of scores and places.
type position struct {
	score float64
	place string
}

// best gives up to size hits of q behind after, the sort values of a hit, if there are any,
// and how many hits there are in all.
func (v *view) best(q bleveQuery.Query, size int, after []string) (search.DocumentMatchCollection, int, error) {
	from, err := positionOf(after)
	if err != nil {
		return nil, 0, err
	}
	s, err := q.Searcher(v.ctx, v.reader, v.engine.Mapping(), search.SearcherOptions{})
	if err != nil {
		return nil, 0, fmt.Errorf("search: %w", err)
	}
	defer s.Close()
	places, err := v.reader.DocValueReader([]string{fieldOrder})
	if err != nil {
		return nil, 0, fmt.Errorf("search: %w", err)
	}
	b := &best{view: v, places: places}
	total, err := b.collect(s, from)
	if err == nil {
		b.keep(size)
		err = b.err
	}
	if err != nil {
		return nil, 0, fmt.Errorf("search: %w", err)
	}
	out := make(search.DocumentMatchCollection, len(b.hits))
	for i, h := range b.hits {
		id, err := v.reader.ExternalID(internal(h.number))
		if err != nil {
			return nil, 0, fmt.Errorf("search: %w", err)
		}
		out[i] = &search.DocumentMatch{ID: id, Score: h.score, Sort: []string{"_score", h.place}}
	}
	return out, total, nil
}

func positionOf(after []string) (*position, error) {
	if after == nil {
		return nil, nil
	}
	score, err := strconv.ParseFloat(after[0], 64)
	if err != nil {
		return nil, &query.Error{Reason: query.BadCursor}
	}
	return &position{score, after[1]}, nil
}

// often is how many hits lie between two looks at whether the query was given up.
const often = 4096

// collect keeps the hits behind after and counts all of them.
func (b *best) collect(s search.Searcher, after *position) (int, error) {
	ctx := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0), IndexReader: b.view.reader}
	total := 0
	for {
		m, err := s.Next(ctx)
		if err != nil || m == nil {
			return total, err
		}
		if total++; total%often == 0 && b.view.ctx.Err() != nil {
			return 0, b.view.ctx.Err()
		}
		h := ranked{number: binary.BigEndian.Uint64(m.IndexInternalID), score: m.Score}
		if after == nil || h.score < after.score || h.score == after.score && b.place(h.number) > after.place {
			b.hits = append(b.hits, h)
		}
		ctx.DocumentMatchPool.Put(m)
	}
}

// keep drops all hits but the best, and orders those.
func (b *best) keep(size int) {
	if len(b.hits) > size {
		scores := make([]float64, len(b.hits))
		for i, h := range b.hits {
			scores[i] = h.score
		}
		slices.Sort(scores)
		least := scores[len(scores)-size]
		b.hits = slices.DeleteFunc(b.hits, func(h ranked) bool { return h.score < least })
	}
	for i := range b.hits {
		b.hits[i].place = b.place(b.hits[i].number)
	}
	slices.SortFunc(b.hits, func(x, y ranked) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.place, y.place))
	})
	b.hits = b.hits[:min(len(b.hits), size)]
}

func internal(number uint64) bleveindex.IndexInternalID {
	return binary.BigEndian.AppendUint64(nil, number)
}

func (b *best) place(number uint64) (place string) {
	err := b.places.VisitDocValues(internal(number), func(_ string, value []byte) { place = string(value) })
	if err != nil && b.err == nil {
		b.err = err
	}
	return place
}
