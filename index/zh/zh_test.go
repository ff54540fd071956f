package zh

import (
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var inputs = []string{"随军家属就业", "隨 軍\n家屬就業2023年ＡＢＣ１２３", "930烈士纪念日4.5%", "⼯作(⼀)", "双拥\x00工作\xff计划", "𠮷野家😀双拥", "", "  \n"}

// A token leads back to the bytes that it was made of.
func checkTokens(t *testing.T, in string) {
	t.Helper()
	text := Fold(in)
	for _, tokens := range [][]Token{text.Words(), text.Bigrams()} {
		last := 0
		for _, k := range tokens {
			if k.Start < last || k.End > len(in) || k.Start >= k.End || k.Term == "" {
				t.Fatalf("%q: token %+v after byte %d", in, k, last)
			}
			last = k.Start
			if got := strings.TrimSpace(Fold(in[k.Start:k.End]).String()); got != k.Term {
				t.Errorf("%q: term %q, but its bytes fold to %q", in, k.Term, got)
			}
		}
	}
}

func TestTokensLeadBackToTheirBytes(t *testing.T) {
	for _, in := range inputs {
		checkTokens(t, in)
	}
}

func FuzzTokens(f *testing.F) {
	for _, in := range inputs {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) { checkTokens(t, in) })
}

func terms(tokens []Token) []string {
	var out []string
	for _, k := range tokens {
		out = append(out, k.Term)
	}
	return out
}

func TestWhatReadsTheSameIsTheSame(t *testing.T) {
	want := terms(Fold("随军家属就业123").Words())
	for _, in := range []string{"隨軍家屬就業１２３", "随 军 家\n属就业123", "随军\u3000家属就业123"} {
		if diff := cmp.Diff(want, terms(Fold(in).Words())); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

func TestBigramsTakeEveryPairOnce(t *testing.T) {
	want := []string{"双拥", "拥工", "工作", "85", "县", "gdp", "4.5"}
	if diff := cmp.Diff(want, terms(Fold("双拥工作85，县，GDP 4.5").Bigrams())); diff != "" {
		t.Error(diff)
	}
}

func TestGoroutinesShareOneSegmenter(t *testing.T) {
	want := terms(Fold("定向招聘随军家属").Words())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				if diff := cmp.Diff(want, terms(Fold("定向招聘随军家属").Words())); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	wg.Wait()
}

func TestDictionariesAreUnpackedWholeAndOnce(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{"a": "whole"}
	if err := os.WriteFile(dir+"/a", []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := unpackInto(dir, files); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(dir + "/a")
	if err != nil || string(b) != "whole" {
		t.Errorf("%q, %v", b, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 { // and the mark
		t.Errorf("%d files in the folder", len(left))
	}
}

func BenchmarkWords(b *testing.B)   { benchmark(b, (*Text).Words) }
func BenchmarkBigrams(b *testing.B) { benchmark(b, (*Text).Bigrams) }

func benchmark(b *testing.B, cut func(*Text) []Token) {
	text := strings.Repeat("持续开展定向招聘随军家属和送岗位进军营工作，落实优抚对象普惠加优待政策。", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		cut(Fold(text))
	}
}
