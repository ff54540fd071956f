// Command make writes the fixtures of testdata from the texts in content.go: the same
// bytes every time. Run it with go generate in the root of the module. With -copies N it
// writes N small Word files that differ, for measurements.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func main() {
	copies := flag.Int("copies", 0, "write so many small Word files instead")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: make [-copies N] DIR")
		os.Exit(2)
	}
	files, err := fixtures()
	if *copies > 0 {
		files, err = numbered(*copies)
	}
	if err == nil {
		err = write(flag.Arg(0), files)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// numbered are small Word files, one plan each.
func numbered(n int) (map[string][]byte, error) {
	files := map[string][]byte{}
	for i := range n {
		paras := reform()
		paras[0].text = fmt.Sprintf("发展和改革局第%d科2024年度双拥工作计划", i+1)
		data, err := docxOf(paras)
		if err != nil {
			return nil, err
		}
		files[fmt.Sprintf("plan-%05d.docx", i+1)] = data
	}
	return files, nil
}

func write(dir string, files map[string][]byte) error {
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// fixtures are the files by name: plans that can be read, and one bad file of each kind.
func fixtures() (map[string][]byte, error) {
	word, err := docxOf(bundle())
	if err != nil {
		return nil, err
	}
	page, err := docxOf(reform())
	if err != nil {
		return nil, err
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(textOf(education())))
	if err != nil {
		return nil, err
	}
	u16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(textOf(archives())))
	if err != nil {
		return nil, err
	}
	zipped, err := collected(page, gb)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		"formats/各单位报送.zip":             zipped,
		"plans/临江市双拥工作计划汇编.docx":        word,
		"plans/临江市双拥工作计划汇编.pdf":         pdfOf(bundle()),
		"plans/临江市双拥工作计划汇编（分享版）.txt":    []byte(shared(bundle())),
		"plans/发展和改革局2024年度双拥工作计划.docx": page,
		"plans/教育局2023年双拥工作计划.txt":      gb,
		"plans/档案馆2024年工作要点.txt":        u16,
		"bad/damaged.docx":              word[:len(word)*2/3],
		"bad/empty.docx":                {},
		"bad/encrypted.docx":            compound("EncryptedPackage"),
		"bad/old.doc":                   compound("WordDocument"),
		"bad/password.pdf":              lockedPDF(),
		"bad/scan.pdf":                  scannedPDF(),
		"bad/unknown.dat":               unknown(),
	}, nil
}

// unknown is bytes of no kind.
func unknown() []byte {
	out := make([]byte, 2048)
	x := uint32(1)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = byte(x >> 24)
	}
	return out
}

// compound is the header and one directory sector of an OLE file with one stream, as far
// as a sniffer looks (MS-CFB 2.2, 2.6).
func compound(stream string) []byte {
	out := make([]byte, 1536)
	copy(out, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for i, r := range stream {
		out[1024+2*i] = byte(r)
	}
	out[1024+64] = byte(2*len(stream) + 2)
	return out
}
