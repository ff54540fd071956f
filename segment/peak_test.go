package segment_test

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// peakOf is the most that the live heap grew while f ran, bytes, seen every half
// millisecond.
func peakOf(f func()) float64 {
	defer debug.SetGCPercent(debug.SetGCPercent(5))
	runtime.GC()
	before, most := liveHeap(), uint64(0)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			most = max(most, liveHeap())
			select {
			case <-stop:
				return
			case <-time.After(500 * time.Microsecond):
			}
		}
	}()
	f()
	close(stop)
	<-done
	if most < before {
		return 0
	}
	return float64(most - before)
}

func liveHeap() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
