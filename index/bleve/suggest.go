package bleve

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/zh"
)

// Suggest implements [index.Index].
func (x *Index) Suggest(ctx context.Context, beginning string, limit int) (out []index.Suggestion, err error) {
	defer judged("suggest", &err)
	v, err := x.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close(&err)
	want := folded(beginning)
	plans := map[string]int{}
	for _, l := range v.leaves {
		err := l.each(planBureau, "", "", nil, func(name string, b *roaring.Bitmap) { plans[name] += l.count(b) })
		if err != nil {
			return nil, fmt.Errorf("read bureaus: %w", err)
		}
	}
	ranks := map[string]int{}
	for name, n := range plans {
		if rank := completes(folded(name), want); rank >= 0 && n > 0 {
			ranks[name] = rank
			out = append(out, index.Suggestion{Bureau: name, Plans: n})
		}
	}
	slices.SortFunc(out, func(a, b index.Suggestion) int {
		return cmp.Or(cmp.Compare(ranks[a.Bureau], ranks[b.Bureau]), cmp.Compare(b.Plans, a.Plans), cmp.Compare(a.Bureau, b.Bureau))
	})
	if limit > 0 {
		out = out[:min(len(out), limit)]
	}
	return out, nil
}

// completes says how well name completes what was typed, 0 best, -1 not at all.
func completes(name, typed string) int {
	switch {
	case strings.HasPrefix(name, typed):
		return 0
	case zh.HasInitials(name, typed):
		return 1
	case strings.Contains(name, typed):
		return 2
	}
	return -1
}
