package archive_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/archive"
)

// An entry of a test archive.
type entry struct {
	name  string
	data  string
	raw   bool   // the name's bytes carry no flag
	extra []byte // of the central directory
	mode  fs.FileMode
	flags uint16
}

func pack(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, NonUTF8: e.raw, Extra: e.extra, Flags: e.flags}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(w, e.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gbk(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// isZip takes every zip for an archive, but for those that begin with a Word file's part.
func isZip(r io.ReaderAt, size int64) bool {
	z, err := zip.NewReader(r, size)
	return err != nil || len(z.File) == 0 || z.File[0].Name != "word/document.xml"
}

// walk lists what an archive holds: the path, and the text or the code of the error.
func walk(t testing.TB, data []byte, limits archive.Limits) []string {
	t.Helper()
	var out []string
	err := archive.Walk(context.Background(), bytes.NewReader(data), int64(len(data)), limits, isZip, func(f *archive.File) error {
		r, size, err := f.Open()
		var code gangmu.ErrorCode
		switch {
		case errors.As(err, &code):
			out = append(out, f.Path+": "+string(code))
		case err != nil:
			return err
		default:
			b := make([]byte, size)
			if _, err := r.ReadAt(b, 0); err != nil && err != io.EOF {
				return err
			}
			out = append(out, f.Path+"="+string(b[:min(len(b), 20)]))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNamesAreRightInEveryEncoding(t *testing.T) {
	raw := gbk(t, "其他.txt")
	field := binary.LittleEndian.AppendUint16(nil, 0x7075)
	field = binary.LittleEndian.AppendUint16(field, uint16(5+len("档案馆.txt")))
	field = append(field, 1)
	field = binary.LittleEndian.AppendUint32(field, crc32.ChecksumIEEE([]byte(raw)))
	field = append(field, "档案馆.txt"...)
	stale := bytes.Clone(field)
	stale[5]++
	same(t, walk(t, pack(t,
		entry{name: "2024/教育局.txt", data: "一"},
		entry{name: gbk(t, "2024/财政局.txt"), data: "二", raw: true},
		entry{name: gbk(t, "联通"), data: "三", raw: true},
		entry{name: "民政局.txt", data: "四", raw: true},
		entry{name: raw, data: "五", raw: true, extra: field},
		entry{name: raw, data: "六", raw: true, extra: stale},
		entry{name: gbk(t, `计划\誠.txt`), data: "七", raw: true}, // 誠 ends in a backslash in GBK
	), archive.Limits{}),
		"2024/教育局.txt=一", "2024/财政局.txt=二", "联通=三", "民政局.txt=四", "档案馆.txt=五", "其他.txt=六", "计划/誠.txt=七")
}

func TestNamesCannotLeaveTheArchive(t *testing.T) {
	same(t, walk(t, pack(t,
		entry{name: "../../etc/passwd", data: "1"}, entry{name: "/root/a.txt", data: "2"}, entry{name: `..\..\b.txt`, data: "3"},
		entry{name: "a/./b//c.txt", data: "4"}, entry{name: "d\x00\x1b[2J.txt", data: "5"}, entry{name: "..", data: "6"},
	), archive.Limits{}),
		"etc/passwd=1", "root/a.txt=2", "b.txt=3", "a/b/c.txt=4", "d__[2J.txt=5")
}

func TestWhatNobodyPutThereIsPassedOver(t *testing.T) {
	same(t, walk(t, pack(t,
		entry{name: "计划/"}, entry{name: `旧\`}, entry{name: "计划/~$甲.docx", data: "x"}, entry{name: "__MACOSX/计划/._甲.docx", data: "x"},
		entry{name: ".DS_Store", data: "x"}, entry{name: ".git/config", data: "x"}, entry{name: "链接", data: "/etc/passwd", mode: fs.ModeSymlink | 0o777},
		entry{name: "计划/甲.docx", data: "甲"}, entry{name: "计划/甲.docx", data: "又"},
	), archive.Limits{}),
		"计划/甲.docx=甲", "计划/甲 (2).docx=又")
}

func TestArchivesInArchivesAreWalkedInTheirPlace(t *testing.T) {
	word := string(pack(t, entry{name: "word/document.xml", data: "x"}))
	third := string(pack(t, entry{name: "丙.txt", data: "丙"}, entry{name: "四.zip", data: string(pack(t, entry{name: "丁.txt", data: "丁"}))}))
	second := string(pack(t, entry{name: "乙.txt", data: "乙"}, entry{name: "三.zip", data: third}))
	got := walk(t, pack(t, entry{name: "二.zip", data: second}, entry{name: "文.docx", data: word}, entry{name: "甲.txt", data: "甲"}), archive.Limits{})
	for i := range got {
		if strings.HasPrefix(got[i], "文.docx=PK") {
			got[i] = "文.docx"
		}
	}
	same(t, got, "二.zip/乙.txt=乙", "二.zip/三.zip/丙.txt=丙", "二.zip/三.zip/四.zip: too_large", "文.docx", "甲.txt=甲")
}

func TestABadEntryCostsOnlyItself(t *testing.T) {
	data := pack(t, entry{name: "加密.txt", data: "x", flags: 1}, entry{name: "炸弹.txt", data: strings.Repeat("0", 11<<20)},
		entry{name: "坏.txt", data: strings.Repeat("坏", 50)}, entry{name: "坏.zip", data: "PK\x03\x04 no directory"}, entry{name: "好.txt", data: "好"})
	at := bytes.Index(data, []byte("坏.txt")) + len("坏.txt")
	data[at+3] ^= 0xFF
	same(t, walk(t, data, archive.Limits{}), "加密.txt: encrypted", "炸弹.txt: too_large", "坏.txt: corrupt", "坏.zip: corrupt", "好.txt=好")
	same(t, walk(t, data[:len(data)-30], archive.Limits{}), ": corrupt")
	same(t, walk(t, pack(t, entry{name: "空/"}), archive.Limits{}), ": no_text")
}

func TestLimitsHold(t *testing.T) {
	a, b, c := entry{name: "a", data: strings.Repeat("甲", 100)}, entry{name: "b", data: "乙"}, entry{name: "c", data: strings.Repeat("丙", 100)}
	same(t, walk(t, pack(t, a, b), archive.Limits{Entry: 299}), "a: too_large", "b=乙")
	same(t, walk(t, pack(t, a, c, b), archive.Limits{Total: 400}), "a="+strings.Repeat("甲", 6)+"\xe7\x94", "c: too_large", "b=乙")
	same(t, walk(t, pack(t, b, b, b), archive.Limits{Entries: 2}), "b=乙", "b (2)=乙", ": too_large")
}

// An archive may say less of a size than there is.
func TestSizesAreNotBelieved(t *testing.T) {
	data := pack(t, entry{name: "a", data: strings.Repeat("0", 1<<20)}, entry{name: "b", data: "乙"})
	real := binary.LittleEndian.AppendUint32(nil, 1<<20)
	if bytes.Count(data, real) < 1 {
		t.Fatal("no size to change")
	}
	data = bytes.ReplaceAll(data, real, binary.LittleEndian.AppendUint32(nil, 10))
	same(t, walk(t, data, archive.Limits{Entry: 1000}), "a: corrupt", "b=乙")
}

// The entries of a bomb of this kind share their bytes.
func TestOverlappingEntriesAreRefused(t *testing.T) {
	data := pack(t, entry{name: "a", data: strings.Repeat("一二三四", 500)})
	end := bytes.LastIndex(data, []byte("PK\x05\x06"))
	dir := int(binary.LittleEndian.Uint32(data[end+16:]))
	central := data[dir:end]
	bomb := bytes.Clone(data[:dir])
	const copies = 5000
	bomb = append(bomb, bytes.Repeat(central, copies)...)
	tail := bytes.Clone(data[end:])
	binary.LittleEndian.PutUint16(tail[8:], copies)
	binary.LittleEndian.PutUint16(tail[10:], copies)
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(central)*copies))
	got := walk(t, append(bomb, tail...), archive.Limits{Ratio: 1})
	if n := strings.Count(strings.Join(got, "\n"), "corrupt"); len(got) != copies || n == 0 {
		t.Errorf("%d entries, %d refused", len(got), n)
	}
}

func TestAnEntryLargerThanMemoryAllowsIsWhole(t *testing.T) {
	var big strings.Builder
	for i := range 1 << 20 {
		fmt.Fprintf(&big, "%08x%x\n", i*2654435761%(1<<32), i)
	}
	data := pack(t, entry{name: "big", data: big.String()})
	err := archive.Walk(context.Background(), bytes.NewReader(data), int64(len(data)), archive.Limits{}, isZip, func(f *archive.File) error {
		r, size, err := f.Open()
		if err != nil {
			return err
		}
		b, err := io.ReadAll(io.NewSectionReader(r, 0, size))
		if err == nil && string(b) != big.String() {
			t.Error("other bytes")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Whatever the bytes are, a walk ends, within its limits, and every error has a code.
func FuzzWalk(f *testing.F) {
	f.Add(pack(f, entry{name: "a.txt", data: "一"}, entry{name: "b.zip", data: string(pack(f, entry{name: "c", data: "二"}))}))
	f.Add(pack(f, entry{name: gbk(f, "计划.txt"), data: "x", raw: true, flags: 1}))
	f.Fuzz(func(t *testing.T, data []byte) {
		var total int64
		limits := archive.Limits{Entry: 1 << 20, Total: 2 << 20, Entries: 100}
		err := archive.Walk(context.Background(), bytes.NewReader(data), int64(len(data)), limits, isZip, func(f *archive.File) error {
			if strings.HasPrefix(f.Path, "/") || strings.Contains("/"+f.Path+"/", "/../") {
				t.Errorf("path %q", f.Path)
			}
			_, size, err := f.Open()
			var code gangmu.ErrorCode
			if err != nil && !errors.As(err, &code) {
				t.Errorf("error without a code: %v", err)
			}
			total += size
			return nil
		})
		if err != nil || total > limits.Total {
			t.Errorf("%d bytes, %v", total, err)
		}
	})
}
