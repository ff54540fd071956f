package worker

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// confine limits this process. RLIMIT_DATA counts what is private and writable (Linux
// 4.7, setrlimit(2)): the heap of Go in steps of 64 MiB, that of C, and the stacks of
// threads.
func confine(memory int64) error {
	if err := syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}); err != nil {
		return fmt.Errorf("core: %w", err)
	}
	if memory <= 0 {
		return nil
	}
	return syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: uint64(memory), Max: uint64(memory)})
}

// isolate makes a child that dies with its parent, gets no signals of its terminal, and
// inherits no files: those that Go opens are not inherited, but those that this program
// was started with would be. (close_range(2), Linux 5.11; before, they are.)
func isolate(c *exec.Cmd) {
	_ = unix.CloseRange(3, math.MaxInt32, unix.CLOSE_RANGE_CLOEXEC)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// kill ends a child and everything it started.
func kill(p *os.Process) { _ = syscall.Kill(-p.Pid, syscall.SIGKILL) }

// executable is this program, even if its file was replaced since it began.
func executable() (string, error) { return "/proc/self/exe", nil }
