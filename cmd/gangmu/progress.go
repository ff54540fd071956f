package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

// How often a meter speaks, and when a file counts as slow.
const (
	lineEvery  = 10 * time.Second
	eventEvery = time.Second
	slowAfter  = 5 * time.Second
	barFrom    = 5 // files from which on a bar is worth it
)

// A meter tells how an import gets on: by a bar on a terminal, by a line every ten
// seconds elsewhere, by events for programs.
type meter struct {
	env   *env
	json  bool
	start time.Time
	all   *mpb.Progress
	bar   *mpb.Bar
	done  chan struct{}
	over  sync.WaitGroup

	mu      sync.Mutex
	status  standing
	reading map[string]time.Time // files being read, since when
	marks   []milestone          // of the last while, to reckon the rate by
}

// A standing is where an import stands.
type standing struct {
	Files     int     `json:"files"`
	Total     int     `json:"total"` // grows when an archive is opened
	Pages     int     `json:"pages"`
	NeedOCR   int     `json:"need_ocr"` // files
	Bytes     int64   `json:"bytes"`
	Failed    int     `json:"failed"`
	Rate      float64 `json:"rate"`              // files a second, of late
	Remaining float64 `json:"remaining_seconds"` // -1 while nobody can tell
	Slow      string  `json:"slow,omitempty"`    // the file that has been read longest, if long
	SlowFor   float64 `json:"slow_seconds,omitempty"`
}

// A milestone is how many files were done at a time.
type milestone struct {
	at    time.Time
	files int
}

func newMeter(e *env, total int, asJSON bool) *meter {
	m := &meter{env: e, json: asJSON, start: time.Now(), done: make(chan struct{}), reading: map[string]time.Time{}}
	m.status.Total = total
	m.marks = []milestone{{m.start, 0}}
	every := lineEvery
	switch {
	case asJSON:
		every = eventEvery
	case e.terminal && total >= barFrom:
		m.all = mpb.New(mpb.WithOutput(e.err), mpb.WithWidth(30))
		m.bar = m.all.AddBar(int64(total), mpb.BarRemoveOnComplete(),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return m.line() })))
		return m
	}
	m.over.Go(func() { m.speak(every) })
	return m
}

func (m *meter) speak(every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-m.done:
			return
		case <-tick.C:
		}
		if m.json {
			m.mu.Lock()
			m.encode("progress", m.reckon(time.Now()))
			m.mu.Unlock()
		} else {
			fmt.Fprintln(m.env.err, m.line())
		}
	}
}

func (m *meter) encode(event string, v any) {
	switch v := v.(type) {
	case standing:
		_ = json.NewEncoder(m.env.out).Encode(struct {
			Type string `json:"event"`
			standing
		}{event, v})
	case pipeline.Event:
		_ = json.NewEncoder(m.env.out).Encode(struct {
			Type string `json:"event"`
			pipeline.Event
		}{event, v})
	}
}

func (m *meter) begin(path string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reading[path] = time.Now()
}

func (m *meter) settle(ev pipeline.Event) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.reading, ev.Path)
	s := &m.status
	s.Files++
	s.Total = max(s.Total, s.Files)
	s.Bytes += ev.Bytes
	s.Pages += ev.Pages
	if ev.Status == pipeline.StatusFailed {
		s.Failed++
	}
	if ev.Code == "needs_ocr" {
		s.NeedOCR++
	}
	if m.bar != nil {
		m.bar.SetTotal(int64(s.Total), false)
		m.bar.Increment()
	}
	if m.json {
		m.encode("file", ev)
	}
}

// The rate is that of the last while, and nobody can tell before some time has passed
// and some files are done.
const (
	window   = 30 * time.Second
	earliest = 3 * time.Second
	fewest   = 20
)

// reckon brings the status up to date.
func (m *meter) reckon(now time.Time) standing {
	s := &m.status
	if last := m.marks[len(m.marks)-1]; now.Sub(last.at) >= time.Second {
		m.marks = append(m.marks, milestone{now, s.Files})
	}
	for len(m.marks) > 1 && now.Sub(m.marks[1].at) > window {
		m.marks = m.marks[1:]
	}
	from := m.marks[0]
	s.Rate, s.Remaining = 0, -1
	if d := now.Sub(from.at).Seconds(); d > 0 {
		s.Rate = float64(s.Files-from.files) / d
	}
	if now.Sub(m.start) >= earliest && s.Files >= fewest && s.Rate > 0 {
		s.Remaining = float64(s.Total-s.Files) / s.Rate
	}
	s.Slow, s.SlowFor = "", 0
	for path, since := range m.reading {
		if d := now.Sub(since); d >= slowAfter && d.Seconds() > s.SlowFor {
			s.Slow, s.SlowFor = path, d.Seconds()
		}
	}
	return *s
}

// line is the status in one line.
func (m *meter) line() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, s := m.env, m.reckon(time.Now())
	parts := []string{e.say(message.FilesOf(s.Files, s.Total))}
	add := func(t message.Text) { parts = append(parts, e.say(t)) }
	if s.Pages > 0 {
		add(message.Pages(s.Pages))
	}
	if s.NeedOCR > 0 {
		add(message.AwaitOCR(s.NeedOCR))
	}
	if s.Failed > 0 {
		add(message.Failures(s.Failed))
	}
	add(message.Size(s.Bytes))
	add(message.PerSecond(s.Rate))
	if s.Remaining >= 0 {
		add(message.Left(message.Duration(s.Remaining)))
	}
	if s.Slow != "" {
		add(message.ReadingFor(cut(oneLine(filepath.Base(s.Slow)), 40), message.Duration(s.SlowFor)))
	}
	return strings.Join(parts, e.say(message.Comma))
}

// end takes the bar away, finished or not, and returns how long it took.
func (m *meter) end() time.Duration {
	close(m.done)
	m.over.Wait()
	if m.bar != nil {
		m.bar.Abort(true)
		m.all.Wait()
	}
	return time.Since(m.start)
}
