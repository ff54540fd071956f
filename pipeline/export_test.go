package pipeline

import (
	"os"
	"path/filepath"
)

// Remember makes a library remember the file under a path as it is now, as if it had been
// left alone for long.
func Remember(l *Library, path, id string) error {
	st, err := os.Stat(path)
	if err != nil {
		return err
	}
	s := readStamps(filepath.Join(l.Dir, "stamps"), l.tmp())
	s.paths[path], s.altered = stamped{stampOf(st), id}, true
	return s.write(func(string, string) bool { return true })
}
