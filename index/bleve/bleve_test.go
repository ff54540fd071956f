package bleve_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	engine "github.com/blevesearch/bleve/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/bleve"
	"github.com/gangmu/gangmu/index/indextest"
)

func open(t *testing.T) index.Index {
	t.Helper()
	x, err := bleve.Open(filepath.Join(t.TempDir(), "index"), bleve.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestIndex(t *testing.T) { indextest.Run(t, open) }

func TestAnswersDoNotDependOnHowDocumentsCame(t *testing.T) { indextest.Grouping(t, open) }

func TestWhatWasPutIsThereAfterwards(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	x, err := bleve.Open(dir, bleve.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Put(context.Background(), indextest.Document("a", "财政局", 2024, "安排经费")); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if x, err = bleve.Open(dir, bleve.Options{}); err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if a, err := x.Search(context.Background(), index.Query{Text: "经费"}); err != nil || a.Total != 1 {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestASecondOpenSaysThatTheIndexIsInUse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	x, err := bleve.Open(dir, bleve.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if _, err := bleve.Open(dir, bleve.Options{}); !errors.Is(err, bleve.ErrLocked) {
		t.Errorf("error %v", err)
	}
}

func isDamaged(err error) bool { return errors.Is(err, bleve.ErrDamaged) }

func TestADamagedIndexSaysSo(t *testing.T) {
	for _, file := range []string{"index_meta.json", "store/root.bolt"} {
		for _, content := range []string{"{", ""} {
			dir := filepath.Join(t.TempDir(), "index")
			x, err := bleve.Open(dir, bleve.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := x.Put(context.Background(), indextest.Document("a", "财政局", 2024, "安排经费")); err != nil {
				t.Fatal(err)
			}
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
			t.Logf("%s is %q", file, content)
			assertDamaged(t, dir)
		}
	}
}

func TestAnIndexOfAnotherVersionSaysSo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	x, err := engine.New(dir, engine.NewIndexMapping())
	if err != nil {
		t.Fatal(err)
	}
	if err := x.SetInternal([]byte("gangmu.version"), []byte("1")); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := bleve.Open(dir, bleve.Options{}); !errors.Is(err, bleve.ErrVersion) {
		t.Errorf("error %v", err)
	}
}

var distractors = flag.String("distractors", "", "JSON lines of further measures, each with a text")

// distracting adds measures that answer none of the judged queries.
func distracting(t *testing.T, x index.Index) {
	t.Helper()
	if *distractors == "" {
		return
	}
	f, err := os.Open(*distractors)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var texts []string
	for d := json.NewDecoder(f); d.More(); {
		var m struct{ Text string }
		if err := d.Decode(&m); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, m.Text)
	}
	if err := x.Put(context.Background(), indextest.Document("b", "他局", 2024, texts...)); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d distractors", len(texts))
}

// The judged queries are not part of the project; where they are, the ranking is
// measured on them.
func TestRankingOnJudgedQueries(t *testing.T) {
	const shared = "../../../shared/search/"
	docs, err := os.Open(shared + "docs.txt")
	if err != nil {
		t.Skip("no judged queries here")
	}
	defer docs.Close()
	x := open(t)
	defer x.Close()
	names := map[string]string{}
	var texts []string
	for s := bufio.NewScanner(docs); s.Scan(); {
		id, text, _ := strings.Cut(s.Text(), "|")
		names[text] = id
		texts = append(texts, text)
	}
	if err := x.Put(context.Background(), indextest.Document("a", "某局", 2024, texts...)); err != nil {
		t.Fatal(err)
	}
	distracting(t, x)
	queries, err := os.ReadFile(shared + "queries.txt")
	if err != nil {
		t.Fatal(err)
	}
	sum, n := 0.0, 0
	for line := range strings.Lines(string(queries)) {
		q, judged, ok := strings.Cut(strings.TrimSpace(line), "|")
		if !ok {
			continue
		}
		a, err := x.Search(context.Background(), index.Query{Text: q, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		var run []string
		for _, h := range a.Hits {
			run = append(run, names[h.Text])
		}
		sum += ndcg(run, judged)
		n++
	}
	t.Logf("nDCG@10 %.3f over %d queries", sum/float64(n), n)
	if sum/float64(n) < 0.90 {
		t.Errorf("nDCG@10 %.3f", sum/float64(n))
	}
}

func ndcg(run []string, judged string) float64 {
	gains := map[string]float64{}
	var ideal []float64
	for _, f := range strings.Fields(judged) {
		id, grade, _ := strings.Cut(f, ":")
		g, _ := strconv.Atoi(grade)
		gains[id] = math.Pow(2, float64(g)) - 1
		ideal = append(ideal, gains[id])
	}
	sort.Sort(sort.Reverse(sort.Float64Slice(ideal)))
	dcg, best := 0.0, 0.0
	for i, id := range run {
		dcg += gains[id] / math.Log2(float64(i)+2)
	}
	for i, g := range ideal[:min(10, len(ideal))] {
		best += g / math.Log2(float64(i)+2)
	}
	return dcg / best
}

func BenchmarkPut(b *testing.B) {
	x, err := bleve.Open(filepath.Join(b.TempDir(), "index"), bleve.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	texts := make([]string, 200)
	for i := range texts {
		texts[i] = "会同退役军人事务局开展优抚资金专项检查，检查面不低于" + strconv.Itoa(i) + "%。"
	}
	doc := indextest.Document("a", "财政局", 2024, texts...)
	for b.Loop() {
		if err := x.Put(context.Background(), []*gangmu.Result{doc}...); err != nil {
			b.Fatal(err)
		}
	}
}
