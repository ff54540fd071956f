package pipeline

import (
	"io/fs"
	"syscall"
)

func stampOf(st fs.FileInfo) stamp {
	s := stamp{size: st.Size(), written: st.ModTime().UnixNano()}
	if sys, ok := st.Sys().(*syscall.Stat_t); ok {
		s.changed, s.inode = sys.Ctim.Nano(), sys.Ino
	}
	return s
}
