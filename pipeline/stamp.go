package pipeline

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"
)

// A stamp is what the file system says of a file without reading it. While it stays the
// same, so do the bytes: a write changes the times, and a program that sets the time of
// writing back (cp -p, rsync -t) changes the time of change, which none can set. Where
// the system does not tell that time, such a file of the same size passes for unchanged;
// ImportOptions.Rehash is for this, and for file systems that lie.
type stamp struct {
	size    int64
	written int64  // mtime, nanoseconds since 1970
	changed int64  // ctime, the same; 0 where it is not known
	inode   uint64 // 0 where it is not known
}

// settled is how long a file must have been left alone before its stamp is believed: a
// file that is written twice within one tick of the clock of its file system has one
// stamp for two contents. FAT counts in steps of two seconds, others in finer ones. The
// rule is that of the index of git, where such a file is called racily clean.
const settled = 3 * time.Second

// believed reports whether a stamp that was taken at a time tells contents apart.
func (s stamp) believed(taken time.Time) bool {
	return max(s.written, s.changed) < taken.Add(-settled).UnixNano()
}

// stamps tell which document was read at a path, and the stamp it had then, so that a
// file that did not change is known without being read. They lie in a file of the library,
// a line a path: document ID, size, mtime, ctime, inode, path as a quoted string. The file
// is a memory, and nothing is lost without it.
type stamps struct {
	file, tmp string
	paths     map[string]stamped
	altered   bool
}

type stamped struct {
	stamp
	id string
}

// readStamps reads the file; what is wrong with it makes it shorter, and costs reading
// files again.
func readStamps(file, tmp string) *stamps {
	s := &stamps{file: file, tmp: tmp, paths: map[string]stamped{}}
	f, err := os.Open(file)
	if err != nil {
		return s
	}
	defer f.Close()
	for line, err := range lines(f) {
		if err != nil {
			break
		}
		if path, m, ok := parseStamp(string(line)); ok {
			s.paths[path] = m
		}
	}
	return s
}

func parseStamp(line string) (path string, m stamped, ok bool) {
	parts := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 6)
	if len(parts) != 6 || !idPattern.MatchString(parts[0]) {
		return "", m, false
	}
	m.id = parts[0]
	var errs [5]error
	m.size, errs[0] = strconv.ParseInt(parts[1], 10, 64)
	m.written, errs[1] = strconv.ParseInt(parts[2], 10, 64)
	m.changed, errs[2] = strconv.ParseInt(parts[3], 10, 64)
	m.inode, errs[3] = strconv.ParseUint(parts[4], 10, 64)
	path, errs[4] = strconv.Unquote(parts[5])
	return path, m, errs == [5]error{}
}

// recognise gives the document that was read at a path, if its file has the same stamp.
func (s *stamps) recognise(path string, st fs.FileInfo) (id string, ok bool) {
	m, ok := s.paths[path]
	return m.id, ok && m.stamp == stampOf(st)
}

// note records the document that was read at a path from a file that had st before.
func (s *stamps) note(path string, st fs.FileInfo, id string) {
	m := stamped{stampOf(st), id}
	if !m.believed(time.Now()) {
		if _, ok := s.paths[path]; ok {
			delete(s.paths, path)
			s.altered = true
		}
		return
	}
	s.altered = s.altered || s.paths[path] != m
	s.paths[path] = m
}

// write puts the stamps of paths that are kept into the file.
func (s *stamps) write(keep func(path, id string) bool) error {
	for path, m := range s.paths {
		if !keep(path, m.id) {
			delete(s.paths, path)
			s.altered = true
		}
	}
	if !s.altered {
		return nil
	}
	s.altered = false
	return writeFile(s.file, s.tmp, func(w io.Writer) error {
		b := bufio.NewWriter(w)
		for path, m := range s.paths {
			fmt.Fprintf(b, "%s %d %d %d %d %s\n", m.id, m.size, m.written, m.changed, m.inode, strconv.Quote(path))
		}
		return b.Flush()
	})
}
