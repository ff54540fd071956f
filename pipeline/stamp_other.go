//go:build !linux

package pipeline

import "io/fs"

func stampOf(st fs.FileInfo) stamp { return stamp{size: st.Size(), written: st.ModTime().UnixNano()} }
