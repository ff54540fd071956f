package worker

import (
	"strings"
	"sync"
)

// An excerpt keeps the beginning and the end of what a child writes to its standard
// error: a crash says what it is first and where it was last.
type excerpt struct {
	mu         sync.Mutex
	head, tail []byte
}

const excerptBytes = 4 << 10

// Write implements io.Writer and never fails.
func (e *excerpt) Write(b []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := len(b)
	room := min(excerptBytes-len(e.head), n)
	e.head = append(e.head, b[:room]...)
	e.tail = append(e.tail, b[room:]...)
	if len(e.tail) > excerptBytes {
		e.tail = append(e.tail[:0], e.tail[len(e.tail)-excerptBytes:]...)
	}
	return n, nil
}

func (e *excerpt) String() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return string(e.head) + string(e.tail)
}

// line is the first line that says something.
func (e *excerpt) line() string {
	for l := range strings.Lines(e.String()) {
		if l = strings.TrimSpace(l); l != "" {
			return l[:min(len(l), 200)]
		}
	}
	return ""
}
