package pipeline_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline"
	"github.com/gangmu/gangmu/pipeline/ledger"
)

// oddNames are as people should see them; the last has 255 bytes, the most that a name
// may have on common file systems.
var oddNames = []string{
	" 前后 有空格 .txt", "emoji 😀👨‍👩‍👧.txt", "四字节𠮷𪚥.txt", "引号'\"&<>.txt", "全角（１）【】.txt", "-n.txt", "%d%s.txt", "换\n行.txt",
	strings.Repeat("长", 83) + "ab.txt",
}

// gbkNames can be written in GBK, and are, in archives and on the disk.
var gbkNames = []string{"国标码 文件.txt", "镕（１）.txt"}

func gbk(t *testing.T, s string) string {
	t.Helper()
	raw, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// oddFiles makes files with odd names in folders and in archives below dir, each with a
// plan of its own number, and returns the numbers by the paths that should be shown.
func oddFiles(t *testing.T, dir string) map[string]int {
	t.Helper()
	want := map[string]int{}
	number := func(shown string) string {
		want[shown] = len(want) + 1
		return plan(want[shown])
	}
	files := map[string]string{}
	var modern, old bytes.Buffer
	utf8Zip, gbkZip := zip.NewWriter(&modern), zip.NewWriter(&old)
	pack := func(z *zip.Writer, h *zip.FileHeader, text string) {
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range oddNames {
		files["夹 子😀/"+n] = number("夹 子😀/" + n)
		files[gbk(t, "国标夹")+"/"+n] = number("国标夹/" + n)
		// Control characters of names in archives are replaced.
		pack(utf8Zip, &zip.FileHeader{Name: "里 面😀/" + n, Method: zip.Deflate}, number("包 裹𠮷.zip/里 面😀/"+strings.ReplaceAll(n, "\n", "_")))
	}
	for _, n := range gbkNames {
		files["夹 子😀/"+gbk(t, n)] = number("夹 子😀/" + n)
		pack(gbkZip, &zip.FileHeader{Name: gbk(t, "里面/"+n), NonUTF8: true, Method: zip.Deflate}, number("国标包.zip/里面/"+n))
	}
	for _, z := range []*zip.Writer{utf8Zip, gbkZip} {
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	files["包 裹𠮷.zip"], files[gbk(t, "国标包.zip")] = modern.String(), old.String()
	put(t, dir, files)
	return want
}

// Whatever a file is called, in a folder or in an archive, everything that speaks of it
// calls it so: the report, the entry, what show finds, the JSON and the ledgers.
func TestNamesAreRightEverywhere(t *testing.T) {
	dir := t.TempDir()
	want := oddFiles(t, dir)
	l := library(t)
	below := func(path string) string { return strings.TrimPrefix(path, dir+"/") }

	ids := map[string]string{} // by shown path
	importFiles(t, l, pipeline.ImportOptions{Progress: func(e pipeline.Event) {
		if e.Status != pipeline.StatusDone {
			t.Errorf("%q: %s %s", e.Path, e.Status, e.Detail)
		}
		ids[below(e.Path)] = e.ID
	}}, dir)
	if len(ids) != len(want) {
		t.Errorf("%d files in the report, want %d", len(ids), len(want))
	}
	sources := map[string]string{} // by measure
	for shown, n := range want {
		sources[fmt.Sprintf("一、疏浚河道%d条。", n)] = filepath.Base(shown)
		p, err := pipeline.Find(ctx, l.Store, ids[shown]+"/p1/1")
		if err != nil {
			t.Errorf("%q: %v", shown, err)
			continue
		}
		if below(p.Entry.Name()) != shown || p.Result.Name != filepath.Base(shown) || sources[p.Node.OwnText] != p.Result.Name {
			t.Errorf("%q is shown as %q, %q, %q", shown, p.Entry.Name(), p.Result.Name, p.Node.OwnText)
		}
	}

	var docs []gangmu.Result
	if err := json.Unmarshal([]byte(export(t, l, pipeline.ExportOptions{Format: pipeline.ExportJSON})), &docs); err != nil {
		t.Fatal(err)
	}
	inJSON := map[string]string{}
	for _, d := range docs {
		inJSON[d.Plans[0].Measures[0].Text] = d.Name
	}
	if diff := cmp.Diff(sources, inJSON); diff != "" {
		t.Error("JSON: ", diff)
	}

	text := strings.TrimPrefix(export(t, l, pipeline.ExportOptions{Format: pipeline.ExportCSV}), "\uFEFF")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sources, sourcesOf(rows)); diff != "" {
		t.Error("CSV: ", diff)
	}

	book, err := excelize.OpenReader(strings.NewReader(export(t, l, pipeline.ExportOptions{Format: pipeline.ExportXLSX})))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if rows, err = book.GetRows("台账"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sources, sourcesOf(rows)); diff != "" {
		t.Error("xlsx: ", diff)
	}

	again := importFiles(t, l, pipeline.ImportOptions{}, dir)
	if again.Same != len(want) || again.Moved+again.Versions != 0 {
		t.Errorf("again: %+v", again)
	}
}

// sourcesOf gives the source file of each measure of a ledger. A name that a spreadsheet
// would take for a formula has an apostrophe before it in CSV.
func sourcesOf(rows [][]string) map[string]string {
	out := map[string]string{}
	for _, r := range rows[1:] {
		out[r[ledger.Measure]] = strings.TrimPrefix(r[ledger.Source], "'")
	}
	return out
}
