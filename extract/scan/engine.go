package scan

import (
	"errors"
	"os"
	"path/filepath"
	"sync"

	"github.com/adrg/xdg"

	"github.com/gangmu/gangmu/extract/ocr"
	"github.com/gangmu/gangmu/extract/ocr/ppocr"
	"github.com/gangmu/gangmu/extract/ocr/tesseract"
)

// engines are the process's engines by folder: a process loads the models once and keeps
// them, and may load ONNX Runtime only once.
var engines struct {
	sync.Mutex
	open map[string]opened
}

type opened struct {
	engine ocr.Recognizer
	err    error
}

// DefaultFolder is where the engine is installed.
func DefaultFolder() string { return filepath.Join(xdg.DataHome, "gangmu", "ocr") }

// Engine opens the best engine of this machine: that of the folder, else Tesseract. Of two
// calls for one folder the second gets what the first one did. The error wraps
// [ocr.ErrNotInstalled] if there is none.
func Engine(folder string) (ocr.Recognizer, error) {
	if folder == "" {
		folder = DefaultFolder()
	}
	engines.Lock()
	defer engines.Unlock()
	if x, ok := engines.open[folder]; ok {
		return x.engine, x.err
	}
	var x opened
	x.engine, x.err = open(folder)
	if engines.open == nil {
		engines.open = map[string]opened{}
	}
	engines.open[folder] = x
	return x.engine, x.err
}

func open(folder string) (ocr.Recognizer, error) {
	var err error
	if _, missing := os.Stat(folder); missing == nil {
		var e *ppocr.Engine
		if e, err = ppocr.Open(folder); err == nil {
			return e, nil
		}
	} else {
		err = ocr.ErrNotInstalled
	}
	t, second := tesseract.Open()
	if second == nil {
		return t, nil
	}
	return nil, errors.Join(err, second)
}
