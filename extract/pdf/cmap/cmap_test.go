package cmap

import (
	"strings"
	"testing"
	"unicode/utf8"
)

const small = `/CIDInit /ProcSet findresource begin begincmap /WMode 1 def
2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange
2 begincidrange <20> <7e> 1 <8140> <817e> 500 endcidrange
1 begincidchar <80> 77 endcidchar
1 beginbfrange <20> <22> <0041> endbfrange
1 beginbfrange <23> <24> [<0058> <00590059>] endbfrange
1 beginbfchar <8140> <D840DC0B> endbfchar
2 beginbfchar <25> <0000> <27> <FFFF> endbfchar endcmap`

func TestRead(t *testing.T) {
	m := Read([]byte(small), nil)
	if !m.Vertical || m.IsEmpty() {
		t.Errorf("vertical %v, empty %v", m.Vertical, m.IsEmpty())
	}
	var codes []Code
	for s := "\x20\x81\x40\x80\xff\x81"; s != ""; {
		c := m.Next(s)
		codes = append(codes, c)
		s = s[c.Size:]
	}
	want := []Code{{0x20, 1}, {0x8140, 2}, {0x80, 1}, {0xff, 1}, {0x81, 1}}
	if len(codes) != len(want) {
		t.Fatalf("%v", codes)
	}
	for i := range want {
		if codes[i] != want[i] {
			t.Errorf("code %d: %v, want %v", i, codes[i], want[i])
		}
	}
	for c, cid := range map[Code]int{{0x20, 1}: 1, {0x7e, 1}: 95, {0x80, 1}: 77, {0x8141, 2}: 501, {0x8180, 2}: -1, {0x20, 2}: -1} {
		if got, ok := m.CID(c); ok != (cid >= 0) || ok && got != cid {
			t.Errorf("CID of %v: %d %v, want %d", c, got, ok, cid)
		}
	}
	for c, text := range map[Code]string{{0x20, 1}: "A", {0x22, 1}: "C", {0x23, 1}: "X", {0x24, 1}: "YY", {0x8140, 2}: "\U0002000B", {0x25, 1}: "", {0x26, 1}: "", {0x27, 1}: ""} {
		if got, ok := m.Text(c); ok != (text != "") || ok && got != text {
			t.Errorf("text of %v: %q %v, want %q", c, got, ok, text)
		}
	}
}

func TestPackedIsWhatWasRead(t *testing.T) {
	m := Read([]byte(small), nil)
	base := Read([]byte("1 begincidchar <26> 9 endcidchar"), nil)
	got := Unpack(Pack(m, "Base"), func(name string) *CMap {
		if name != "Base" {
			t.Errorf("base %q", name)
		}
		return base
	})
	for n := range uint32(0x10000) {
		c := Code{n, 2}
		if n < 0x100 {
			c.Size = 1
		}
		a, ok := m.CID(c)
		b, ok2 := got.CID(c)
		if c == (Code{0x26, 1}) { // ranges go before the base
			ok2 = ok2 && b == 7
			b = a
		}
		x, _ := m.Text(c)
		y, _ := got.Text(c)
		if a != b || ok != ok2 || x != y || m.Next("\x81\x41") != got.Next("\x81\x41") || !got.Vertical {
			t.Fatalf("%v: %d %v %q, want %d %v %q", c, b, ok2, y, a, ok, x)
		}
	}
}

// Every predefined CMap leads from common characters to CIDs that its collection gives
// back.
func TestPredefinedGoThereAndBack(t *testing.T) {
	for name, text := range map[string]string{
		"UniGB-UTF16-H": "双拥工作计划，（一）2024", "UniGB-UCS2-H": "双拥工作计划", "UniCNS-UTF16-H": "工作計劃", "UniJIS-UTF16-H": "計画かな", "UniKS-UTF16-H": "한글",
	} {
		m, c := Predefined(name), CollectionOf(OrderingOf(name))
		for _, r := range text {
			cid, ok := m.CID(Code{uint32(r), 2})
			if got, _ := c.Text(cid); !ok || got != string(r) {
				t.Errorf("%s: %c is CID %d, which is %q", name, r, cid, got)
			}
		}
	}
	for name := range archive() {
		if strings.HasPrefix(name, "Adobe-") {
			continue
		}
		if m := Predefined(name); m.IsEmpty() || len(m.allSpaces()) == 0 || OrderingOf(name) == "" || m.Vertical != (strings.HasSuffix(name, "V")) {
			t.Errorf("%s: empty %v, vertical %v, ordering %q", name, m.IsEmpty(), m.Vertical, OrderingOf(name))
		}
	}
	if Predefined("No-Such-H") != nil || CollectionOf("None") != nil {
		t.Error("found what there is not")
	}
}

func FuzzCMap(f *testing.F) {
	f.Add([]byte(small), "\x20\x81\x40")
	f.Add([]byte("/GBK-EUC-H usecmap 1 beginbfrange <00000000> <ffffffff> <4e00> endbfrange"), "\xcb\xab")
	f.Add([]byte("1 begincodespacerange <8140> <0000> endcodespacerange"), "ab")
	f.Fuzz(func(t *testing.T, data []byte, s string) {
		m := Read(data, Predefined)
		if len(m.text) > maxEntries || len(m.cids) > maxEntries {
			t.Fatalf("%d texts, %d ranges", len(m.text), len(m.cids))
		}
		for s != "" {
			c := m.Next(s)
			if c.Size == 0 || int(c.Size) > min(4, len(s)) {
				t.Fatalf("code of %d bytes of %d", c.Size, len(s))
			}
			m.CID(c)
			if text, ok := m.Text(c); ok && (!utf8.ValidString(text) || text == "") {
				t.Fatalf("text %q", text)
			}
			s = s[c.Size:]
		}
	})
}
