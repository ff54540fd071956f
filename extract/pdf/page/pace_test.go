package page

import (
	"testing"
	"time"
)

func TestTimeGrowsWithPagesToALimit(t *testing.T) {
	for pages, want := range map[int]time.Duration{1: 0, 16: 0, 17: 16 * time.Second, 100: 96 * time.Second, 5000: 30 * time.Minute, 100_000: 30 * time.Minute} {
		var got time.Duration
		p := Pace{Extend: func(d time.Duration) { got += d }}
		for n := 1; n <= pages; n++ {
			p.Begin(n)
		}
		if got != want {
			t.Errorf("%d pages get %s more, want %s", pages, got, want)
		}
	}
	(&Pace{}).Begin(17) // nobody asks
}
