// Package tesseract reads pictures of pages by the program tesseract with its Chinese
// model: the engine where no other is installed. It reads damaged pages far worse than
// package ppocr.
package tesseract

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/gangmu/gangmu/extract/ocr"
)

// An Engine implements [ocr.Recognizer].
type Engine struct{ path, version, language string }

var _ ocr.Recognizer = (*Engine)(nil)

// Name is the engine's.
const Name = "tesseract"

// languages are the models that are used, the first one that is there.
var languages = []string{"chi_sim", "chi_tra"}

const (
	pageTimeout  = 2 * time.Minute
	startTimeout = 10 * time.Second
	maxOutput    = 32 << 20 // bytes
)

// Open finds the program. The error wraps [ocr.ErrNotInstalled] if it or its Chinese
// model is not there.
func Open() (*Engine, error) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, fmt.Errorf("%w: tesseract: %w", ocr.ErrNotInstalled, err)
	}
	e := &Engine{path: path}
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	list, err := e.run(ctx, nil, "--list-langs")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ocr.ErrNotInstalled, err)
	}
	have := strings.Fields(string(list))
	for _, l := range languages {
		if slices.Contains(have, l) {
			e.language = l
			break
		}
	}
	if e.language == "" {
		return nil, fmt.Errorf("%w: tesseract has no Chinese model", ocr.ErrNotInstalled)
	}
	version, err := e.run(ctx, nil, "--version")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ocr.ErrNotInstalled, err)
	}
	e.version, _, _ = strings.Cut(string(version), "\n")
	return e, nil
}

// Engine implements [ocr.Recognizer].
func (e *Engine) Engine() string { return Name }

// Version implements [ocr.Recognizer].
func (e *Engine) Version() string { return e.version + " " + e.language }

// Key implements [ocr.Recognizer].
func (e *Engine) Key() string { return e.Version() + " 3" }

// run runs the program with one thread: two cost 27 times the CPU.
func (e *Engine) run(ctx context.Context, in []byte, arguments ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, e.path, arguments...)
	c.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	c.Stdin = bytes.NewReader(in)
	var out, complaints limited
	c.Stdout, c.Stderr = &out, &complaints
	c.WaitDelay = time.Second
	if err := c.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		line, _, _ := strings.Cut(complaints.String(), "\n")
		return nil, fmt.Errorf("tesseract: %w: %s", err, line)
	}
	return out.Bytes(), nil
}

// A limited buffer holds no more than maxOutput.
type limited struct{ bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > maxOutput {
		return 0, fmt.Errorf("more than %d bytes", maxOutput)
	}
	return l.Buffer.Write(p)
}

// Recognize implements [ocr.Recognizer]. The paper's brightness is evened out before:
// uneven light costs Tesseract a third of the characters. Then lines are made level: those that
// slope by two degrees cost it a seventh.
func (e *Engine) Recognize(ctx context.Context, p *ocr.Picture) (*ocr.Page, error) {
	flat := p.Ink().Flattened()
	turn, err := e.orientation(ctx, flat)
	if err != nil {
		return nil, err
	}
	flat = flat.Turned(turn)
	slope := flat.Slope()
	ctx, cancel := context.WithTimeout(ctx, pageTimeout)
	defer cancel()
	out, err := e.run(ctx, encoded(flat.Levelled(slope)), "-", "-", "-l", e.language, "--psm", "3", "-c", "preserve_interword_spaces=1", "tsv")
	if err != nil {
		return nil, err
	}
	page := &ocr.Page{Width: flat.W, Height: flat.H, Turn: turn}
	page.Lines, page.Dropped = parse(out)
	for k := range page.Lines {
		l := &page.Lines[k]
		for i, q := range l.Quad {
			l.Quad[i] = flat.Sloping(q, slope)
		}
	}
	page.Order()
	ocr.RepairNumbers(page.Lines)
	return page, nil
}

// orientation asks how a page lies; 0 where that cannot be told.
func (e *Engine) orientation(ctx context.Context, p *ocr.Picture) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, pageTimeout)
	defer cancel()
	out, err := e.run(ctx, encoded(p), "-", "-", "--psm", "0", "-l", "osd")
	if err != nil {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		return 0, nil // too few characters, or no model for it
	}
	for line := range strings.Lines(string(out)) {
		var degrees int
		if n, _ := fmt.Sscanf(line, "Rotate: %d", &degrees); n == 1 && degrees%90 == 0 {
			return (degrees + 360) % 360, nil
		}
	}
	return 0, nil
}

// encoded is a grey picture as PNG, uncompressed.
func encoded(p *ocr.Picture) []byte {
	m := &image.Gray{Pix: p.Pix, Stride: p.W, Rect: image.Rect(0, 0, p.W, p.H)}
	var b bytes.Buffer
	_ = (&png.Encoder{CompressionLevel: png.NoCompression}).Encode(&b, m) // to memory
	return b.Bytes()
}
