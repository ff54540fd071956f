package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// shownName is a path as text: the names that old systems left in GBK are decoded. What
// is no text in either encoding is written as \xff, so that two names stay two.
func shownName(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	parts := strings.Split(path, string(filepath.Separator))
	for i, p := range parts {
		if utf8.ValidString(p) {
			continue
		}
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(p); err == nil && !strings.ContainsRune(s, utf8.RuneError) {
			parts[i] = s
			continue
		}
		parts[i] = escaped(p)
	}
	return strings.Join(parts, string(filepath.Separator))
}

func escaped(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[0])
		} else {
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return b.String()
}

// gone reports whether nothing is under a shown path any more, as far as one can tell.
func gone(shown string) bool {
	missing := func(path string) bool {
		_, err := os.Lstat(path)
		return errors.Is(err, fs.ErrNotExist)
	}
	if strings.Contains(shown, `\x`) || !missing(shown) {
		return false
	}
	dir, name := filepath.Split(shown)
	if raw, err := simplifiedchinese.GB18030.NewEncoder().String(name); err == nil && raw != name {
		return missing(dir + raw)
	}
	return true
}

// within reports whether a shown path leads into a file: into an archive.
func within(shown string) bool {
	_, err := os.Lstat(shown)
	return errors.Is(err, syscall.ENOTDIR)
}
