// Package scan reads pages that are pictures: of files that are pictures, and of pages
// that other readers draw. An engine of package ocr reads the lines, once for every
// picture (see [Cache]); what it read becomes the page of glyphs that package layout makes
// blocks of, as it does for pages with characters of their own.
//
// It knows nothing of plans.
package scan

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"runtime/debug"
	"sync"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/ocr"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A Mode says which pages are recognised.
type Mode string

// The modes.
const (
	Off   Mode = "off"   // none; the zero Mode means the same
	Auto  Mode = "auto"  // those without usable text
	Force Mode = "force" // all that are not blank
)

// Options say how pictures are read. The zero value works. They cross to other processes
// as JSON.
type Options struct {
	Mode   Mode   `json:"mode,omitempty"`
	Folder string `json:"folder,omitempty"` // of the engine; empty is DefaultFolder
	Cache  string `json:"cache,omitempty"`  // folder for what was read; empty keeps nothing
	Pages  int    `json:"pages,omitempty"`  // pages read at once; 0 is one

	// Extend, if not nil, is told how much longer the file may take, whenever a page is
	// read; never twice at once.
	Extend func(time.Duration) `json:"-"`
}

// A Reader reads pictures of pages by one engine.
type Reader struct {
	Options
	engine ocr.Recognizer
	cache  Cache
	limit  time.Duration // for a page; 0 is PageTimeout
}

// PageTimeout is how long a page may take.
const PageTimeout = 30 * time.Second

// Wanted reports whether any page may be recognised.
func (o Options) Wanted() bool { return o.Mode == Auto || o.Mode == Force }

// Open gives a reader; nil if there is no engine on this machine, or none is wanted.
func (o Options) Open() *Reader {
	if !o.Wanted() {
		return nil
	}
	e, _ := Engine(o.Folder)
	if e == nil {
		return nil
	}
	return &Reader{Options: o, engine: e, cache: Cache{o.Cache}}
}

// A drawFunc draws page n and says at how many dots an inch.
type drawFunc = func(ctx context.Context, n int) (m image.Image, dpi float64, err error)

// Engine names the reader's engine.
func (r *Reader) Engine() string { return r.engine.Engine() }

// Recognize reads the pages of these numbers, several at once. draw draws one; it is
// called by one goroutine at a time. The answer has an element for each number, nil for a
// page that could not be read, which is then warned of. Errors are those of ctx.
func (r *Reader) Recognize(ctx context.Context, numbers []int, draw drawFunc) ([]*page.Page, []gangmu.Warning, error) {
	found, failed, err := r.sheets(ctx, numbers, draw)
	if err != nil {
		return nil, nil, err
	}
	var warnings []gangmu.Warning
	for i, n := range numbers {
		warnings = append(warnings, found[i].warnings(n, failed[i])...)
	}
	return pages(found), warnings, nil
}

// sheets reads pages as Recognize does. A page that could not be read is nil, and has an
// error.
func (r *Reader) sheets(ctx context.Context, numbers []int, draw drawFunc) ([]*sheet, []error, error) {
	defer collectOften()()
	found := make([]*sheet, len(numbers))
	failed := make([]error, len(numbers))
	var drawing sync.Mutex
	next := make(chan int)
	var group sync.WaitGroup
	for range min(max(1, r.Pages), len(numbers)) {
		group.Go(func() {
			for i := range next {
				found[i], failed[i] = r.read(ctx, &drawing, numbers[i], draw)
			}
		})
	}
	for i := range numbers {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	return found, failed, nil
}

// draw draws a page while no other goroutine does.
func (r *Reader) draw(ctx context.Context, drawing *sync.Mutex, n int, draw drawFunc) (image.Image, float64, error) {
	drawing.Lock()
	defer drawing.Unlock()
	if r.Extend != nil {
		r.Extend(PageTimeout)
	}
	return draw(ctx, n)
}

// picture draws a page as an engine takes it.
func (r *Reader) picture(ctx context.Context, drawing *sync.Mutex, n int, draw drawFunc) (*ocr.Picture, float64, error) {
	m, dpi, err := r.draw(ctx, drawing, n, draw)
	if err != nil {
		return nil, 0, err
	}
	m, dpi = shrunk(m, dpi)
	return ocr.FromImage(m), dpi, nil
}

// read draws a page and reads it. A panic costs the page.
func (r *Reader) read(ctx context.Context, drawing *sync.Mutex, n int, draw drawFunc) (s *sheet, err error) {
	defer func() {
		if x := recover(); x != nil {
			s, err = nil, fmt.Errorf("page %d: %v", n, x)
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	picture, dpi, err := r.picture(ctx, drawing, n, draw)
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, cmp.Or(r.limit, PageTimeout))
	defer cancel()
	debug.FreeOSMemory() // of drawing, before the engine takes what it needs: workers collect seldom
	p, err := r.cache.Read(limited, r.engine, picture)
	if err != nil {
		return nil, err
	}
	return &sheet{page: p, number: n, dpi: dpi}, nil
}

// warnings says what is to be known of a page.
func (s *sheet) warnings(n int, failed error) (out []gangmu.Warning) {
	warn := func(code, message string) {
		out = append(out, gangmu.Warning{Code: code, Message: message, Page: n})
	}
	if failed != nil {
		warn("page_ocr_failed", "the picture of the page could not be read: "+failed.Error())
		return out
	}
	if s.page.Turn != 0 {
		warn("page_turned", fmt.Sprintf("the page was turned by %d degrees to be read", s.page.Turn))
	}
	if s.page.Dropped > 0 {
		warn("page_ocr_dropped", fmt.Sprintf("%d places of the page look like print and could not be read", s.page.Dropped))
	}
	repairs := 0
	for _, l := range s.page.Lines {
		repairs += l.Repairs
	}
	if repairs > 0 {
		warn("page_ocr_marks", fmt.Sprintf("%d punctuation marks of the page were replaced by those that look like them", repairs))
	}
	if s.page.Seal {
		warn("page_seal", "red ink stands on the page; text under it was read through it")
	}
	return out
}
