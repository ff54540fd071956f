package bleve

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/zh"
)

// Suggest implements [index.Index].
func (x *Index) Suggest(ctx context.Context, beginning string, limit int) (out []index.Suggestion, err error) {
	defer x.recovered("suggest", &err)
	v, err := x.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close(&err)
	names, err := v.reader.FieldDict(planBureau)
	if err != nil {
		return nil, fmt.Errorf("read bureaus: %w", err)
	}
	defer names.Close()
	want := folded(beginning)
	var ranks []int
	at := map[string]int{}
	for {
		e, err := names.Next()
		if err != nil {
			return nil, fmt.Errorf("read bureaus: %w", err)
		}
		if e == nil {
			break
		}
		rank := completes(folded(e.Term), want)
		if rank < 0 {
			continue
		}
		at[e.Term] = len(ranks)
		ranks = append(ranks, rank)
		out = append(out, index.Suggestion{Bureau: e.Term, Plans: int(e.Count)})
	}
	slices.SortFunc(out, func(a, b index.Suggestion) int {
		return cmp.Or(cmp.Compare(ranks[at[a.Bureau]], ranks[at[b.Bureau]]), cmp.Compare(b.Plans, a.Plans), cmp.Compare(a.Bureau, b.Bureau))
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
