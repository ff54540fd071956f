package zh

import (
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var texts = flag.String("texts", "", "a file whose lines are cut by both cutters")

func cutBy(c cutter, t *Text) []string {
	var out []string
	c.words(t, func(from, to int) {
		a, b := t.bytesOf(from, to)
		out = append(out, t.text[a:b])
	})
	return out
}

// checkCutters holds that what is asked is cut as what is indexed.
func checkCutters(t *testing.T, in string) {
	t.Helper()
	text := Fold(in)
	if diff := cmp.Diff(cutBy(forTexts, text), cutBy(forQueries, text)); diff != "" {
		t.Errorf("%q: gojieba (-) and the light cutter (+): %s", in, diff)
	}
}

func TestCuttersAgree(t *testing.T) {
	for _, in := range inputs {
		checkCutters(t, in)
	}
	for _, pattern := range []string{"../../testdata/plans/*.txt", "../../segment/testdata/*.txt", "../synonym/*.txt", "../../../shared/corpus/texts/*", "../../../shared/search/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			t.Logf("no files %s", pattern)
		}
		for _, f := range append(files, *texts) {
			checkFile(t, f)
			if t.Failed() {
				return
			}
		}
	}
}

func checkFile(t *testing.T, path string) {
	t.Helper()
	if path == "" {
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		checkCutters(t, line)
		if t.Failed() {
			return
		}
	}
}

// Words and their parts at random make runs with many ways to cut them.
func TestCuttersAgreeOnWordsAtRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	l := openedLexicon()
	var b strings.Builder
	for range 5000 {
		b.Reset()
		for range 1 + r.IntN(12) {
			node := 0
			for { // down the trie
				low, high := int(u32(l.first, node)), int(u32(l.first, node+1))
				if low == high || node > 0 && r.IntN(3) == 0 {
					break
				}
				node = low + r.IntN(high-low)
				b.WriteRune(rune(u16(l.chars, node)))
			}
			if r.IntN(20) == 0 {
				b.WriteString("，")
			}
		}
		checkCutters(t, b.String())
		if t.Failed() {
			return
		}
	}
}

func FuzzCutters(f *testing.F) {
	for _, in := range inputs {
		f.Add(in)
	}
	f.Add("持续开展定向招聘驻池部队随军家属和“送岗位进军营”工作")
	f.Fuzz(checkCutters)
}
