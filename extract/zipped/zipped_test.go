package zipped

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
)

func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func open(t testing.TB, b []byte) *Package {
	t.Helper()
	p, err := Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// scan reads a part to its end.
func scan(p *Package, name string) error {
	return p.Scan(name, func(s *xmlscan.Scanner) error { return s.Root(func(string) error { return s.Skip() }) })
}

func TestPartsAreFoundByAnyCase(t *testing.T) {
	p := open(t, packed(t, `Word\Document.XML`, "<a>甲</a>", "/b.xml", "<b/>"))
	for _, name := range []string{"word/document.xml", "/Word/document.xml", "B.XML"} {
		if !p.Has(name) {
			t.Errorf("no %s", name)
		}
	}
	if b, err := p.Bytes("word/document.xml"); err != nil || string(b) != "<a>甲</a>" {
		t.Errorf("%q, %v", b, err)
	}
	if b, err := p.Bytes("missing"); b != nil || err != nil {
		t.Errorf("a missing part is %q, %v", b, err)
	}
	if err := scan(p, "missing"); err != nil {
		t.Error(err)
	}
}

func TestLimits(t *testing.T) {
	blank := strings.Repeat(" ", 11<<20)
	many := make([]string, 0, 2*(MaxEntries+1))
	for i := range MaxEntries + 1 {
		many = append(many, fmt.Sprint(i), "")
	}
	if _, err := Open(bytes.NewReader(packed(t, many...)), int64(len(packed(t, many...)))); !errors.Is(err, gangmu.ErrTooLarge) {
		t.Errorf("many parts: %v", err)
	}
	p := open(t, packed(t, "bomb", "<a>"+blank+"</a>", "deep", strings.Repeat("<a>", 300), "cut", "<a>", "type", "<!DOCTYPE a><a/>"))
	for name, want := range map[string]gangmu.ErrorCode{"bomb": gangmu.ErrTooLarge, "deep": gangmu.ErrTooLarge, "cut": gangmu.ErrCorrupt, "type": gangmu.ErrCorrupt} {
		if err := scan(p, name); !errors.Is(err, want) {
			t.Errorf("%s: error %v, want %s", name, err, want)
		}
	}
}

// What is unpacked within a package counts as unpacked by it.
func TestLimitsAreShared(t *testing.T) {
	b := packed(t, "a", "<a>"+strings.Repeat("x", 1000)+"</a>")
	outer := open(t, b)
	*outer.left = 1500
	inner, err := OpenWithin(bytes.NewReader(b), int64(len(b)), outer)
	if err != nil {
		t.Fatal(err)
	}
	if err := scan(inner, "a"); err != nil {
		t.Error(err)
	}
	if err := scan(outer, "a"); !errors.Is(err, gangmu.ErrTooLarge) {
		t.Errorf("the second reading: %v", err)
	}
}

// A file whose end claims a directory that is most of the file is refused before it is read.
func TestADirectoryOfMegabytesIsRefused(t *testing.T) {
	header := make([]byte, 46)
	copy(header, "PK\x01\x02")
	end := func(size, offset uint32) []byte {
		e := make([]byte, 22)
		copy(e, "PK\x05\x06")
		binary.LittleEndian.PutUint32(e[12:], size)
		binary.LittleEndian.PutUint32(e[16:], offset)
		return e
	}
	directory := bytes.Repeat(header, 400_000)
	for name, e := range map[string][]byte{
		"says so":               end(uint32(len(directory)), 0),
		"says it is small":      end(46, 0),
		"says it is at the end": end(uint32(len(directory)), uint32(len(directory))),
	} {
		b := append(bytes.Clone(directory), e...)
		if err := CheckDirectory(bytes.NewReader(b), int64(len(b))); !errors.Is(err, gangmu.ErrTooLarge) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	zip64 := end(1<<32-1, 1<<32-1)
	record := make([]byte, 56)
	copy(record, "PK\x06\x06")
	locator := make([]byte, 20)
	copy(locator, "PK\x06\x07")
	for size, refused := range map[uint64]bool{46: false, 100 << 20: true} {
		b := bytes.Repeat([]byte{0}, 100)
		binary.LittleEndian.PutUint64(record[40:], size)
		binary.LittleEndian.PutUint64(record[48:], 10)
		binary.LittleEndian.PutUint64(locator[8:], uint64(len(b)))
		b = append(append(append(b, record...), locator...), zip64...)
		if err := CheckDirectory(bytes.NewReader(b), int64(len(b))); errors.Is(err, gangmu.ErrTooLarge) != refused {
			t.Errorf("zip64 of %d bytes: error %v", size, err)
		}
	}
	whole := packed(t, "a", "b")
	if err := CheckDirectory(bytes.NewReader(whole), int64(len(whole))); err != nil {
		t.Error(err)
	}
}
