// Package synonym knows words that are asked for together: 国动办 and 国防动员办公室.
//
//	# a comment
//	国动办 = 国防动员办公室        the same: who asks for one gets the other as well, as an exact hit
//	军车 = 军用车辆 = 部队车辆
//	转业军官 ~ 军转干部            akin: the other one is a related hit
//	人防 = 人民防空 ~ 防空          both; = binds first
//
// A file is UTF-8, a group of words a line. Words are compared folded (see package zh). It
// knows words and nothing of queries or of indexes, which expand what is asked by it.
package synonym

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/gangmu/gangmu/index/zh"
)

//go:embed synonyms.txt
var builtIn string

// A Set is a set of synonyms. It does not change and may be shared. The nil Set is empty.
type Set struct {
	same, akin map[string][]string // by folded word
	longest    int                 // code points of the longest word
}

// BuiltIn are the synonyms of official language that come with the program.
var BuiltIn = sync.OnceValue(func() *Set {
	s, err := Parse(strings.NewReader(builtIn))
	if err != nil {
		return nil // a test reads them
	}
	return s
})

// An Error is a line that cannot be understood.
type Error struct {
	Line   int
	Reason string
}

func (e *Error) Error() string { return fmt.Sprintf("synonyms, line %d: %s", e.Line, e.Reason) }

// maxLine is the longest line of a file, in bytes, and maxWord that of a word, in code
// points.
const (
	maxLine = 4096
	maxWord = 40
)

// Parse reads a file of synonyms. The error is an *Error or one of reading.
func Parse(r io.Reader) (*Set, error) {
	s := &Set{same: map[string][]string{}, akin: map[string][]string{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "\uFEFF"), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := s.add(line); err != "" {
			return nil, &Error{n, err}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read synonyms: %w", err)
	}
	return s, nil
}

func (s *Set) add(line string) string {
	line = strings.NewReplacer("＝", "=", "～", "~").Replace(line)
	var groups [][]string
	for part := range strings.SplitSeq(line, "~") {
		var group []string
		for word := range strings.SplitSeq(part, "=") {
			w := strings.TrimSpace(zh.Fold(word).String())
			n := utf8.RuneCountInString(w)
			if n == 0 || n > maxWord {
				return "a word is missing or too long"
			}
			group = append(group, w)
			s.longest = max(s.longest, n)
		}
		groups = append(groups, group)
	}
	if len(groups) == 1 && len(groups[0]) == 1 {
		return "a word alone has no synonym"
	}
	for i, group := range groups {
		for _, w := range group {
			relate(s.same, w, group)
			for j, other := range groups {
				if i != j {
					relate(s.akin, w, other)
				}
			}
		}
	}
	return ""
}

func relate(to map[string][]string, w string, others []string) {
	for _, other := range others {
		if other != w && !slices.Contains(to[w], other) {
			to[w] = append(to[w], other)
		}
	}
}

// Merge is both sets in one.
func Merge(a, b *Set) *Set {
	out := &Set{same: map[string][]string{}, akin: map[string][]string{}}
	for _, s := range []*Set{a, b} {
		if s == nil {
			continue
		}
		for w, others := range s.same {
			out.same[w] = union(out.same[w], others)
		}
		for w, others := range s.akin {
			out.akin[w] = union(out.akin[w], others)
		}
		out.longest = max(out.longest, s.longest)
	}
	return out
}

func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, w := range b {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
