//go:build !linux

package worker

import (
	"fmt"
	"os"
	"os/exec"
	"runtime/metrics"
	"time"
)

// watch is how often a process looks at its own memory where the system does not.
const watch = 100 * time.Millisecond

// confine watches the memory that Go has mapped and ends the process when it is beyond
// the limit. What C code allocates is not seen.
func confine(memory int64) error {
	if memory <= 0 {
		return nil
	}
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	go func() {
		for range time.Tick(watch) {
			if metrics.Read(sample); sample[0].Value.Uint64() > uint64(memory) {
				fmt.Fprintln(os.Stderr, "out of memory: beyond the limit of the process")
				if p, err := os.FindProcess(os.Getpid()); err == nil {
					_ = p.Kill()
				}
			}
		}
	}()
	return nil
}

func isolate(*exec.Cmd) {}

func kill(p *os.Process) { _ = p.Kill() }

func executable() (string, error) { return os.Executable() }
