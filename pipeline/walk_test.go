package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/gangmu/gangmu/pipeline"
)

// plan is a small plan; those of different n differ.
func plan(n int) string {
	return fmt.Sprintf("水利局2024年工作计划\n一、疏浚河道%d条。\n", n)
}

// put writes files into a folder, with the folders they are in.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// met lists the files that an import meets, by their paths below dir.
func met(t *testing.T, dir string, s pipeline.Selection, paths ...string) (names []string, skipped int) {
	t.Helper()
	r := importFiles(t, library(t), pipeline.ImportOptions{Selection: s, Jobs: 1, Progress: func(e pipeline.Event) {
		below, err := filepath.Rel(dir, e.Path)
		if err != nil {
			t.Error(err)
		}
		if e.Status == pipeline.StatusFailed {
			below += " " + string(e.Code)
		}
		names = append(names, below)
	}}, paths...)
	return names, r.Skipped
}

func TestWhichFilesAreTaken(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{}
	for i, name := range []string{"a.txt", "b.md", ".hidden.txt", "~$a.txt", "2023/c.txt", "2024/d.txt", "2024/草稿/e.txt", ".git/f.txt"} {
		files[name] = plan(i)
	}
	put(t, dir, files)
	old := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "a.txt"), old, old); err != nil {
		t.Fatal(err)
	}
	for _, link := range [][2]string{{dir, "2024/circle"}, {filepath.Join(dir, "2023"), "2024/again"}, {"nowhere", "2024/broken"}} {
		if err := os.Symlink(link[0], filepath.Join(dir, link[1])); err != nil {
			t.Fatal(err)
		}
	}
	all := []string{"2023/c.txt", "2024/d.txt", "2024/草稿/e.txt", "a.txt", "b.md"}
	for _, c := range []struct {
		says  string
		s     pipeline.Selection
		paths []string
		want  []string
	}{
		{"hidden files and links are passed over", pipeline.Selection{}, []string{"."}, slices.Clone(all)},
		{"by name", pipeline.Selection{Include: []string{"*.txt"}}, []string{"."}, slices.Clone(all[:4])},
		{"by path", pipeline.Selection{Include: []string{"2024/**/*.txt"}}, []string{"."}, slices.Clone(all[1:3])},
		{"but not", pipeline.Selection{Exclude: []string{"草稿", "*.md"}}, []string{"."}, []string{all[0], all[1], all[3]}},
		{"hidden too", pipeline.Selection{Hidden: true}, []string{"."}, append([]string{".git/f.txt", ".hidden.txt"}, all...)},
		{"since", pipeline.Selection{Since: time.Now().Add(-time.Hour)}, []string{"."}, []string{all[0], all[1], all[2], all[4]}},
		{"links are followed, not in circles", pipeline.Selection{Follow: true}, []string{"2024"},
			[]string{"2024/again/c.txt", "2024/broken missing", "2024/circle/.. none"}[:2]},
		{"a pattern", pipeline.Selection{}, []string{"20*/*.txt"}, slices.Clone(all[:2])},
		{"a pattern that nothing fits", pipeline.Selection{}, []string{"*.wps"}, []string{"*.wps missing"}},
		{"named itself", pipeline.Selection{Include: []string{"*.docx"}}, []string{".hidden.txt", "none.txt"}, []string{".hidden.txt", "none.txt missing"}},
	} {
		var paths []string
		for _, p := range c.paths {
			paths = append(paths, filepath.Join(dir, p))
		}
		got, _ := met(t, dir, c.s, paths...)
		if c.s.Follow { // the circle leads back to the folder itself; how it is named is of no matter
			for _, w := range c.want {
				if n := strings.Count(strings.Join(got, "\n")+"\n", w+"\n"); n < 1 || n > 2 {
					t.Errorf("%s: %s is met %d times in %q", c.says, w, n, got)
				}
			}
			continue
		}
		slices.Sort(got) // reading ends in no order
		slices.Sort(c.want)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.says, diff)
		}
	}
}

func TestAnyNameWorks(t *testing.T) {
	dir := t.TempDir()
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("财政局计划.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{ // as they are, and as they are shown
		"a plan  with blanks.txt":        "a plan  with blanks.txt",
		"🎉计划.txt":                        "🎉计划.txt",
		"𠮷局计划.txt":                       "𠮷局计划.txt",
		strings.Repeat("长", 83) + ".txt": strings.Repeat("长", 83) + ".txt",
		strings.Repeat("x", 255):         strings.Repeat("x", 255),
		gbk:                              "财政局计划.txt",
		"\xff\xfe.txt":                   `\xff\xfe.txt`,
		"line\nend.txt":                  "line\nend.txt",
		"-":                              "-",
		"a*b[c].txt":                     "a*b[c].txt",
	}
	i := 0
	want := map[string]bool{}
	for name, shown := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(plan(i)), 0o644); err != nil {
			t.Skip("this file system does not take such names: ", err)
		}
		i++
		want[shown] = true
	}
	l := library(t)
	got := map[string]bool{}
	opts := pipeline.ImportOptions{Parser: isolated(t, 1, 0), Progress: func(e pipeline.Event) {
		if e.Status == pipeline.StatusFailed {
			t.Errorf("%+v", e)
		}
		got[filepath.Base(e.Path)] = true
	}}
	importFiles(t, l, opts, dir)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if r := importFiles(t, l, opts, dir); r.Same != len(names) || r.Moved != 0 {
		t.Errorf("second import: %+v", r)
	}
	if r := importFiles(t, l, opts, filepath.Join(dir, "a*b[c].txt")); r.Same != 1 {
		t.Errorf("a name that looks like a pattern: %+v", r)
	}
}
