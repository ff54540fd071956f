// Package text reads plain text: UTF-8, UTF-16 and GB18030, told apart by their bytes.
//
// It knows encodings and nothing else: the document is the decoded file, unchanged.
package text

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf16 "golang.org/x/text/encoding/unicode"

	"github.com/gangmu/gangmu"
)

const (
	maxBytes = 64 << 20
	maxLines = 1 << 20

	tolerance = 50 // of so many characters one may be undecodable
	headBytes = 4 << 10
)

// Read reads the size bytes of r as plain text. Every line is a paragraph, so that
// Document.Text is the decoded file. The document has no ID and no name. Errors wrap a
// [gangmu.ErrorCode]: ErrFormat when the bytes are no text, ErrTooLarge, ErrNoText.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	head := make([]byte, min(size, headBytes))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	if _, _, err := Decode(head); err != nil {
		return nil, err
	}
	if size > maxBytes {
		return nil, fmt.Errorf("%w: %d bytes of text", gangmu.ErrTooLarge, size)
	}
	raw := make([]byte, size)
	if _, err := io.ReadFull(io.NewSectionReader(r, 0, size), raw); err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	s, name, err := Decode(raw)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(s) == "" {
		return nil, gangmu.ErrNoText
	}
	n := strings.Count(s, "\n") + 1
	if n > maxLines {
		return nil, fmt.Errorf("%w: %d lines", gangmu.ErrTooLarge, n)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d := &gangmu.Document{
		Format: gangmu.PlainText,
		Bytes:  size,
		Blocks: make([]gangmu.Block, 0, n),
		Reader: []gangmu.Reading{{Engine: "text/" + name}},
	}
	for line := range strings.SplitSeq(s, "\n") {
		d.Blocks = append(d.Blocks, gangmu.Block{Kind: gangmu.Paragraph, Text: line, Source: gangmu.FromText})
	}
	if strings.ContainsRune(s, utf8.RuneError) {
		d.Warnings = append(d.Warnings, gangmu.Warning{Code: "undecodable", Message: name})
	}
	return d, nil
}

// Decode returns the text and the name of its encoding. A byte order mark decides;
// else it is UTF-8 if nearly all of it is, UTF-16 if nearly all of it then is what Chinese
// texts are written with, and GB18030 if not.
func Decode(b []byte) (text, name string, err error) {
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		return checked(string(b[3:]), "utf-8")
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return with(utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), b[2:], "utf-16le")
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return with(utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM), b[2:], "utf-16be")
	case nearlyUTF8(b):
		return checked(string(b), "utf-8")
	case looksUTF16(b, 1):
		return with(utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), b, "utf-16le")
	case looksUTF16(b, 0):
		return with(utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM), b, "utf-16be")
	}
	return with(simplifiedchinese.GB18030, b, "gb18030")
}

func with(e encoding.Encoding, b []byte, name string) (string, string, error) {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return "", "", fmt.Errorf("%w: %w", gangmu.ErrFormat, err)
	}
	return checked(string(out), name)
}

// checked refuses what is not text: more than one undecodable byte or control character
// in fifty. Damaged text has some.
func checked(s, name string) (string, string, error) {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, string(utf8.RuneError))
	}
	bad, total := 0, 0
	for _, r := range s {
		total++
		if r == utf8.RuneError || unicode.IsControl(r) && !strings.ContainsRune("\t\n\v\f\r", r) {
			bad++
		}
	}
	if bad*tolerance > total {
		return "", "", fmt.Errorf("%w: not text", gangmu.ErrFormat)
	}
	return s, name, nil
}

// looksUTF16 reports whether b, whose high bytes stand at offset high of each pair, reads
// as a Chinese text: ASCII, Han and the punctuation of both. Bytes of GB18030 read so are
// scattered over all of Unicode.
func looksUTF16(b []byte, high int) bool {
	if len(b) < 4 || len(b)%2 != 0 {
		return false
	}
	usual := 0
	for i := 0; i < len(b); i += 2 {
		switch r := rune(b[i+high])<<8 | rune(b[i+1-high]); {
		case r < 0x7F && (r >= ' ' || r == '\n' || r == '\r' || r == '\t'), r >= 0x4E00 && r <= 0x9FFF,
			r >= 0x2010 && r <= 0x203F, r >= 0x2460 && r <= 0x24FF, r >= 0x3000 && r <= 0x303F, r >= 0xFF01 && r <= 0xFF5E:
			usual++
		}
	}
	return usual*10 >= len(b)/2*9
}

// nearlyUTF8 reports whether b is UTF-8 but for a few damaged bytes. UTF-16 of ASCII is
// too, with a zero for every letter.
func nearlyUTF8(b []byte) bool {
	bad, wide := 0, 0
	if bytes.Count(b, []byte{0})*tolerance > len(b) {
		return false
	}
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			wide++
		}
		b = b[n:]
	}
	return bad*tolerance <= wide
}
