package zh

import (
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yanyiwu/gojieba"
)

var texts = flag.String("texts", "", "a file whose lines are cut by both cutters")

// gojieba is the segmenter whose words ours are, with its dictionary and our words. It is
// never freed, since it frees twice.
var segmenter = sync.OnceValue(func() *gojieba.Jieba {
	if _, err := os.Stat(gojieba.DICT_PATH); err != nil {
		return nil
	}
	return gojieba.NewJieba(gojieba.DICT_PATH, gojieba.HMM_PATH, filepath.Join("dictionary", "words.txt"), gojieba.IDF_PATH, gojieba.STOP_WORDS_PATH)
})

// cutByJieba gives gojieba the runs parted by blanks, at which it never cuts a word in two or
// joins two.
func cutByJieba(j *gojieba.Jieba, t *Text) []string {
	var text strings.Builder
	t.runs(func(from, to int, k class) {
		if k == han {
			a, b := t.bytesOf(from, to)
			text.WriteString(t.text[a:b] + " ")
		}
	})
	var out []string
	if text.Len() > 0 {
		for _, w := range j.Tokenize(text.String(), gojieba.SearchMode, true) {
			if w.Str != " " {
				out = append(out, w.Str)
			}
		}
	}
	return out
}

func cut(t *Text) []string {
	var out []string
	t.words(func(from, to int) {
		a, b := t.bytesOf(from, to)
		out = append(out, t.text[a:b])
	})
	return out
}

// checkCutters holds that we cut as gojieba does.
func checkCutters(t *testing.T, in string) {
	t.Helper()
	j := segmenter()
	if j == nil {
		t.Skip("gojieba's dictionary is not where it was built")
	}
	text := Fold(in)
	if diff := cmp.Diff(cutByJieba(j, text), cut(text)); diff != "" {
		t.Errorf("%q: gojieba (-) and we (+): %s", in, diff)
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
