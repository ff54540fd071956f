package pipeline

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// A LockedError says who uses a library.
type LockedError struct {
	Dir    string
	Holder Holder
}

// A Holder is a process that uses a library; the zero Holder is an unknown one.
type Holder struct {
	PID     int       `json:"pid"`
	Command string    `json:"command"`
	Since   time.Time `json:"since"`
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("library is in use by process %d (%s)", e.Holder.PID, e.Holder.Command)
}

// Short commands wait for one another; a long one is not waited for.
const (
	lockPatience = 1500 * time.Millisecond
	lockRetry    = 50 * time.Millisecond
)

// A lock is held by one process. The system frees it when the process dies.
type lock struct{ file *flock.Flock }

func acquire(path, command string) (*lock, error) {
	f := flock.New(path)
	for deadline := time.Now().Add(lockPatience); ; time.Sleep(lockRetry) {
		ok, err := f.TryLock()
		if err != nil {
			return nil, fmt.Errorf("lock library: %w", err)
		}
		if ok {
			break
		}
		if time.Now().After(deadline) {
			return nil, &LockedError{filepath.Dir(path), holder(path)}
		}
	}
	b, err := json.Marshal(Holder{os.Getpid(), command, time.Now().UTC().Truncate(time.Second)})
	if err == nil {
		err = os.WriteFile(path, b, 0o644)
	}
	if err != nil {
		_ = f.Unlock()
		return nil, fmt.Errorf("lock library: %w", err)
	}
	return &lock{f}, nil
}

// holder reads who holds the lock, as far as it says.
func holder(path string) Holder {
	var h Holder
	if b, err := os.ReadFile(path); err == nil {
		_ = json.Unmarshal(b, &h)
	}
	return h
}

func (l *lock) release() error { return l.file.Unlock() }
