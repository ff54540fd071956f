package ledger_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu/pipeline/ledger"
)

// converted has LibreOffice open a workbook, and reads the cells of its first sheet from
// what it writes as CSV.
func converted(t *testing.T, path string, limit time.Duration) *csv.Reader {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not here")
	}
	dir := filepath.Dir(path)
	c := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "--outdir", dir, path)
	c.WaitDelay = time.Second
	late := time.AfterFunc(limit, func() { _ = c.Process.Kill() })
	out, err := c.CombinedOutput()
	if !late.Stop() {
		t.Skip("LibreOffice does not end here")
	}
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	f, err := os.Open(strings.TrimSuffix(path, ".xlsx") + ".csv")
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Cleanup(func() { f.Close() })
	b := bufio.NewReader(f)
	if mark, err := b.Peek(3); err == nil && string(mark) == "\uFEFF" {
		_, _ = b.Discard(3)
	}
	return csv.NewReader(b)
}

// LibreOffice opens the workbook and sees the same cells.
func TestWorkbookInLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("tests are to be short")
	}
	path := filepath.Join(t.TempDir(), "t.xlsx")
	if err := os.WriteFile(path, workbook(t), 0o644); err != nil {
		t.Fatal(err)
	}
	rows, err := converted(t, path, 3*time.Minute).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatal(rows, err)
	}
	for i, w := range want {
		if diff := cmp.Diff(w, rows[i+1][1:10]); diff != "" {
			t.Errorf("row %d: %s", i+1, diff)
		}
	}
}

// many is the size of a large ledger.
const many = 200_000

// largeRow is a row that differs from all others in nearly every cell.
func largeRow(i int) (r ledger.Row) {
	r.Cells = [...]any{
		ledger.Bureau: fmt.Sprintf("第%d局", i%97), ledger.Year: 2000 + i%30, ledger.Plan: fmt.Sprintf("第%d局工作计划 “%d”", i%97, i/50),
		ledger.Section: fmt.Sprintf("一、工作 / （%d）<重点>&其他", i%9), ledger.Measure: fmt.Sprintf("%d.%s\n第二行，\"%x\"𠮷😀", i, strings.Repeat("落实措施，", 8), i),
		ledger.Lead: fmt.Sprint("牵头", i%13), ledger.Cooperating: "", ledger.Deadline: fmt.Sprintf("%d月底前", i%12+1), ledger.Quantities: fmt.Sprintf("%d个", i),
		ledger.Source: fmt.Sprintf("文件 %d.docx", i/50), ledger.Page: i % 40, ledger.Confidence: float64(i%100) / 100, ledger.Progress: "", ledger.Remark: "",
	}
	r.Inferred[ledger.Lead] = i%3 == 0
	return r
}

// shown are the cells of largeRow(i) as a person sees them.
func shown(i int) []string {
	var out []string
	for c, v := range largeRow(i).Cells {
		switch {
		case ledger.Column(c) == ledger.Number:
			v = i + 1
		case v == 0: // unknown
			v = ""
		}
		out = append(out, fmt.Sprint(v))
	}
	return out
}

// A ledger of 200,000 measures is opened by LibreOffice, and every cell is right.
func TestLargeWorkbookInLibreOffice(t *testing.T) {
	if os.Getenv("GANGMU_LARGE_LEDGER") == "" {
		t.Skip("takes minutes: set GANGMU_LARGE_LEDGER=1")
	}
	path := filepath.Join(t.TempDir(), "large.xlsx")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	began := time.Now()
	writeLarge(t, f)
	t.Logf("written in %s, peak of this process %.0f MiB", time.Since(began).Round(time.Second/10), peak(t))
	if st, err := f.Stat(); err == nil {
		t.Logf("%.1f MB", float64(st.Size())/1e6)
	}
	began = time.Now()
	rows := converted(t, path, 20*time.Minute)
	t.Logf("LibreOffice opened and converted it in %s", time.Since(began).Round(time.Second/10))
	head, err := rows.Read()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(ledger.Titles[:], head); diff != "" {
		t.Error(diff)
	}
	n, cells, wrong := 0, 0, 0
	for ; ; n++ {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		want := shown(n)
		for c := range want {
			if cells++; row[c] != want[c] {
				if wrong++; wrong < 10 {
					t.Errorf("row %d, %s: %q, want %q", n+1, ledger.Titles[c], row[c], want[c])
				}
			}
		}
	}
	if n != many || wrong > 0 {
		t.Errorf("%d rows, %d cells wrong", n, wrong)
	}
	t.Logf("%d rows, %d cells compared", n, cells)
}

func writeLarge(t testing.TB, w io.Writer) {
	t.Helper()
	b, err := ledger.NewWorkbook(w)
	if err != nil {
		t.Fatal(err)
	}
	for i := range many {
		if err := b.Write(largeRow(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkWorkbook writes a ledger of 200,000 measures; the peak of memory is that of the
// whole process.
func BenchmarkWorkbook(b *testing.B) {
	for b.Loop() {
		writeLarge(b, io.Discard)
	}
	b.ReportMetric(peak(b), "peak-MiB")
}

// peak is the most memory that this process had, in MiB; 0 where the system does not say.
func peak(t testing.TB) (mib float64) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	if _, kib, ok := bytes.Cut(status, []byte("VmHWM:")); ok {
		if _, err := fmt.Sscan(string(kib), &mib); err != nil {
			t.Error(err)
		}
	}
	return mib / 1024
}
