package pipeline

import (
	"os"

	"golang.org/x/sys/unix"
)

// freeSpace is how many bytes a user may still write below dir.
func freeSpace(dir string) (int64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return int64(st.Bavail) * st.Bsize, nil
}

// syncFileSystem puts all that was written to the file system of dir on the disk
// (syncfs(2)): one call for many files.
func syncFileSystem(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return unix.Syncfs(int(d.Fd()))
}
