// Command cjk indexes generated measures with bleve's own cjk analyzer, text stored and
// with term vectors, as a program would that takes bleve as it is; the keywords are the
// same as ours. It prints what build prints.
//
//	go run ./search/cjk [-n 200000] MEASURES.jsonl FOLDER
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"

	"github.com/gangmu/gangmu/bench/search/measures"
)

func main() {
	n := flag.Int("n", 0, "measures to take, 0 for all")
	flag.Parse()
	if flag.NArg() != 2 {
		flag.Usage()
		os.Exit(2)
	}
	debug.SetGCPercent(300) // as gangmu reindex does
	if err := run(flag.Arg(0), flag.Arg(1), *n); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const batchSize = 1000

func run(path, dir string, n int) error {
	doc := engine.NewDocumentStaticMapping()
	doc.AddSubDocumentMapping("_all", engine.NewDocumentDisabledMapping())
	text := engine.NewTextFieldMapping()
	text.Analyzer, text.Store, text.IncludeTermVectors, text.IncludeInAll, text.DocValues = cjk.AnalyzerName, true, true, false, false
	doc.AddFieldMappingsAt("text", text)
	for _, name := range []string{"bureau", "year", "plan", "path", "order"} {
		f := engine.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = keyword.Name, true, false, false, true
		doc.AddFieldMappingsAt(name, f)
	}
	m := engine.NewIndexMapping()
	m.DefaultMapping = doc
	x, err := engine.New(dir, m)
	if err != nil {
		return err
	}
	count, size := 0, 0
	b := x.NewBatch()
	err = measures.Each(path, n, func(d measures.Measure) error {
		count++
		size += len(d.Text)
		if err := b.Index(d.ID, map[string]any{
			"text": d.Text, "bureau": d.Bureau, "year": fmt.Sprint(d.Year), "plan": d.Plan, "path": d.Path, "order": d.ID,
		}); err != nil {
			return err
		}
		if b.Size() < batchSize {
			return nil
		}
		defer b.Reset()
		return x.Batch(b)
	})
	if err == nil {
		err = x.Batch(b)
	}
	if err != nil {
		return err
	}
	if err := x.Close(); err != nil {
		return err
	}
	cpu, disk := measures.CPU().Seconds(), measures.FolderSize(dir)
	fmt.Printf("%d measures, %.1f MB of text: %.1f CPU s, %.0f a CPU second, %.1f MB on disk (%.2f x text), peak %d MiB\n",
		count, float64(size)/1e6, cpu, float64(count)/cpu, float64(disk)/1e6, float64(disk)/float64(size), measures.Peak())
	return nil
}
