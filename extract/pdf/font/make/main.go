// Command make packs Adobe's glyph list, a line "name;code code..." each, in any text that
// holds it (glyphlist.txt of agl-aglfn, agl.py of fontTools):
//
//	go run ./extract/pdf/font/make GLYPHLIST OUT.gz
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"regexp"
	"slices"
)

var entry = regexp.MustCompile(`(?m)^([A-Za-z0-9.]+);([0-9A-F ]+)$`)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: make GLYPHLIST OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(list, out string) error {
	data, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	var lines []string
	for _, m := range entry.FindAllStringSubmatch(string(data), -1) {
		lines = append(lines, m[0]+"\n")
	}
	slices.Sort(lines)
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	for _, l := range slices.Compact(lines) {
		if _, err := w.Write([]byte(l)); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(out, b.Bytes(), 0o666)
}
