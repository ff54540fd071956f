package pipeline_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline"
)

// zipped packs files, whose names are GBK as a Chinese Windows writes them, in order.
func zipped(t *testing.T, files ...[2]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		name, err := simplifiedchinese.GBK.NewEncoder().String(f[0])
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: true})
		if err == nil {
			_, err = w.Write([]byte(f[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFilesInArchivesAreImportedOneByOne(t *testing.T) {
	word, err := os.ReadFile(fixtures + "/plans/发展和改革局2024年度双拥工作计划.docx")
	if err != nil {
		t.Fatal(err)
	}
	const plan = "财政局2024年工作计划\n一、安排经费"
	inner := zipped(t, [2]string{"局/财政局.txt", plan}, [2]string{"坏.docx", string(word[:len(word)/2])}, [2]string{"~$财政局.docx", "x"})
	dir := t.TempDir()
	path := filepath.Join(dir, "各单位.zip")
	data := zipped(t, [2]string{"2024/发改局.docx", string(word)}, [2]string{"2024/下属.zip", inner}, [2]string{"又一份.txt", plan})
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	l := library(t)
	n, err := pipeline.Count(ctx, []string{dir}, pipeline.Selection{})
	if err != nil || n != 1 { // an archive is one file until it is opened
		t.Errorf("%d files counted, %v", n, err)
	}
	fates := map[string]pipeline.Status{}
	r := importFiles(t, l, pipeline.ImportOptions{Progress: func(e pipeline.Event) {
		inside, err := filepath.Rel(dir, e.Path)
		if err != nil {
			t.Error(err)
		}
		fates[filepath.ToSlash(inside)] = e.Status
	}}, dir)
	want := map[string]pipeline.Status{
		"各单位.zip/2024/发改局.docx": pipeline.StatusDone, "各单位.zip/2024/下属.zip/局/财政局.txt": pipeline.StatusDone,
		"各单位.zip/2024/下属.zip/坏.docx": pipeline.StatusFailed, "各单位.zip/又一份.txt": pipeline.StatusSame,
	}
	if diff := cmp.Diff(want, fates); diff != "" {
		t.Error(diff)
	}
	if r.In != 4 || r.Failures[0].Code != gangmu.ErrCorrupt {
		t.Errorf("%+v", r)
	}
	again := importFiles(t, l, pipeline.ImportOptions{}, path)
	if again.In != 4 || again.Done != 0 || again.Same != 3 {
		t.Errorf("second import: %+v", again)
	}
	left, err := os.ReadDir(filepath.Join(l.Dir, "tmp"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAnArchiveThatCannotBeReadIsOneFailure(t *testing.T) {
	dir := t.TempDir()
	data := zipped(t, [2]string{"甲.txt", "财政局2024年工作计划\n一、安排经费"})
	for name, s := range map[string]string{"断.zip": data[:len(data)-30], "空.zip": zipped(t)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := importFiles(t, library(t), pipeline.ImportOptions{}, dir)
	codes := map[string]gangmu.ErrorCode{}
	for _, f := range r.Failures {
		codes[filepath.Base(f.Path)] = f.Code
	}
	if diff := cmp.Diff(map[string]gangmu.ErrorCode{"断.zip": gangmu.ErrCorrupt, "空.zip": gangmu.ErrNoText}, codes); diff != "" {
		t.Error(diff)
	}
}
