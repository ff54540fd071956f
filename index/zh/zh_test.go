package zh

import (
	"os"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var inputs = []string{
	"随军家属就业", "隨 軍\n家屬就業2023年ＡＢＣ１２３", "930烈士纪念日4.5%", "⼯作(⼀)", "双拥\x00工作\xff计划", "𠮷野家😀双拥", "", "  \n",
	"㈠①⑴⒈Ⅳ㎡㍿℃½ﬁ", "e\u0301té Ünïcode", "双\u200b拥\ufe0f工\u00ad作", "\u0300", "军", "军车a军", "乾隆",
}

// A token leads back to the bytes that it was made of: inside the text, on borders of
// characters, in the order of the text, and folding to its term.
func checkTokens(t *testing.T, in string) {
	t.Helper()
	text := Fold(in)
	for name, tokens := range map[string][]Token{"words": text.Words(), "bigrams": text.Bigrams(), "terms": text.Terms(), "characters": text.Characters()} {
		last := 0
		for _, k := range tokens {
			if k.Start < last || k.End > len(in) || k.Start >= k.End || k.Term == "" || k.Position < 1 {
				t.Fatalf("%q, %s: token %+v after byte %d", in, name, k, last)
			}
			if utf8.ValidString(in) && (!utf8.RuneStart(in[k.Start]) || k.End < len(in) && !utf8.RuneStart(in[k.End])) {
				t.Fatalf("%q, %s: token %+v cuts a character", in, name, k)
			}
			last = k.Start
			if got := strings.TrimSpace(Fold(in[k.Start:k.End]).String()); got != k.Term {
				t.Errorf("%q, %s: term %q, but its bytes fold to %q", in, name, k.Term, got)
			}
		}
	}
	last := -1
	for _, b := range text.Borders() {
		if b <= last && len(text.String()) > 0 || b > len(text.String()) {
			t.Fatalf("%q: border %d after %d", in, b, last)
		}
		last = b
	}
	if again := Fold(text.String()).String(); again != text.String() {
		t.Errorf("%q folds to %q, and that to %q", in, text.String(), again)
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

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"ＡＢＣ　１２３":        "abc 123",
		"㈠①⑴⒈Ⅳ㎡":         "一111ivm2",
		"⼯⽅⻢":            "工方马",
		"隨軍家屬就業":         "随军家属就业",
		"双 拥\n工\u3000作":  "双拥工作",
		"Word 文件 2023 年": "word 文件 2023 年",
		"双\u200b拥\ufe0f": "双拥",
		"été":            "ete",
		"1⁄2½":           "1⁄2½",
		"a\x00b\xffc":    "a b c",
		"臺灣 乾隆":          "台湾干隆",
	} {
		if got := Fold(in).String(); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
	}
}

func TestWhatIsFoldedStaysSo(t *testing.T) {
	for r := rune(0); r < 0x30000; r++ {
		once := Fold(string(r)).String()
		if again := Fold(once).String(); again != once {
			t.Errorf("%U %q folds to %q, and that to %q", r, r, once, again)
		}
	}
}

// jieba's own examples of what its search mode gives, and words that only we have.
func TestWords(t *testing.T) {
	for in, want := range map[string][]string{
		"小明硕士毕业于中国科学院计算所": {"小明", "硕士", "毕业", "于", "中国", "中国科学院", "科学", "科学院", "学院", "计算", "计算所"},
		"随军家属就业":          {"随军", "随军家属", "家属", "就业"},
		"双拥工作":            {"双拥", "双拥工作", "工作"},
		"他来到了网易杭研大厦":      {"他", "来到", "网易", "杭研", "大厦"}, // 杭研 by the model
		"待处理5G基站":         {"待处理", "处理", "5g", "基站"},
		"卡拉ok":            {"卡拉", "ok"},
	} {
		if diff := cmp.Diff(want, terms(Fold(in).Words())); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

func TestEveryOwnWordIsInTheLexicon(t *testing.T) {
	own, err := os.ReadFile("dictionary/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(own)) {
		w := Fold(strings.Fields(line)[0])
		if !openedLexicon().has(w.runes) {
			t.Errorf("%s is missing: run go generate in index/zh", w)
		}
	}
}

func TestEveryCharacterBeginsATerm(t *testing.T) {
	want := []string{"随军", "军家", "家属", "属", "4.5", "县"}
	if diff := cmp.Diff(want, terms(Fold("随军家属4.5县").Terms())); diff != "" {
		t.Error(diff)
	}
}

func TestInitials(t *testing.T) {
	for name, typed := range map[string]string{"财政局": "czj", "重庆市": "cq", "长治": "cz", "退役军人事务局": "tyjr", "泸州": "lz", "衢州": "qz"} {
		if !HasInitials(name, typed) {
			t.Errorf("%s has not the initials %s", name, typed)
		}
	}
	for name, typed := range map[string]string{"财政局": "cj", "a": "", "局": "jj", "财": "财"} {
		if HasInitials(name, typed) {
			t.Errorf("%s has the initials %s", name, typed)
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

func BenchmarkWords(b *testing.B)   { benchmark(b, (*Text).Words) }
func BenchmarkBigrams(b *testing.B) { benchmark(b, (*Text).Bigrams) }

func benchmark(b *testing.B, cut func(*Text) []Token) {
	text := strings.Repeat("持续开展定向招聘随军家属和送岗位进军营工作，落实优抚对象普惠加优待政策。", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		cut(Fold(text))
	}
}
