package pipeline

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// writeFile writes a file by way of the folder tmp, whole or not at all, and returns when
// it is on the disk under its name: file and folder are synced, since a rename alone may
// be lost when the power is (rename(2), fsync(2)).
func writeFile(path, tmp string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := place(path, tmp, true, write); err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}

// place writes a file in tmp and renames it to path, synced before or not.
func place(path, tmp string, synced bool, write func(io.Writer) error) error {
	t, err := os.CreateTemp(tmp, "new-*")
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(tmp, 0o755); err == nil {
			t, err = os.CreateTemp(tmp, "new-*")
		}
	}
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(t, 64<<10)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil && synced {
		err = t.Sync()
	}
	if cerr := t.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(t.Name(), path)
	}
	if err != nil {
		_ = os.Remove(t.Name())
	}
	return err
}

// syncPath puts a file, or the names in a folder, on the disk. Systems that cannot sync a
// folder do so by themselves.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EINVAL) {
		return nil
	}
	return err
}
