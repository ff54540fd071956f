// Command ocr reads pictures by an engine, without the rest of the program: OUT/NAME.txt
// for every picture, in folders as the pictures are.
package main

import (
	"context"
	"flag"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"os"
	"path/filepath"
	"strings"

	"github.com/gangmu/gangmu/extract/ocr"
	"github.com/gangmu/gangmu/extract/ocr/ppocr"
)

func main() {
	models := flag.String("models", "", "folder of the engine")
	out := flag.String("out", "", "folder to write to")
	flag.Parse()
	if err := run(*models, *out, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(models, out string, files []string) error {
	e, err := ppocr.Open(models)
	if err != nil {
		return err
	}
	defer e.Close()
	for _, f := range files {
		r, err := os.Open(f)
		if err != nil {
			return err
		}
		m, _, err := image.Decode(r)
		r.Close()
		if err != nil {
			return err
		}
		page, err := e.Recognize(context.Background(), ocr.FromImage(m))
		if err != nil {
			return err
		}
		var text strings.Builder
		for i, l := range page.Lines {
			if i > 0 {
				text.WriteString(map[bool]string{true: "\t", false: "\n"}[l.Row == page.Lines[i-1].Row])
			}
			text.WriteString(l.Text)
		}
		folder := filepath.Join(out, filepath.Base(filepath.Dir(f)))
		name := strings.TrimSuffix(filepath.Base(f), filepath.Ext(f)) + ".txt"
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text.String()+"\n"), 0o644); err != nil {
			return err
		}
	}
	return nil
}
