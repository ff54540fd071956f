package extract

import (
	"bytes"
	"fmt"
	"io"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/html"
)

// A kind is what a file's bytes show it to be.
type kind int

const (
	noBinary kind = iota // perhaps text
	wordFile
	docFile // Word 97, and what looks like it
	worksFile
	rtfFile
	wordXMLFile // of Word 2003
	sheetXMLFile
	odtFile
	ofdFile
	pdfFile
	sheetFile
	oldSheetFile
	webPage
	webArchive
	encryptedFile   // OLE with an encrypted package
	otherOfficeFile // slides, drawings, mail
	imageFile
	zipArchive
	otherArchive
)

// Beginnings of files. PDF allows bytes before its mark (ISO 32000-1, Annex H).
var (
	zipMark  = []byte("PK\x03\x04")
	emptyZip = []byte("PK\x05\x06")
	pdfMark  = []byte("%PDF-")
	rtfMark  = []byte("{\\rtf")

	// Office 2003 XML, which names its program in a processing instruction.
	wordXMLMark  = []byte(`<?mso-application progid="Word.Document"?>`)
	sheetXMLMark = []byte(`<?mso-application progid="Excel.Sheet"?>`)

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
	case bytes.HasPrefix(head, rtfMark):
		return rtfFile, nil
	case bytes.Contains(head, wordXMLMark):
		return wordXMLFile, nil
	case bytes.Contains(head, sheetXMLMark):
		return sheetXMLFile, nil
	case html.IsPage(head):
		return webPage, nil
	case html.IsArchive(head):
		return webArchive, nil
	}
	return noBinary, nil
}
