package pipeline_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/gangmu/gangmu/pipeline"
)

// remembered imports a file with some text and makes the library remember it.
func remembered(t *testing.T) (l *pipeline.Library, path string, remember func()) {
	t.Helper()
	l = library(t)
	path = filepath.Join(t.TempDir(), "计划.txt")
	write(t, path, "水利局2024年工作计划\n一、疏浚河道。")
	importFiles(t, l, pipeline.ImportOptions{}, path)
	entries, err := pipeline.List(ctx, l.Store)
	if err != nil {
		t.Fatal(err)
	}
	return l, path, func() {
		t.Helper()
		if err := pipeline.Remember(l, path, entries[0].ID); err != nil {
			t.Fatal(err)
		}
	}
}

const otherText = "水利局2024年工作计划\n一、加固堤防。" // as long as the first

func TestAFileThatDidNotChangeIsNotRead(t *testing.T) {
	l, path, remember := remembered(t)
	write(t, path, otherText)
	remember() // a file system that lies
	if r := importFiles(t, l, pipeline.ImportOptions{}, path); r.Same != 1 || r.Versions != 0 {
		t.Errorf("%+v", r)
	}
	if r := importFiles(t, l, pipeline.ImportOptions{Rehash: true}, path); r.Done != 1 || r.Versions != 1 {
		t.Errorf("with Rehash: %+v", r)
	}
}

func TestAChangedFileIsReadWhateverItsTimeOfWriting(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the time of change is not known on " + runtime.GOOS)
	}
	l, path, remember := remembered(t)
	remember()
	st, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, otherText)
	if err := os.Chtimes(path, time.Time{}, st.ModTime()); err != nil {
		t.Fatal(err)
	}
	if r := importFiles(t, l, pipeline.ImportOptions{}, path); r.Done != 1 || r.Versions != 1 {
		t.Errorf("%+v", r)
	}
}

// What the store does not say is not believed.
func TestAStampWithoutDocumentCountsForNothing(t *testing.T) {
	l, path, remember := remembered(t)
	remember()
	other := open(t, t.TempDir())
	defer other.Close()
	b, err := os.ReadFile(filepath.Join(l.Dir, "stamps"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(other.Dir, "stamps"), string(b))
	if r := importFiles(t, other, pipeline.ImportOptions{}, path); r.Done != 1 {
		t.Errorf("%+v", r)
	}
}

func TestAFileJustWrittenIsNotRemembered(t *testing.T) {
	l, path, _ := remembered(t)
	importFiles(t, l, pipeline.ImportOptions{}, path)
	if b, err := os.ReadFile(filepath.Join(l.Dir, "stamps")); err == nil && len(b) > 0 {
		t.Errorf("%s", b)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
