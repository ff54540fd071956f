package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCopiesLieAsTheirFilesDo(t *testing.T) {
	root := t.TempDir()
	for _, f := range []string{"a/2023/x.pdf", "a/2024/x.pdf", "a/y.jpg"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, f)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, f), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ paths, file, want string }{
		{"a", "a/2023/x.pdf", "2023/x.pdf"},
		{"a/y.jpg", "a/y.jpg", "y.jpg.pdf"},
		{"a/2023/x.pdf a/2024/x.pdf", "a/2024/x.pdf", "2024/x.pdf"},
		{"a/2023 a/2024", "a/2024/x.pdf", "2024/x.pdf"},
		{"a/*/x.pdf", "a/2024/x.pdf", "2024/x.pdf"},
		{"a", "a/b.zip/2024/x.PDF", "b.zip/2024/x.PDF"},
		{"a/2023", "a/2024/x.pdf", ""},
	} {
		var paths []string
		for _, p := range strings.Fields(c.paths) {
			paths = append(paths, filepath.Join(root, p))
		}
		got, err := (&copies{dir: "/out", base: commonFolder(paths)}).target(filepath.Join(root, c.file))
		if want := filepath.Join("/out", c.want); c.want != "" && got != want || c.want == "" && err == nil {
			t.Errorf("%s of %s: %q, %v", c.file, c.paths, got, err)
		}
	}
}

func TestOnlyOurCopiesAreKnownAsSuch(t *testing.T) {
	id := strings.Repeat("0a", 32)
	for content, want := range map[string]string{
		"%PDF\ntrailer\n%" + copyMark + id + "\nstartxref\n12\n%%EOF\n":     id,
		"%PDF\ntrailer\n%" + copyMark + id[1:] + "\nstartxref\n12\n%%EOF\n": "",
		"%PDF\ntrailer\n%" + copyMark + id + "\nmore\nstartxref\n12\n":      "",
		"%PDF\ntrailer\nstartxref\n12\n%%EOF\n":                             "",
		"":                                                                  "",
	} {
		file := filepath.Join(t.TempDir(), "a.pdf")
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := copyOf(file); got != want {
			t.Errorf("%q: %q", content, got)
		}
	}
}
