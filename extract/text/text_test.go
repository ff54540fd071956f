package text

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/gangmu/gangmu"
)

const sample = "安平市2026年工作计划\r\n一、健全机制\n\n1.按月调度①～\n"

func encoded(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(b []byte) (*gangmu.Document, error) {
	return Read(context.Background(), bytes.NewReader(b), int64(len(b)))
}

func TestEveryEncodingGivesTheSameText(t *testing.T) {
	for name, b := range map[string][]byte{
		"utf-8":              []byte(sample),
		"utf-8 with mark":    []byte("\ufeff" + sample),
		"utf-16le with mark": encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), sample),
		"utf-16be with mark": encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), sample),
		"utf-16le":           encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), sample),
		"utf-16be":           encoded(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), sample),
		"gb18030":            encoded(t, simplifiedchinese.GB18030, sample),
		"gbk":                encoded(t, simplifiedchinese.GBK, sample),
	} {
		d, err := read(b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d.Text() != sample {
			t.Errorf("%s: %q", name, d.Text())
		}
	}
}

// A stray zero byte is damage and no sign of UTF-16.
func TestAStrayZeroChangesNoEncoding(t *testing.T) {
	for name, b := range map[string][]byte{
		"utf-8":   []byte(strings.Repeat(sample, 5) + "\x000"),
		"gb18030": append(encoded(t, simplifiedchinese.GB18030, strings.Repeat(sample, 5)), 0, '0'),
	} {
		d, err := read(b)
		if err != nil || !strings.HasPrefix(d.Text(), sample) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDamagedUTF8StaysUTF8(t *testing.T) {
	d, err := read([]byte(strings.Repeat(sample, 10) + "\xe4\xb8" + "完"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(d.Text(), sample) || !strings.HasSuffix(d.Text(), "完") {
		t.Errorf("text %q", d.Text())
	}
	if len(d.Warnings) != 1 {
		t.Errorf("warnings %v", d.Warnings)
	}
}

func TestWhatIsNoTextIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		in   []byte
		want gangmu.ErrorCode
	}{
		"program":     {[]byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00\x01\x00\x00\x00"), gangmu.ErrFormat},
		"blank":       {[]byte(" \r\n\u3000"), gangmu.ErrNoText},
		"empty":       {nil, gangmu.ErrNoText},
		"a long line": {bytes.Repeat([]byte("\n"), maxLines+1), gangmu.ErrNoText},
		"many lines":  {append([]byte("文"), bytes.Repeat([]byte("\n"), maxLines+1)...), gangmu.ErrTooLarge},
	} {
		if _, err := read(c.in); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(sample))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := read(b)
		if err != nil {
			var code gangmu.ErrorCode
			if !errors.As(err, &code) {
				t.Fatalf("error without a code: %v", err)
			}
			return
		}
		if again, err := read([]byte(d.Text())); err != nil && !strings.ContainsRune(d.Text(), '\ufffd') {
			t.Errorf("its own text cannot be read: %v", err)
		} else if err == nil && again.Text() != d.Text() && !strings.HasPrefix(d.Text(), "\ufeff") {
			t.Errorf("text %q became %q", d.Text(), again.Text())
		}
	})
}
