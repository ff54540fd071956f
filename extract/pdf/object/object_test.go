package object

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
)

// shown writes a value as the tests compare it.
func shown(v Value) string {
	switch v.Kind() {
	case Null:
		return "null"
	case Bool:
		return fmt.Sprint(v.IsTrue())
	case Integer, Real:
		return fmt.Sprint(v.Number())
	case String:
		return fmt.Sprintf("%q", v.Bytes())
	case Name:
		return "/" + v.Name()
	case Keyword:
		return v.Operator()
	case Array:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, shown(v.At(i)))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case Dict:
		return fmt.Sprintf("<<%d>>", len(v.Keys()))
	}
	return "?"
}

func TestLexer(t *testing.T) {
	for in, want := range map[string]string{
		"1 -2 +3 .5 -.25 4. 1.5":       "1 -2 3 0.5 -0.25 4 1.5",
		"--5 1-2":                      "-5 12", // slips that programs make
		"(a(b)c) (\\n\\101\\(\\\r\nx)": `"a(b)c" "\nA(x"`,
		"(a\r\nb)":                     `"a\nb"`,
		"<48 65 6C6c6F> <4>":           `"Hello" "@"`,
		"/Name /A#20B /#zz /":          "/Name /A B /#zz /",
		"[1 [2 3] (x)] << /A 1 /B >>":  `[1 [2 3] "x"] <<1>>`,
		"true false null % all\nBT f*": "true false null BT f*",
		"[1 2 endobj 3":                "[1 2] 3",
		"> ) } 7":                      ") } 7",
		"(open":                        `"open"`,
	} {
		l := NewLexer([]byte(in))
		var got []string
		for v, ok := l.Next(); ok; v, ok = l.Next() {
			got = append(got, shown(v))
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q: %s, want %s", in, g, want)
		}
	}
}

func TestDeepNestingEnds(t *testing.T) {
	for _, open := range []string{"[", "<<", "<</A"} {
		l := NewLexer([]byte(strings.Repeat(open, 1<<20)))
		for _, ok := l.Next(); ok; _, ok = l.Next() {
		}
	}
}

