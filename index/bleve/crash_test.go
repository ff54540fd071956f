package bleve_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/bleve"
	"github.com/gangmu/gangmu/index/indextest"
)

// childVariable makes the test program the process that is killed: it names the index.
const childVariable = "GANGMU_TEST_INDEX"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childVariable); dir != "" {
		fmt.Println(putForEver(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// putForEver puts one document after the other and says so of each that was acknowledged.
func putForEver(dir string) error {
	x, err := bleve.Open(dir, bleve.Options{})
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		var texts []string
		for i := range 20 {
			texts = append(texts, fmt.Sprintf("安排经费第%d项", i))
		}
		if err := x.Put(context.Background(), indextest.Document(fmt.Sprintf("%08x", n), "财政局", 2024, texts...)); err != nil {
			return err
		}
		fmt.Println("put", n)
	}
}

func TestKillLosesNoAcknowledgedDocument(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir := filepath.Join(t.TempDir(), "index")
	for round := range 3 {
		acknowledged := killAfter(t, dir, 5+7*round)
		x, err := bleve.Open(dir, bleve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for n := range acknowledged {
			id := strings.Repeat(fmt.Sprintf("%08x", n), 8)
			a, err := x.Search(context.Background(), index.Query{Text: "经费 计划:" + id, Match: index.MatchAll, Limit: 1})
			if err != nil || a.Total != 20 {
				t.Errorf("round %d: %d measures of document %d of %d: %v", round, a.Total, n, acknowledged, err)
			}
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// killAfter kills a process that writes to dir when it has acknowledged so many documents,
// and returns how many it acknowledged.
func killAfter(t *testing.T, dir string, documents int) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, os.Args[0], "-test.run=^$")
	c.Env = append(os.Environ(), childVariable+"="+dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	n := 0
	for s := bufio.NewScanner(out); s.Scan(); {
		if !strings.HasPrefix(s.Text(), "put ") {
			t.Fatalf("the writer says %q", s.Text())
		}
		if n++; n == documents {
			if err := c.Process.Kill(); err != nil { // SIGKILL, in the middle of the next batch
				t.Fatal(err)
			}
		}
	}
	_ = c.Wait()
	if n < documents {
		t.Fatalf("%d documents acknowledged, want %d", n, documents)
	}
	return n
}

// A segment that was cut off must give an error that says so, at once or when it is read.
func TestATruncatedSegmentIsDamage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	x, err := bleve.Open(dir, bleve.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Put(context.Background(), indextest.Document("a", "财政局", 2024, "安排经费", "拨付经费")); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	segments, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil || len(segments) == 0 {
		t.Fatalf("%d segments, %v", len(segments), err)
	}
	for _, s := range segments {
		info, err := os.Stat(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(s, info.Size()/2); err != nil {
			t.Fatal(err)
		}
	}
	assertDamaged(t, dir)
}

func assertDamaged(t *testing.T, dir string) {
	t.Helper()
	x, err := bleve.Open(dir, bleve.Options{})
	if err == nil {
		_, err = x.Search(context.Background(), index.Query{Text: "经费"})
		_ = x.Close()
	}
	if !isDamaged(err) {
		t.Errorf("error %v", err)
	}
}
