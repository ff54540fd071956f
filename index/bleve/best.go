package bleve

import (
	"container/heap"
	"fmt"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2/search"
	bleveQuery "github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/gangmu/gangmu/index/query"
)

// best are the best hits of a query by score, then by place, and how many there are in all.
// bleve's own collector reads the place of every hit, which costs more than to find it;
// this one reads it where scores are the same.
type best struct {
	view   *view
	places bleveindex.DocValueReader
	size   int
	hits   []ranked // a heap, the worst first
	err    error
}

// A ranked hit is one that may be among the best.
type ranked struct {
	id    bleveindex.IndexInternalID
	score float64
	place string // read when it is needed
}

// A position is that of a hit in the order of scores and places.
type position struct {
	score float64
	place string
}

// best gives up to size hits of q behind after, the sort values of a hit, if there are any.
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
	b := &best{view: v, places: places, size: size}
	total, err := b.collect(s, from)
	if err != nil {
		return nil, 0, fmt.Errorf("search: %w", err)
	}
	slices.SortFunc(b.hits, func(x, y ranked) int {
		if b.before(&x, &y) {
			return -1
		}
		return 1
	})
	out := make(search.DocumentMatchCollection, len(b.hits))
	for i := range b.hits {
		if out[i], err = b.match(&b.hits[i]); err != nil {
			return nil, 0, err
		}
	}
	return out, total, b.err
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

func (b *best) collect(s search.Searcher, after *position) (int, error) {
	ctx := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0), IndexReader: b.view.reader}
	total := 0
	for {
		m, err := s.Next(ctx)
		if err != nil {
			return 0, err
		}
		if m == nil {
			return total, b.err
		}
		if total++; total%often == 0 && b.view.ctx.Err() != nil {
			return 0, b.view.ctx.Err()
		}
		h := ranked{id: m.IndexInternalID, score: m.Score}
		if (after == nil || b.behind(&h, after)) && (len(b.hits) < b.size || b.before(&h, &b.hits[0])) {
			h.id = slices.Clone(h.id)
			heap.Push(b, h)
			if len(b.hits) > b.size {
				heap.Pop(b)
			}
		}
		ctx.DocumentMatchPool.Put(m)
	}
}

func (b *best) behind(h *ranked, after *position) bool {
	return h.score < after.score || h.score == after.score && b.place(h) > after.place
}

func (b *best) before(x, y *ranked) bool {
	return x.score > y.score || x.score == y.score && b.place(x) < b.place(y)
}

func (b *best) place(h *ranked) string {
	if h.place == "" {
		err := b.places.VisitDocValues(h.id, func(_ string, value []byte) { h.place = string(value) })
		if err != nil && b.err == nil {
			b.err = fmt.Errorf("search: %w", err)
		}
	}
	return h.place
}

// Len, Less, Swap, Push and Pop implement heap.Interface.
func (b *best) Len() int           { return len(b.hits) }
func (b *best) Less(i, j int) bool { return b.before(&b.hits[j], &b.hits[i]) }
func (b *best) Swap(i, j int)      { b.hits[i], b.hits[j] = b.hits[j], b.hits[i] }
func (b *best) Push(x any)         { b.hits = append(b.hits, x.(ranked)) }
func (b *best) Pop() any {
	last := b.hits[len(b.hits)-1]
	b.hits = b.hits[:len(b.hits)-1]
	return last
}

// match is the hit as bleve's collector would give it.
func (b *best) match(h *ranked) (*search.DocumentMatch, error) {
	id, err := b.view.reader.ExternalID(h.id)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return &search.DocumentMatch{ID: id, Score: h.score, Sort: []string{"_score", b.place(h)}}, b.err
}
