package main

import (
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// A progress is a bar on a terminal and nothing elsewhere.
type progress struct {
	all *mpb.Progress
	bar *mpb.Bar
}

// barFrom is the number of files from which on a bar is worth it.
const barFrom = 5

func (e *env) progress(name string, total int) *progress {
	if !e.terminal || total < barFrom {
		return &progress{}
	}
	all := mpb.New(mpb.WithOutput(e.err), mpb.WithWidth(40))
	bar := all.AddBar(int64(total), mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(name+" "), decor.CountersNoUnit("%d/%d")),
		mpb.AppendDecorators(decor.Percentage(), decor.OnComplete(decor.EwmaETA(decor.ET_STYLE_GO, 30), "")))
	return &progress{all, bar}
}

func (p *progress) step() {
	if p.bar != nil {
		p.bar.Increment()
	}
}

// end takes the bar away, finished or not.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.Abort(true)
		p.all.Wait()
	}
}
