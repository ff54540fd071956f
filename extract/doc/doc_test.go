package doc

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
)

const (
	fixture = "../../testdata/formats/园林绿化计划.doc"
	docs    = "testdata/feature/*.doc"
)

func load(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(b []byte) (*gangmu.Document, error) {
	return Read(context.Background(), bytes.NewReader(b), int64(len(b)))
}

func shown(d *gangmu.Document) string {
	var out strings.Builder
	for _, b := range d.Blocks {
		if b.Label != "" {
			out.WriteString("[" + b.Label + "]")
		}
		out.WriteString(strings.ReplaceAll(b.Text, "\n", "⏎") + "\n")
	}
	return out.String()
}

// Each file shows one feature; what it says stands beside it.
func TestFeatures(t *testing.T) {
	names, err := filepath.Glob(docs)
	if err != nil || len(names) < 5 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		d, err := read(load(t, name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := string(load(t, strings.TrimSuffix(name, ".doc")+".txt"))
		if got := shown(d); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestBadFilesGiveTypedErrors(t *testing.T) {
	good := load(t, fixture)
	at := func(mark string) int {
		i := bytes.Index(good, []byte(mark))
		if i < 0 {
			t.Fatalf("no %q", mark)
		}
		return i
	}
	fib := at("\xEC\xA5")
	change := func(at int, to ...byte) []byte {
		b := bytes.Clone(good)
		copy(b[at:], to)
		return b
	}
	for _, c := range []struct {
		name string
		data []byte
		want gangmu.ErrorCode
	}{
		{"cut off in the header", good[:300], gangmu.ErrCorrupt},
		{"cut off in the middle", good[:len(good)/3], gangmu.ErrCorrupt},
		{"no compound file", []byte(strings.Repeat("甲", 1000)), gangmu.ErrCorrupt},
		{"Word 95", change(fib+2, 0x68, 0), gangmu.ErrUnsupported},
		{"encrypted", change(fib+11, good[fib+11]|1), gangmu.ErrEncrypted},
		{"a text of two thousand million characters", change(fib+offCounts, 0xFF, 0xFF, 0xFF, 0x7F), gangmu.ErrTooLarge},
		{"no piece table", change(fib+offParts+8*partClx, 0xFF, 0xFF, 0xFF, 0x7F), gangmu.ErrCorrupt},
	} {
		if _, err := read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
	}
}

func TestAnEndedContextIsNoDamage(t *testing.T) {
	f, err := open(bytes.NewReader(load(t, fixture)))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	b := &body{ctx: ctx, file: f, paragraphs: 999}
	if _, err := b.main(); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestFieldsWithoutStoredResult(t *testing.T) {
	for code, want := range map[string]string{
		`EQ \o\ac(○,3)`: "③", `EQ \* jc3 \* "Font:宋体" \* hps22 \o\al(\s\up 10(zhù),军)`: "军", `EQ \f(1,2)`: "1,2", `PAGE \* MERGEFORMAT`: "",
	} {
		f := field{code: appendUnits(nil, utf16LE(code), 2)}
		f.settle()
		if got := f.result(); got != want {
			t.Errorf("%s shows %q, want %q", code, got, want)
		}
	}
}

func utf16LE(s string) []byte {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return b
}

func TestAFieldThatNeverEndsHidesNothing(t *testing.T) {
	units := appendUnits(nil, utf16LE("甲\x13乙\x14丙"), 2)
	f := findFields(units, 0)
	var out []rune
	for cp, u := range units {
		if taken, _, _ := f.take(cp, u); !taken {
			out = append(out, rune(u))
		}
	}
	if string(out) != "甲乙丙" {
		t.Errorf("%q", string(out))
	}
}

// Recall of Han 4-grams against what LibreOffice writes of the same files: its own text
// filter has other marks and numbers, but the same characters.
func TestTextIsThatOfLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice: ", err)
	}
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	names, err := filepath.Glob(docs)
	if err != nil {
		t.Fatal(err)
	}
	names = append(names, fixture)
	dir := t.TempDir()
	args := append([]string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir}, names...)
	if out, err := exec.CommandContext(t.Context(), soffice, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	// What is deleted or hidden, LibreOffice writes out.
	unseen := strings.NewReplacer("已经删去的半句", "", "内部掌握的一句", "", "原定九月", "", "暂不公开", "")
	found, total := 0, 0
	for _, name := range names {
		d, err := read(load(t, name))
		if err != nil {
			t.Fatal(err)
		}
		have := grams(d.Text())
		for g, n := range grams(unseen.Replace(string(load(t, filepath.Join(dir, strings.TrimSuffix(filepath.Base(name), ".doc")+".txt"))))) {
			total += n
			found += min(n, have[g])
		}
	}
	recall := float64(found) / float64(total)
	t.Logf("recall of 4-grams %.4f of %d", recall, total)
	if recall < .998 {
		t.Errorf("recall %.4f", recall)
	}
}

func grams(s string) map[string]int {
	var han []rune
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			han = append(han, r)
		}
	}
	m := map[string]int{}
	for i := range max(0, len(han)-3) {
		m[string(han[i:i+4])]++
	}
	return m
}

// Whatever the bytes are, Read gives a document of valid text or a typed error.
func FuzzRead(f *testing.F) {
	f.Add(load(f, fixture))
	names, _ := filepath.Glob(docs)
	for _, name := range names {
		f.Add(load(f, name))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := read(b)
		var code gangmu.ErrorCode
		switch {
		case err != nil && !errors.As(err, &code):
			t.Errorf("error without a code: %v", err)
		case err == nil && !utf8.ValidString(d.Text()):
			t.Error("text is not UTF-8")
		}
	})
}

// Whatever the list tables are, labels stay short and nothing panics.
func FuzzLists(f *testing.F) {
	w, err := open(bytes.NewReader(load(f, fixture)))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(w.from(partLists), w.part(partOverrides), []byte{0, 1, 1, 2, 0})
	f.Fuzz(func(t *testing.T, formats, overrides, steps []byte) {
		ls := readLists(formats, overrides)
		for i, k := range steps[:min(len(steps), 100)] {
			if o := ls.get(i%3 + 1); o != nil {
				label := o.advance(int(k), func(int) string { return "" })
				if !utf8.ValidString(label) {
					t.Errorf("label %q", label)
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := load(b, fixture)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(data); err != nil {
			b.Fatal(err)
		}
	}
}
