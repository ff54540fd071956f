package main

import (
	"archive/zip"
	"bytes"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// An entry is a file in an archive.
type entry struct {
	name string
	data []byte
}

// archiveOf packs files as a Chinese Windows does: names in GBK, without a flag that says so.
func archiveOf(entries ...entry) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		name, err := simplifiedchinese.GBK.NewEncoder().String(e.name)
		if err != nil {
			return nil, err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: true, Modified: time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(e.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// collected is what an office gets from those below it: a folder, an archive in the
// archive, a file that is damaged, and what a word processor has left.
func collected(word, gb []byte) ([]byte, error) {
	inner, err := archiveOf(entry{"教育局2023年双拥工作计划.txt", gb}, entry{"损坏.docx", word[:len(word)/2]})
	if err != nil {
		return nil, err
	}
	return archiveOf(entry{"2024/发展和改革局.docx", word}, entry{"2024/~$发展和改革局.docx", []byte("x")}, entry{"2023/各校.zip", inner})
}
