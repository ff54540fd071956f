package pdfium

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
)

// cache is one for all tests, so that what is compiled once stays compiled.
func cache() string { return filepath.Join(os.TempDir(), "gangmu-test-cache") }

func data(t *testing.T, name string) []byte {
	b, err := os.ReadFile(filepath.Join("../testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestReadsAndRenders(t *testing.T) {
	defer Close()
	d, err := Open(data(t, "locked-aes-256.pdf"), []string{"wrong", "密码"}, cache())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if d.Pages() != 3 {
		t.Errorf("%d pages", d.Pages())
	}
	ctx := context.Background()
	p, err := d.Page(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, g := range p.Glyphs {
		b.WriteString(g.Text)
		if g.X < 0 || g.X > p.Width || g.Y < 0 || g.Y > p.Height || g.Size < 5 || g.Size > 30 || g.Turn != 0 {
			t.Fatalf("%+v on a page of %gx%g", g, p.Width, p.Height)
		}
	}
	if !strings.Contains(b.String(), "档案安全工作计划") {
		t.Errorf("%q", b.String())
	}
	img, at, err := d.Render(ctx, 1, 100)
	if err != nil || at != 100 {
		t.Fatal(err, at)
	}
	dark := 0
	for _, v := range img.Pix {
		if v < 128 {
			dark++
		}
	}
	if share := float64(dark) / float64(len(img.Pix)); img.Rect.Dx() < 820 || img.Rect.Dx() > 830 || share < 0.005 || share > 0.2 {
		t.Errorf("%v, %.3f dark", img.Rect, share)
	}
	if img, at, err = d.Render(ctx, 1, 5000); err != nil || img.Rect.Dx()*img.Rect.Dy() > MaxPixels || at > 1000 {
		t.Errorf("too large: %v at %g, %v", img.Rect, at, err)
	}
	if _, err := d.Page(ctx, 9); err == nil {
		t.Error("page 9 of 3")
	}
}

func TestErrors(t *testing.T) {
	defer Close()
	if _, err := Open(data(t, "locked-aes-256.pdf"), nil, cache()); !errors.Is(err, gangmu.ErrNeedsPassword) {
		t.Errorf("locked: %v", err)
	}
	if _, err := Open([]byte("no PDF"), nil, cache()); !errors.Is(err, gangmu.ErrCorrupt) {
		t.Errorf("no PDF: %v", err)
	}
}

func TestADocumentOutlivesItsEngineHarmlessly(t *testing.T) {
	d, err := Open(data(t, "office.pdf"), nil, cache())
	if err != nil {
		t.Fatal(err)
	}
	Close()
	if _, err := d.Page(context.Background(), 1); err == nil {
		t.Error("a page of an engine that ended")
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}
