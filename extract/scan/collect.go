package scan

import (
	"runtime/debug"
	"sync"
)

// Workers collect seldom, which suits what is small and many. A page is large and few: while
// pages are read, garbage may be as much as half of what lives.
const gcPercent = 50

var collecting struct {
	sync.Mutex
	readers, before int
}

// collectOften collects more often until done is called.
func collectOften() (done func()) {
	c := &collecting
	c.Lock()
	defer c.Unlock()
	if c.readers++; c.readers == 1 {
		c.before = debug.SetGCPercent(gcPercent)
	}
	return func() {
		c.Lock()
		defer c.Unlock()
		if c.readers--; c.readers == 0 {
			debug.SetGCPercent(c.before)
		}
	}
}