// streamOf makes a file with one stream, of the keys and the data.
func streamOf(keys, data string) *File {
	f, err := Open([]byte(fmt.Sprintf("%%PDF-1.4\n1 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n", keys, len(data), data)))
	if err != nil {
		panic(err)
	}
	return f
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func TestFilters(t *testing.T) {
	png := "\x02\x01\x02\x03" + "\x01\x01\x01\x01" + "\x02\x01\x01\x01" // up of nothing, left, up
	for name, c := range map[string]struct{ keys, data, want string }{
		"none":          {"", "plain", "plain"},
		"Flate":         {"/Filter /FlateDecode", deflated("text"), "text"},
		"two":           {"/Filter [/ASCIIHexDecode /FlateDecode]", fmt.Sprintf("%x>", deflated("text")), "text"},
		"ASCII85":       {"/Filter /ASCII85Decode", "87cURD]i,\"Ebo80~>", "Hello World!"},
		"RunLength":     {"/Filter /RunLengthDecode", "\x02abc\xfed\x80", "abcddd"},
		"LZW":           {"/Filter /LZWDecode", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "-----A---B"},
		"PNG predictor": {"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 3 >>", deflated(png), "\x01\x02\x03\x01\x02\x03\x02\x03\x04"},
		"TIFF":          {"/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 3 >>", deflated("\x01\x01\x01\x05\x01\x01"), "\x01\x02\x03\x05\x06\x07"},
		"huge columns":  {"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 999999999 >>", deflated("\x00ab"), "ab"},
	} {
		got, err := streamOf(c.keys, c.data).Object(1).Data()
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
	if _, err := streamOf("/Filter /DCTDecode", "x").Object(1).Data(); !errors.Is(err, ErrFilter) {
		t.Errorf("an image's filter: %v", err)
	}
	whole := deflated(strings.Repeat("text and more text ", 500))
	got, err := streamOf("/Filter /FlateDecode", whole[:len(whole)/2]).Object(1).Data()
	if !errors.Is(err, ErrTruncated) || !strings.HasPrefix(string(got), "text and more") {
		t.Errorf("half a stream: %d bytes, %v", len(got), err)
	}
}

func TestBombsAreCut(t *testing.T) {
	got, _ := streamOf("/Filter /FlateDecode", deflated(strings.Repeat("\x00", MaxDecoded+1000))).Object(1).Data()
	if len(got) > MaxDecoded {
		t.Errorf("%d bytes", len(got))
	}
}

// What a file claims of its size costs nothing: tables of millions of objects, long
// streams, wide rows.
func TestClaimsAreNotBelieved(t *testing.T) {
	for _, file := range []string{
		"%PDF-1.5\n1 0 obj\n<< /Type /XRef /Size 2000000000 /W [1 8 8] /Index [0 2000000000] /Root 1 0 R /Length 4 >>\nstream\nabcd\nendstream\nendobj\nstartxref\n9\n%%EOF",
		"%PDF-1.4\nxref\n0 2000000000\n0000000000 65535 f \ntrailer\n<< /Size 2000000000 /Root 1 0 R >>\nstartxref\n9\n%%EOF",
		"%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 2000000000 /First 2000000000 /Length 999999999 >>\nstream\n1 0\nendstream\nendobj\n2 0 obj\n<< /Type /Catalog /Pages 3 0 R >>\nendobj\n",
		"%PDF-1.4\n1 0 obj\n<< /Length 1 0 R /A 1 0 R >>\nstream\nx\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF",
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if f, err := Open([]byte(file)); err == nil {
			touch(f)
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
			t.Errorf("%.40q: %d bytes allocated", file, used)
		}
	}
}

// touch reads everything of a file.
func touch(f *File) {
	for _, n := range f.Numbers() {
		v := f.Object(n)
		_, _ = v.Data()
		for _, k := range v.Keys() {
			w := v.Key(k)
			for i := range min(w.Len(), 100) {
				w.At(i)
			}
		}
	}
}

func TestErrors(t *testing.T) {
	for file, want := range map[string]gangmu.ErrorCode{
		"":                   gangmu.ErrCorrupt,
		"%PDF-1.4":           gangmu.ErrCorrupt,
		"no PDF at all obj ": gangmu.ErrCorrupt,
		"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Encrypt << /Filter /Adobe.PubSec >> >>":  gangmu.ErrEncrypted,
		"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Encrypt << /Filter /Standard /V 9 >> >>": gangmu.ErrEncrypted,
	} {
		if _, err := Open([]byte(file)); !errors.Is(err, want) {
			t.Errorf("%.30q: %v, want %s", file, err, want)
		}
	}
}

func TestNewerObjectsHoldAfterRebuilding(t *testing.T) {
	f, err := Open([]byte("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n(old)\nendobj\n3 0 obj\n(kept)\nendobj\n2 0 obj\n<< /Kids [] >>\nendobj\n"))
	if err != nil {
		t.Fatal(err)
	}
	if f.Object(2).Kind() != Dict || f.Object(3).Bytes() != "kept" || !f.Rebuilt() {
		t.Errorf("%s %s", shown(f.Object(2)), shown(f.Object(3)))
	}
}

func FuzzOpen(f *testing.F) {
	packed := "3 0 << /Kids [] >>"
	f.Add([]byte(fmt.Sprintf("%%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 3 0 R >>\nendobj\n2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n%s\nendstream\nendobj\n"+
		"4 0 obj\n<< /Type /XRef /Size 5 /W [1 1 1] /Index [1 3] /Root 1 0 R /Length 9 >>\nstream\n\x01\x09\x00\x01\x38\x00\x02\x02\x00\nendstream\nendobj\nstartxref\n148\n%%%%EOF", len(packed), packed)))
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<< /Filter [/LZW /A85 /RL /Fl /AHx] /DecodeParms [<< /Predictor 12 /Columns 4 >>] /Length 9 >>\nstream\n\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01\nendstream\nendobj\n"))
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /ID [(i)] /Encrypt << /Filter /Standard /V 4 /R 4 /Length 128 /P -1 /O (o) /U (u) /StmF /S /StrF /S /CF << /S << /CFM /AESV2 >> >> >> >>"))
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Kids [3 0 R] >>\nendobj\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Open(b, "user")
		if err == nil {
			touch(file)
			return
		}
		var code gangmu.ErrorCode
		if !errors.As(err, &code) {
			t.Fatalf("error without a code: %v", err)
		}
	})
}
