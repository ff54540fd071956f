//go:build unix

package segment_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/segment"
)

// BenchmarkOutline measures texts of three lengths: the time must grow with the length and
// no faster. With GANGMU_CORPUS the text is made of the government work reports there, else
// of a plan of our own. Reported are code points a CPU second and the bytes a code point that
// live at most while the outline is made.
func BenchmarkOutline(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		d := document(ofLength(b, n))
		b.Run(fmt.Sprintf("%dk", n/1000), func(b *testing.B) {
			b.ReportAllocs()
			before := cpuSeconds()
			for b.Loop() {
				if _, err := segment.Outline(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/(cpuSeconds()-before)/1e6, "Mcp/cpu-s")
			b.ReportMetric(peak(d)/float64(n), "peakB/cp")
		})
	}
}

// cpuSeconds is what the process has used, the collector included.
func cpuSeconds() float64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// ofLength is a text of n code points.
func ofLength(b *testing.B, n int) string {
	var text strings.Builder
	reports, _ := filepath.Glob(filepath.Join(os.Getenv("GANGMU_CORPUS"), "texts", "gwr*.txt"))
	for count := 0; count < n; {
		part := ownPlan()
		if len(reports) > 0 {
			part = ""
			for _, name := range reports {
				t, err := os.ReadFile(name)
				if err != nil {
					b.Fatal(err)
				}
				part += string(t) + "\n"
			}
		}
		text.WriteString(part)
		count += utf8.RuneCountInString(part)
	}
	return string([]rune(text.String())[:n])
}

func ownPlan() string {
	var text strings.Builder
	text.WriteString("临江市财政局2024年工作计划\n")
	for i := range 9 {
		fmt.Fprintf(&text, "%c、工作任务\n", []rune("一二三四五六七八九")[i])
		for k := range 10 {
			fmt.Fprintf(&text, "%d.会同退役军人事务局开展优抚资金专项检查，检查面不低于%d%%，2024年11月底前完成绩效评价并公开结果，逐户核对抚恤补助发放台账，做到应发尽发、按月足额，群众来信来访件件有回音，事事有着落。\n", k+1, k)
		}
	}
	return text.String()
}

// peak is how much the heap grows at most while the outline of d is made, bytes, with the
// collector at work all the time.
func peak(d *gangmu.Document) float64 {
	return peakOf(func() {
		o, _ := segment.Outline(context.Background(), d)
		runtime.KeepAlive(o)
	})
}
