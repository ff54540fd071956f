// Command rank asks judged queries and writes the run that a scorer reads: lines of query,
// rank and document, parted by tabs.
//
//	go run ./search/rank DOCS.txt DISTRACTORS.jsonl QUERIES.txt > RUN
//
// DOCS has lines "id|text", QUERIES lines "query|judgements".
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/bench/search/measures"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/bleve"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: rank DOCS.txt DISTRACTORS.jsonl QUERIES.txt")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(docs, distractors, queries string) error {
	dir, err := os.MkdirTemp("", "rank")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	x, err := bleve.Open(filepath.Join(dir, "index"), bleve.Options{})
	if err != nil {
		return err
	}
	defer x.Close()
	ctx := context.Background()
	judged := &gangmu.Plan{ID: "p1"}
	err = lines(docs, func(line string) error {
		id, text, _ := strings.Cut(line, "|")
		judged.Sections = append(judged.Sections, &gangmu.Node{Kind: gangmu.KindMeasure, Path: id, OwnText: text})
		return nil
	})
	if err != nil {
		return err
	}
	if err := x.Put(ctx, &gangmu.Result{ID: strings.Repeat("0", 64), Outline: gangmu.Outline{Plans: []*gangmu.Plan{judged}}}); err != nil {
		return err
	}
	if err := measures.Plans(distractors, 0, true, func(r *gangmu.Result) error { return x.Put(ctx, r) }); err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	return lines(queries, func(line string) error {
		q := line[:max(0, strings.LastIndex(line, "|"))]
		a, err := x.Search(ctx, index.Query{Text: q, Limit: 100})
		if err != nil {
			return err
		}
		for i, h := range a.Hits {
			fmt.Fprintf(out, "%s\t%d\t%s\n", q, i+1, h.Path)
		}
		return nil
	})
}

func lines(path string, f func(string) error) error {
	h, err := os.Open(path)
	if err != nil {
		return err
	}
	defer h.Close()
	s := bufio.NewScanner(h)
	for s.Scan() {
		if s.Text() != "" {
			if err := f(s.Text()); err != nil {
				return err
			}
		}
	}
	return s.Err()
}
