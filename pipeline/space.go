package pipeline

import (
	"fmt"
	"syscall"
)

// A SpaceError says that a library has too little room on its disk for what comes next.
type SpaceError struct {
	Dir        string
	Need, Free int64 // bytes
}

func (e *SpaceError) Error() string {
	return fmt.Sprintf("%s: %d bytes free, %d needed", e.Dir, e.Free, e.Need)
}

// Unwrap makes it an error of a full disk.
func (e *SpaceError) Unwrap() error { return syscall.ENOSPC }

// reserve is what an import leaves free: the index grows by bursts when it merges, and
// a disk that is full to the last byte is no good for anybody.
const reserve = 128 << 20

// room returns a *SpaceError unless the disk has room for a document of size bytes: its
// source, its result, and its share of the index.
func (l *Library) room(size int64) error {
	need := reserve + 4*size
	free, err := freeSpace(l.Dir)
	if err != nil || free >= need { // a system that does not say is no full disk
		return nil
	}
	return &SpaceError{l.Dir, need, free}
}
