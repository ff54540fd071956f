package extract_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
)

func read(t *testing.T, path string) (*gangmu.Document, error) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// The name says nothing: every file goes under the same one.
	return extract.Read(context.Background(), "a.bin", bytes.NewReader(b), int64(len(b)))
}

func TestFormatIsFoundFromTheBytes(t *testing.T) {
	for name, want := range map[string]gangmu.Format{
		"临江市双拥工作计划汇编.docx":     gangmu.DOCX,
		"临江市双拥工作计划汇编.pdf":      gangmu.PDF,
		"临江市双拥工作计划汇编（分享版）.txt": gangmu.PlainText,
		"教育局2023年双拥工作计划.txt":   gangmu.PlainText,
		"档案馆2024年工作要点.txt":     gangmu.PlainText,
	} {
		d, err := read(t, filepath.Join("../testdata/plans", name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d.Format != want || len(d.ID) != 64 || d.Name != "a.bin" {
			t.Errorf("%s: format %s, id %q, name %q", name, d.Format, d.ID, d.Name)
		}
	}
}

func TestMarkupIsFoundFromTheBytes(t *testing.T) {
	const archive = "From: <saved>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\nContent-Type: text/html;\r\n charset=utf-8\r\n\r\n<p>正文</p>"
	for content, want := range map[string]gangmu.Format{
		"<!DOCTYPE html><p>正文":                               gangmu.HTML,
		"\ufeff\n<?xml version='1.0'?><!-- a --><HTML><p>正文": gangmu.HTML,
		"<p>正文": gangmu.HTML,
		archive: gangmu.HTML,
		"一、指导思想\n<p>是 HTML 的标记":        gangmu.PlainText,
		"附件：1.计划\nMIME-Version 之说明":    gangmu.PlainText,
		"<关于工作计划的通知>\n各单位":             gangmu.PlainText,
		"标题: 计划\n正文 multipart/related": gangmu.PlainText,
	} {
		d, err := extract.Read(context.Background(), "a.doc", strings.NewReader(content), int64(len(content)))
		if err != nil || d.Format != want {
			t.Errorf("%q: %v, %v, want %s", content, d, err, want)
		}
	}
}

func TestBadFilesGiveTypedErrors(t *testing.T) {
	for name, want := range map[string]gangmu.ErrorCode{
		"damaged.docx":   gangmu.ErrCorrupt,
		"empty.docx":     gangmu.ErrNoText,
		"encrypted.docx": gangmu.ErrEncrypted,
		"old.doc":        gangmu.ErrCorrupt,
		"password.pdf":   gangmu.ErrNeedsPassword,
		"unknown.dat":    gangmu.ErrFormat,
	} {
		if _, err := read(t, filepath.Join("../testdata/bad", name)); !errors.Is(err, want) {
			t.Errorf("%s: error %v, want %s", name, err, want)
		}
	}
}

// The Word file and the PDF of the same text give the same paragraphs, generated
// numbers included.
func TestWordAndPDFReadTheSame(t *testing.T) {
	paragraphs := func(name string) []string {
		d, err := read(t, "../testdata/plans/"+name)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, b := range d.Blocks {
			if b.Kind == gangmu.Paragraph && !strings.Contains(b.Text, "……") {
				out = append(out, b.Label+b.Text)
			}
		}
		return out
	}
	word, pdf := paragraphs("临江市双拥工作计划汇编.docx"), paragraphs("临江市双拥工作计划汇编.pdf")
	if a, b := strings.Join(word, "\n"), strings.Join(pdf, "\n"); a != b {
		for i := range min(len(word), len(pdf)) {
			if word[i] != pdf[i] {
				t.Fatalf("paragraph %d: %q in the Word file, %q in the PDF", i, word[i], pdf[i])
			}
		}
		t.Fatalf("%d paragraphs in the Word file, %d in the PDF", len(word), len(pdf))
	}
}

func TestAnEndedContextIsNoDamage(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	b, err := os.ReadFile("../testdata/plans/临江市双拥工作计划汇编.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := extract.Read(ctx, "", bytes.NewReader(b), int64(len(b))); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"../testdata/plans/*", "../testdata/bad/*"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatal("no fixtures", err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := extract.Read(context.Background(), "", bytes.NewReader(b), int64(len(b)))
		var code gangmu.ErrorCode
		switch {
		case err != nil && !errors.As(err, &code):
			t.Errorf("error without a code: %v", err)
		case err == nil && strings.TrimSpace(d.Text()) == "" && len(d.NeedsOCR) == 0:
			t.Error("a document without text")
		}
	})
}
