package pipeline

import (
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
	name, err := draft(tmp, true, write)
	if err == nil {
		err = settle(name, path)
	}
	if err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}

// draft writes a new file in tmp, synced or not, and returns its name. What fails is
// removed.
func draft(tmp string, synced bool, write func(io.Writer) error) (name string, err error) {
	t, err := os.CreateTemp(tmp, "new-*")
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(tmp, 0o755); err == nil {
			t, err = os.CreateTemp(tmp, "new-*")
		}
	}
	if err != nil {
		return "", err
	}
	err = write(t)
	if err == nil && synced {
		err = t.Sync()
	}
	if cerr := t.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		_ = os.Remove(t.Name())
	}
	return t.Name(), err
}

// settle renames a draft to path, or removes it.
func settle(name, path string) error {
	err := os.Rename(name, path)
	if err != nil {
		_ = os.Remove(name)
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
