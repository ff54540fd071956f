// Command build indexes generated measures as the program does, and prints what it cost.
//
//	go run ./search/build [-n 200000] [-sections] [-gc 100] MEASURES.jsonl FOLDER
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/bench/search/measures"
	"github.com/gangmu/gangmu/index/bleve"
)

func main() {
	n := flag.Int("n", 0, "measures to take, 0 for all")
	sections := flag.Bool("sections", false, "put the measures under their headings, which become entries too")
	gc := flag.Int("gc", 300, "garbage collector: 300 as gangmu reindex sets it, 100 as an import has it")
	flag.Parse()
	if flag.NArg() != 2 {
		flag.Usage()
		os.Exit(2)
	}
	debug.SetGCPercent(*gc)
	if err := run(flag.Arg(0), flag.Arg(1), *n, !*sections); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// groupSize is how many documents an import hands to the index at once.
const groupSize = 32

func run(path, dir string, n int, flat bool) error {
	x, err := bleve.Open(dir, bleve.Options{})
	if err != nil {
		return err
	}
	ctx := context.Background()
	count, text := 0, 0
	var group []*gangmu.Result
	put := func() error {
		err := x.Put(ctx, group...)
		group = group[:0]
		return err
	}
	err = measures.Plans(path, n, flat, func(r *gangmu.Result) error {
		r.Plans[0].Walk(func(n *gangmu.Node) bool {
			if n.Kind == gangmu.KindMeasure {
				count++
				text += len(n.OwnText)
			}
			return true
		})
		if group = append(group, r); len(group) == groupSize {
			return put()
		}
		return nil
	})
	if err == nil {
		err = put()
	}
	if err != nil {
		return err
	}
	if err := x.Close(); err != nil {
		return err
	}
	cpu, size := measures.CPU().Seconds(), measures.FolderSize(dir)
	fmt.Printf("%d measures, %.1f MB of text: %.1f CPU s, %.0f a CPU second, %.1f MB on disk (%.2f x text), peak %d MiB\n",
		count, float64(text)/1e6, cpu, float64(count)/cpu, float64(size)/1e6, float64(size)/float64(text), measures.Peak())
	return nil
}
