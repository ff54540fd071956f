package extract

import (
	"bytes"
	"io"
	"unicode/utf16"
)

// oleStreams are the streams by which files that are compound files are told: the
// encrypted package of a newer file ([MS-OFFCRYPTO] 2.3), Word 97, Works, Excel 97 and 95.
// The first one that is there decides.
var oleStreams = []struct {
	name string
	kind kind
}{
	{"EncryptedPackage", encryptedFile},
	{"WordDocument", docFile},
	{"MatOST", worksFile},
	{"Workbook", oldSheetFile},
	{"Book", oldSheetFile},
}

// oleKind looks for the streams in the directory of a compound file, which may stand
// anywhere. It is not parsed here: a damaged Word file is still one. An entry is the name in
// UTF-16, which begins on 128 bytes ([MS-CFB] 2.6.1).
func oleKind(r io.ReaderAt, size int64) kind {
	const window, entry = 8 << 20, 128
	var parts [][]byte
	for _, at := range []int64{0, max(0, size-window) / entry * entry} {
		b := make([]byte, min(size-at, window))
		n, _ := r.ReadAt(b, at)
		parts = append(parts, b[:n])
		if size <= window {
			break
		}
	}
	for _, s := range oleStreams {
		name := utf16Bytes(s.name + "\x00")
		for _, b := range parts {
			for from := 0; ; {
				i := bytes.Index(b[from:], name)
				if i < 0 {
					break
				}
				if (from+i)%entry == 0 {
					return s.kind
				}
				from += i + 1
			}
		}
	}
	return otherOfficeFile
}

func utf16Bytes(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}
