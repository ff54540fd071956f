package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

// A meter tells how far it is, what takes long, and no remaining time before it can know
// one; nothing runs when it has ended.
func TestAMeterIsHonest(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var out, errs bytes.Buffer
	m := newMeter(&env{out: &out, err: &errs, language: message.Chinese}, 100, false)
	defer m.end()
	settle := func(n int) {
		for i := range n {
			m.settle(pipeline.Event{Path: fmt.Sprint("/", m.status.Files, i), Status: pipeline.StatusDone, Bytes: 1_000_000, Pages: 2})
		}
	}
	settle(10)
	if s := m.reckon(m.start.Add(10 * time.Second)); s.Files != 10 || s.Rate != 1 || s.Remaining != -1 {
		t.Errorf("ten files tell no time: %+v", s)
	}
	settle(10)
	if s := m.reckon(m.start.Add(20 * time.Second)); s.Remaining != 80 || s.Bytes != 20_000_000 || s.Pages != 40 {
		t.Errorf("%+v", s)
	}
	// Of late it has been slower: that counts.
	settle(10)
	if s := m.reckon(m.start.Add(80 * time.Second)); s.Rate > 0.2 || s.Remaining < 350 {
		t.Errorf("%+v", s)
	}
	m.begin("/plans/大 文件.pdf")
	m.reading["/plans/大 文件.pdf"] = time.Now().Add(-90 * time.Second)
	m.settle(pipeline.Event{Path: "/bad", Status: pipeline.StatusFailed, Code: "needs_ocr"})
	line := m.line()
	for _, want := range []string{"31/100 个文件", "60 页", "1 个待识别", "失败 1", "30.0 MB", "正在读 大 文件.pdf，已 2 分钟"} {
		if !strings.Contains(line, want) {
			t.Errorf("%q lacks %q", line, want)
		}
	}
	// An archive had more files than were counted.
	settle(80)
	if m.status.Total != 111 {
		t.Errorf("%d in all", m.status.Total)
	}
}

func TestTimesAreNoMoreExactThanAnybodyKnows(t *testing.T) {
	for seconds, want := range map[float64]string{0.2: "less than 1 s", 42.4: "42 s", 600: "10 min", 9000: "2.5 h"} {
		if got := message.Duration(seconds).In(message.English); got != want {
			t.Errorf("%v: %q", seconds, got)
		}
	}
}
