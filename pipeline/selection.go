package pipeline

import (
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
)

// A Selection says which files of folders and archives are taken. The zero value takes
// all but hidden ones and the lock files of office programs. A file that is named itself
// is always taken.
//
// A pattern without a slash is for the name of a file or folder, "*.docx"; one with a
// slash is for its path below the folder that was named, "2024/**/*.pdf".
type Selection struct {
	Include []string  // files that fit none are passed over, unless it is empty
	Exclude []string  // files and folders that fit one are passed over
	Hidden  bool      // take hidden files as well
	Follow  bool      // follow links to files and folders
	Since   time.Time // files changed before are passed over, those named themselves too
}

// Check returns the first pattern that is none.
func (s *Selection) Check() (bad string) {
	for _, p := range append(append([]string{}, s.Include...), s.Exclude...) {
		if !doublestar.ValidatePattern(p) {
			return p
		}
	}
	return ""
}

// takes reports whether a file or folder with a path below the named one, with slashes,
// is taken. Folders need to fit no include pattern: files in them may.
func (s *Selection) takes(below string, folder bool) bool {
	name := path.Base(below)
	if !s.Hidden && strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || fits(s.Exclude, below, name) {
		return false
	}
	return folder || len(s.Include) == 0 || fits(s.Include, below, name)
}

func fits(patterns []string, below, name string) bool {
	for _, p := range patterns {
		subject := below
		if !strings.Contains(p, "/") {
			subject = name
		}
		if ok, err := doublestar.Match(p, subject); ok && err == nil {
			return true
		}
	}
	return false
}

// fresh reports whether a file changed at t is taken.
func (s *Selection) fresh(t time.Time) bool { return s.Since.IsZero() || !t.Before(s.Since) }

// hasMeta reports whether a path that is no file may be a pattern.
func hasMeta(p string) bool { return strings.ContainsAny(p, "*?[{") }

// expand gives the files and folders that a pattern fits, in order.
func expand(pattern string) ([]string, error) {
	return doublestar.FilepathGlob(filepath.Clean(pattern))
}
