package indextest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/gangmu/gangmu/index"
)

// concurrent reads while documents are replaced: every answer is of one state, in which a
// document is there whole or not at all.
func concurrent(t *testing.T, x index.Index) {
	const size = 30
	version := func(n int) []string {
		var out []string
		for i := range size {
			out = append(out, fmt.Sprintf("经费第%d项版本%d", i, n))
		}
		return out
	}
	put(t, x, Document("a", "财政局", 2024, version(0)...))
	ctx, stop := context.WithCancel(context.Background())
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for ctx.Err() == nil {
				a, err := x.Search(context.Background(), index.Query{Text: "经费", Match: index.MatchAll, Limit: size})
				if err != nil {
					t.Error(err)
					return
				}
				if a.Total != size || len(a.Hits) != size {
					t.Errorf("total %d, %d hits of %d", a.Total, len(a.Hits), size)
					return
				}
				_, first, _ := strings.Cut(a.Hits[0].Text, "版本")
				for _, h := range a.Hits {
					if _, v, _ := strings.Cut(h.Text, "版本"); v != first {
						t.Errorf("versions %s and %s in one answer", first, v)
						return
					}
				}
			}
		})
	}
	for n := range 12 {
		put(t, x, Document("a", "财政局", 2024, version(n+1)...))
	}
	stop()
	readers.Wait()
}
