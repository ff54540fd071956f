package office

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// own gives the child a process group, which dies with it and with us. Confined, it is in
// a user and a network namespace of its own, so that there is no network.
func own(cmd *exec.Cmd, confined bool) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if confined {
		cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}}
	}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// limit bounds the memory and the files of a child. It begins a moment after the child
// does, which has only just begun to load.
func limit(pid int) {
	for resource, n := range map[int]uint64{unix.RLIMIT_AS: maxMemory, unix.RLIMIT_FSIZE: maxOutput, unix.RLIMIT_CORE: 0} {
		_ = unix.Prlimit(pid, resource, &unix.Rlimit{Cur: n, Max: n}, nil) // a lower one that is set stays
	}
}

// end kills what a child has left behind.
func end(pid int) { _ = syscall.Kill(-pid, syscall.SIGKILL) }
