// Package measures reads the generated measures that the search programs are measured on:
// JSON lines of id, bureau, year, plan, path and text.
package measures

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/gangmu/gangmu"
)

// A Measure is a line of the file.
type Measure struct {
	ID, Bureau, Plan, Path, Text string
	Year, Ord                    int
}

// Each calls f for every measure of a file, up to limit of them if that is not 0.
func Each(path string, limit int, f func(Measure) error) error {
	h, err := os.Open(path)
	if err != nil {
		return err
	}
	defer h.Close()
	d := json.NewDecoder(bufio.NewReaderSize(h, 1<<20))
	for n := 0; d.More() && (limit == 0 || n < limit); n++ {
		var m Measure
		if err := d.Decode(&m); err != nil {
			return err
		}
		if err := f(m); err != nil {
			return err
		}
	}
	return nil
}

// Plans calls f for every plan of a file as the result of a document of its own, measures
// under the headings of their path, or with flat all at the top.
func Plans(path string, limit int, flat bool, f func(*gangmu.Result) error) error {
	var b *builder
	err := Each(path, limit, func(m Measure) error {
		if b != nil && b.id != m.Plan {
			if err := f(b.result); err != nil {
				return err
			}
			b = nil
		}
		if b == nil {
			b = newBuilder(m)
		}
		b.add(m, flat)
		return nil
	})
	if err == nil && b != nil {
		err = f(b.result)
	}
	return err
}

// A builder makes the result of one plan.
type builder struct {
	id     string
	result *gangmu.Result
	plan   *gangmu.Plan
	nodes  map[string]*gangmu.Node
}

func newBuilder(m Measure) *builder {
	sum := sha256.Sum256([]byte(m.Plan))
	kind, _, _ := strings.Cut(m.Path, "/")
	bureau := m.Bureau
	if _, after, ok := strings.Cut(m.Bureau, "市"); ok && after != "" {
		bureau = after
	}
	p := &gangmu.Plan{ID: "p1", Title: fmt.Sprintf("%s%d年%s", m.Bureau, m.Year, kind), Issuer: m.Bureau, Bureau: bureau, Year: m.Year}
	r := &gangmu.Result{Schema: gangmu.SchemaID, ID: hex.EncodeToString(sum[:]), Name: m.Plan + ".docx", Outline: gangmu.Outline{Plans: []*gangmu.Plan{p}}}
	return &builder{m.Plan, r, p, map[string]*gangmu.Node{}}
}

func (b *builder) add(m Measure, flat bool) {
	to := &b.plan.Sections
	path := ""
	if !flat {
		parts := strings.Split(m.Path, "/")
		for i, heading := range parts[1:] {
			key := strings.Join(parts[:i+2], "/")
			n := b.nodes[key]
			if n == nil {
				n = &gangmu.Node{Kind: gangmu.KindSection, Heading: heading, OwnText: heading, Level: i + 1, Path: fmt.Sprintf("%s%d", path, len(*to)+1)}
				b.nodes[key] = n
				*to = append(*to, n)
			}
			to, path = &n.Children, n.Path+"."
		}
	}
	n := len(*to) + 1
	*to = append(*to, &gangmu.Node{Kind: gangmu.KindMeasure, Label: fmt.Sprintf("%d.", n), Path: fmt.Sprintf("%s%d", path, n), OwnText: m.Text, Page: 1 + n/20})
}

// CPU is the CPU time of the process so far, user and system.
func CPU() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Peak is the largest resident size of the process, in MiB.
func Peak() int {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return int(u.Maxrss / 1024)
}

// FolderSize is the size of the files in a folder.
func FolderSize(dir string) int64 {
	var n int64
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}
