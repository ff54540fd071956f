package bleve_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/bleve"
	"github.com/gangmu/gangmu/index/indextest"
)

// made makes a closed index of some hundred measures and returns its segments.
func made(t *testing.T, dir string) []string {
	t.Helper()
	x, err := bleve.Open(dir, bleve.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for d := range 6 {
		var texts []string
		for i := range 60 {
			texts = append(texts, fmt.Sprintf("第%d项：会同退役军人事务局安排双拥经费%d万元，促进随军家属就业。", i, d*i))
		}
		if err := x.Put(context.Background(), indextest.Document(fmt.Sprintf("%08x", d), "财政局", 2020+d, texts...)); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if err := check(dir); err != nil {
		t.Fatalf("a sound index: %v", err)
	}
	if x, err = bleve.Open(dir, bleve.Options{}); err != nil {
		t.Fatal(err)
	}
	segments, err := x.Segments()
	if err = errors.Join(err, x.Close()); err != nil || len(segments) == 0 {
		t.Fatalf("%d segments, %v", len(segments), err)
	}
	return segments
}

func check(dir string) error {
	x, err := bleve.Open(dir, bleve.Options{})
	if err != nil {
		return err
	}
	return errors.Join(x.Check(context.Background()), x.Close())
}

// ask asks all kinds of questions; whatever is wrong must be an error, and that damage.
func ask(t *testing.T, dir string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	x, err := bleve.Open(dir, bleve.Options{})
	if err != nil {
		if !isDamaged(err) && !errors.Is(err, bleve.ErrVersion) {
			t.Errorf("open: %v", err)
		}
		return
	}
	defer x.Close()
	for _, q := range []index.Query{
		{Text: "随军家属就业"}, {Text: "“双拥经费”"}, {Text: "军"}, {Sort: index.SortYear}, {Text: "经费 单位:财政 年份:2022", Absent: true}, {Text: "双涌经费"},
	} {
		if _, err := x.Search(ctx, q); err != nil && !isDamaged(err) {
			t.Errorf("%s: %v", q.Text, err)
		}
	}
	if _, err := x.Count(ctx); err != nil && !isDamaged(err) {
		t.Errorf("count: %v", err)
	}
	if _, err := x.Suggest(ctx, "财", 3); err != nil && !isDamaged(err) {
		t.Errorf("suggest: %v", err)
	}
}

// A bit that flipped anywhere in a segment is seen by a check, lets no question panic, and
// is not merged into other segments.
func TestAFlippedBitIsDamage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	segments := made(t, dir)
	r := rand.New(rand.NewPCG(1, 2))
	n := 300
	if testing.Short() {
		n = 50
	}
	for range n {
		path := segments[r.IntN(len(segments))]
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		at, bit := r.IntN(len(data)), byte(1)<<r.IntN(8)
		flip := func() {
			data[at] ^= bit
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		flip()
		if err := check(dir); !isDamaged(err) {
			t.Errorf("%s, byte %d: check says %v", filepath.Base(path), at, err)
		}
		ask(t, dir)
		flip()
	}
	ask(t, dir)
}

func TestADamagedIndexIsNotWrittenTo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	segments := made(t, dir)
	data, err := os.ReadFile(segments[0])
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 4
	if err := os.WriteFile(segments[0], data, 0o600); err != nil {
		t.Fatal(err)
	}
	x, err := bleve.Open(dir, bleve.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for _, write := range []func() error{
		func() error {
			return x.Put(context.Background(), []*gangmu.Result{indextest.Document("a", "财政局", 2024, "经费")}...)
		},
		func() error { return x.Delete(context.Background(), "a") },
	} {
		if err := write(); !isDamaged(err) {
			t.Errorf("error %v", err)
		}
	}
}
