// Package pdfium is the second reader of PDF files, and the one that renders pages: PDFium,
// compiled to WebAssembly (github.com/klippa-app/go-pdfium on wazero).
//
// PDFium knows kinds of damage and fonts that our own reader does not. It runs in a sandbox
// of limited memory, without files and network. It starts when it is first asked for; what
// starting compiles is kept on disk (3.4 CPU-seconds once, then 0.1). A process has one
// instance, which one goroutine uses at a time: a worker is a process.
//
// A call cannot be stopped from outside, as the means for it cost 1.3 to 10 times the
// work: contexts are looked at between calls, and a worker's deadline is the last resort.
package pdfium

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/adrg/xdg"
	pdfiumlib "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	memoryPages  = 8192 // of 64 KiB: 512 MiB
	startTimeout = time.Minute
)

// engine is the process's instance.
var engine struct {
	sync.Mutex
	instance pdfiumlib.Pdfium
	pool     pdfiumlib.Pool
}

// start starts the instance, unless it runs. The caller holds the lock.
func start(cache string) (pdfiumlib.Pdfium, error) {
	if engine.instance != nil {
		return engine.instance, nil
	}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages)
	if c, err := compilationCache(cache); err == nil { // without one it only starts later
		config = config.WithCompilationCache(c)
	}
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 0, MaxIdle: 1, MaxTotal: 1,
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(),
		Stdout:        io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("start PDFium: %w", err)
	}
	instance, err := pool.GetInstance(startTimeout)
	if err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("start PDFium: %w", err)
	}
	engine.pool, engine.instance = pool, instance
	return instance, nil
}

// stop ends the instance; the next call starts another. A trap leaves one unusable.
func stop() {
	if engine.pool != nil {
		_ = engine.pool.Close()
	}
	engine.pool, engine.instance = nil, nil
}

// Close ends the process's instance, if it was started, and frees its memory.
func Close() {
	engine.Lock()
	defer engine.Unlock()
	stop()
}

// Warm compiles what starting needs into the cache, so that the next process starts soon.
func Warm(_ context.Context, cache string) error {
	engine.Lock()
	defer engine.Unlock()
	_, err := start(cache)
	return err
}

func compilationCache(folder string) (wazero.CompilationCache, error) {
	if folder == "" {
		folder = filepath.Join(xdg.CacheHome, "gangmu")
	}
	folder = filepath.Join(folder, "pdfium")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	return wazero.NewCompilationCacheWithDir(folder)
}
