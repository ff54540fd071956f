// Package ppocr reads pictures of pages by the models of PaddleOCR on ONNX Runtime, which
// is loaded when the engine is opened: a detector that marks where text is (DB, Liao et
// al. 2020), a recogniser that reads a line (SVTR, Du et al. 2022, decoded by CTC), and a
// classifier that tells lines that stand on their heads.
//
// Library and models are files of a folder that is installed apart from the program; see
// [Model]. Memory with the networks open is about 90 MB, a page takes 150 more, and each page at
// once 40 more.
package ppocr

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	ort "github.com/yalue/onnxruntime_go"

	"github.com/gangmu/gangmu/extract/ocr"
)

// An Engine implements [ocr.Recognizer]. It must be closed.
type Engine struct {
	model   Model
	charset []string
	key     string

	detector, recognizer, classifier network

	// One page at a time is in the detector, which takes 130 MB for it, and a fifth of the
	// time that a page takes.
	detecting sync.Mutex
}

var _ ocr.Recognizer = (*Engine)(nil)

// settings changes when readings of the same pictures change.
const settings = "8"

// Open loads the model of a folder. The error wraps [ocr.ErrNotInstalled] if something of
// it is not there or is another file than it should be.
func Open(folder string) (*Engine, error) {
	m, err := ModelOf(folder)
	if err != nil {
		return nil, err
	}
	e := &Engine{model: m}
	if err := e.open(folder); err != nil {
		e.Close()
		return nil, err
	}
	return e, nil
}

// open loads charset, library and networks.
func (e *Engine) open(folder string) error {
	m := e.model
	data, chars, err := load(folder, m.Charset)
	if err != nil {
		return err
	}
	e.charset = charset(data)
	runtime, err := sum(folder, m.Library)
	if err != nil {
		return err
	}
	key := []string{m.Name, settings, chars, runtime}
	if err := start(filepath.Join(folder, m.Library.Name)); err != nil {
		return err
	}
	for _, x := range []struct {
		file ocr.File
		to   *network
	}{{m.Detector, &e.detector}, {m.Recognizer, &e.recognizer}, {m.Classifier, &e.classifier}} {
		data, file, err := load(folder, x.file)
		if err != nil {
			return err
		}
		if *x.to, err = open(data); err != nil {
			return fmt.Errorf("%w: %s: %w", ocr.ErrNotInstalled, x.file.Name, err)
		}
		key = append(key, file)
	}
	e.key = strings.Join(key, " ")
	return nil
}

// Close frees the models. No page may be read after.
func (e *Engine) Close() {
	e.detector.close()
	e.recognizer.close()
	e.classifier.close()
}

// Engine implements [ocr.Recognizer].
func (e *Engine) Engine() string { return e.model.Name }

// Version implements [ocr.Recognizer].
func (e *Engine) Version() string { return "ONNX Runtime " + ort.GetVersion() }

// Key implements [ocr.Recognizer].
func (e *Engine) Key() string { return e.key }

const (
	// lineConfidence is the least of a line that is text; what seals, rules and specks
	// are read as is below.
	lineConfidence = 0.5

	// maxLines is the most lines of a page that are read.
	maxLines = 2000
)

// Recognize implements [ocr.Recognizer].
func (e *Engine) Recognize(ctx context.Context, p *ocr.Picture) (*ocr.Page, error) {
	if p.W < 1 || p.H < 1 {
		return nil, errors.New("empty picture")
	}
	s, found, err := e.upright(ctx, p)
	if err != nil {
		return nil, err
	}
	out := &ocr.Page{Width: s.picture.W, Height: s.picture.H, Turn: s.turn, Seal: s.colored != nil}
	for i, q := range found[:min(len(found), maxLines)] {
		if i%8 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		line, err := e.readLine(s, q)
		if err != nil {
			return nil, err
		}
		if line.Text == "" || line.Confidence < lineConfidence {
			out.Dropped++
			continue
		}
		out.Lines = append(out.Lines, line)
	}
	out.Dropped += max(0, len(found)-maxLines)
	if err := e.readRed(s, found, out); err != nil {
		return nil, err
	}
	if err := e.readMargins(s, found, out); err != nil {
		return nil, err
	}
	if err := e.readCircled(s, out.Lines); err != nil {
		return nil, err
	}
	out.Order()
	ocr.RepairNumbers(out.Lines)
	tallest := 0.0
	for _, l := range out.Lines {
		tallest = max(tallest, l.Quad.Height())
	}
	out.Rules = out.Ruled(s.ruled.Rules(out.Skew, tallest))
	return out, nil
}
