package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/html"
)

// A kind is what a file's bytes show it to be.
type kind int

const (
	noBinary kind = iota // perhaps text
	wordFile
	pdfFile
	encryptedFile   // OLE with an encrypted package
	oldOfficeFile   // OLE of another kind: .doc, .wps, .xls
	otherOfficeFile // a spreadsheet, slides
	ofdFile
	webPage
	webArchive
	imageFile
	zipArchive
	otherArchive
)

// Beginnings of files. PDF allows bytes before its mark (ISO 32000-1, Annex H).
var (
	zipMark    = []byte("PK\x03\x04")
	emptyZip   = []byte("PK\x05\x06")
	pdfMark    = []byte("%PDF-")
	oleMark    = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	imageMarks = [][]byte{[]byte("\xFF\xD8\xFF"), []byte("\x89PNG\r\n\x1a\n"), []byte("II*\x00"), []byte("MM\x00*"), []byte("GIF8"), []byte("BM")}
	otherMarks = [][]byte{[]byte("Rar!\x1a\x07"), []byte("7z\xBC\xAF\x27\x1C"), []byte("\x1f\x8b\x08")}
)

const headBytes = 1 << 10

func kindOf(r io.ReaderAt, size int64) (kind, error) {
	head := make([]byte, min(size, headBytes))
	if n, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return 0, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	} else {
		head = head[:n]
	}
	begins := func(marks [][]byte) bool {
		for _, m := range marks {
			if bytes.HasPrefix(head, m) && (len(m) > 2 || bytes.IndexByte(head, 0) >= 0) {
				return true
			}
		}
		return false
	}
	switch {
	case bytes.HasPrefix(head, zipMark):
		return zipKind(r, size, head), nil
	case bytes.HasPrefix(head, emptyZip):
		return zipArchive, nil
	case bytes.HasPrefix(head, oleMark):
		return oleKind(r, size), nil
	case bytes.Contains(head, pdfMark):
		return pdfFile, nil
	case begins(imageMarks):
		return imageFile, nil
	case begins(otherMarks):
		return otherArchive, nil
	case html.IsPage(head):
		return webPage, nil
	case html.IsArchive(head):
		return webArchive, nil
	}
	return noBinary, nil
}

// zipKind tells the formats that are packed in a zip. A damaged zip is judged by the
// name of its first entries: a damaged Word file is still one.
func zipKind(r io.ReaderAt, size int64, head []byte) kind {
	z, err := zip.NewReader(r, size)
	if err != nil {
		if bytes.Contains(head, []byte("[Content_Types].xml")) || bytes.Contains(head, []byte("word/")) || bytes.Contains(head, []byte("_rels/")) {
			return wordFile
		}
		return zipArchive
	}
	k := zipArchive
	for _, f := range z.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		switch {
		case strings.HasPrefix(name, "word/") || strings.HasPrefix(name, "/word/"):
			return wordFile
		case strings.HasPrefix(name, "xl/") || strings.HasPrefix(name, "ppt/") || name == "mimetype":
			return otherOfficeFile
		case name == "ofd.xml" || name == "encryptions.xml":
			return ofdFile
		case name == "_rels/.rels":
			k = wordFile // its main part may have any name
		}
	}
	return k
}

// oleKind looks for the streams of an encrypted package (MS-OFFCRYPTO 2.3) in the
// directory of a compound file. Names are UTF-16.
func oleKind(r io.ReaderAt, size int64) kind {
	const window = 8 << 20
	b := make([]byte, min(size, window))
	n, _ := r.ReadAt(b, 0)
	if bytes.Contains(b[:n], utf16Bytes("EncryptedPackage")) {
		return encryptedFile
	}
	if size > window {
		n, _ = r.ReadAt(b, size-window)
		if bytes.Contains(b[:n], utf16Bytes("EncryptedPackage")) {
			return encryptedFile
		}
	}
	return oldOfficeFile
}

func utf16Bytes(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}
