// Command ask measures warm queries on an index that build made: CPU milliseconds of each,
// the median of the rounds, after one that is not counted.
//
//	go run ./search/ask [-rounds 15] FOLDER
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/gangmu/gangmu/bench/search/measures"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/bleve"
)

var (
	none    = []index.FacetName{}
	two     = []index.FacetName{index.FacetBureau, index.FacetYear}
	queries = []struct {
		name string
		q    index.Query
	}{
		{"all of 随军家属就业", index.Query{Text: "随军家属就业", Match: index.MatchAll, Facets: none}},
		{"the same with two facets", index.Query{Text: "随军家属就业", Match: index.MatchAll, Facets: two}},
		{"all of 志愿者 联席会议", index.Query{Text: "志愿者 联席会议", Match: index.MatchAll, Facets: none}},
		{"the same with two facets", index.Query{Text: "志愿者 联席会议", Match: index.MatchAll, Facets: two}},
		{"all of 就业 (two characters)", index.Query{Text: "就业", Match: index.MatchAll, Facets: none}},
		{"the same with two facets", index.Query{Text: "就业", Match: index.MatchAll, Facets: two}},
		{"all of 蜂蜜 (two characters, rare)", index.Query{Text: "蜂蜜", Match: index.MatchAll, Facets: none}},
		{"随军家属就业 and related", index.Query{Text: "随军家属就业", Facets: none}},
		{"the same with two facets", index.Query{Text: "随军家属就业", Facets: two}},
		{"随军配偶安置 and related", index.Query{Text: "随军配偶安置", Facets: none}},
		{"“志愿者联席会议” in a row", index.Query{Text: "“志愿者联席会议”", Facets: none}},
		{"军 (one character)", index.Query{Text: "军", Facets: none}},
		{"就业 of one bureau and year", index.Query{Text: "就业 单位:财政局 年份:2020", Facets: none}},
		{"everything, two facets", index.Query{Facets: two}},
		{"蜂蜜, who is absent", index.Query{Text: "蜂蜜", Absent: true, Match: index.MatchAll, Facets: none}},
	}
)

func main() {
	rounds := flag.Int("rounds", 15, "rounds that count")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *rounds); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string, rounds int) error {
	x, err := bleve.Open(dir, bleve.Options{})
	if err != nil {
		return err
	}
	defer x.Close()
	took := make([][]time.Duration, len(queries))
	var answers []*index.Answer
	for round := range rounds + 1 {
		for i, c := range queries {
			before := measures.CPU()
			a, err := x.Search(context.Background(), c.q)
			if err != nil {
				return err
			}
			if d := measures.CPU() - before; round > 0 {
				took[i] = append(took[i], d)
			} else {
				answers = append(answers, a)
			}
		}
	}
	for i, c := range queries {
		slices.Sort(took[i])
		fmt.Printf("%8.2f ms (%.2f-%.2f)  %6d hits, %6d exact  %s\n", ms(took[i][rounds/2]), ms(took[i][0]), ms(took[i][rounds-1]),
			answers[i].Total, answers[i].Exact, c.name)
	}
	return nil
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }
