package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAStampIsBelievedWhenTheFileWasLeftAlone(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	at := func(ago time.Duration) int64 { return now.Add(-ago).UnixNano() }
	for name, c := range map[string]struct {
		s    stamp
		want bool
	}{
		"written long ago":                {stamp{written: at(time.Hour)}, true},
		"written just now":                {stamp{written: at(time.Second)}, false},
		"written in the future":           {stamp{written: at(-time.Hour)}, false},
		"set back in time, just now":      {stamp{written: at(time.Hour), changed: at(time.Millisecond)}, false},
		"set back in time, and left then": {stamp{written: at(time.Hour), changed: at(time.Minute)}, true},
	} {
		if got := c.s.believed(now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestStampsAreKept(t *testing.T) {
	dir := t.TempDir()
	id := strings.Repeat("ab", 32)
	s := readStamps(filepath.Join(dir, "stamps"), dir)
	want := map[string]stamped{}
	for i, path := range []string{"/计划/a b.docx", "/line\nfeed", `/quote"\`, "/😀/\xff", "/𠮷"} {
		want[path] = stamped{stamp{int64(i), -5, 7, 1 << 63}, id}
	}
	s.paths, s.altered = want, true
	if err := s.write(func(path, got string) bool { return got == id }); err != nil {
		t.Fatal(err)
	}
	// Lines that are none are passed over.
	f, err := os.OpenFile(s.file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("nonsense\n" + id + " 1 2 3 x \"/a\"\n" + id + " 1 2 3 4 /a\n" + id + " 1 2 3 4 \"/cut"); err != nil {
		t.Fatal(err)
	}
	f.Close()
	got := readStamps(s.file, dir).paths
	if len(got) != len(want) {
		t.Errorf("%d paths", len(got))
	}
	for path, m := range want {
		if got[path] != m {
			t.Errorf("%q: %+v", path, got[path])
		}
	}
	if err := s.write(func(string, string) bool { return false }); err != nil {
		t.Fatal(err)
	}
	if got := readStamps(s.file, dir).paths; len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
