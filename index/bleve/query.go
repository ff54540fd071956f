package bleve

import (
	"strings"
	"unicode/utf8"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/zh"
)

// allBoost is how much more the field of bigrams counts when all of them are there.
// Measured with it: nDCG@10 of .93 on judged queries (bench/README.md).
const allBoost = 2

// A parsed query.
type parsed struct {
	words   string   // outside quotes
	phrases []string // inside
}

// parse splits quoted phrases off. Chinese and straight quotes are the same.
func parse(q string) (parsed, error) {
	var p parsed
	var words strings.Builder
	open, start := -1, 0
	for i, r := range q {
		if r != '"' && r != '“' && r != '”' {
			continue
		}
		if open < 0 {
			words.WriteString(q[start:i] + " ")
			open = i
		} else {
			from := open + utf8.RuneLen([]rune(q[open:])[0])
			if s := strings.TrimSpace(q[from:i]); s != "" {
				p.phrases = append(p.phrases, s)
			}
			open = -1
		}
		start = i + utf8.RuneLen(r)
	}
	if open >= 0 {
		return p, &index.QueryError{Offset: utf8.RuneCountInString(q[:open]), Reason: "quote is not closed"}
	}
	words.WriteString(q[start:])
	p.words = strings.TrimSpace(words.String())
	if strings.TrimSpace(q) != "" && len(bigrams(p.words)) == 0 && len(p.phrases) == 0 {
		return p, &index.QueryError{Reason: "no word to search for"}
	}
	return p, nil
}

func bigrams(s string) []zh.Token { return zh.Fold(s).Bigrams() }

// build makes the query of the engine: any word, better all bigrams; all bigrams of
// every phrase; and the filters.
func build(p parsed, q *index.Query) query.Query {
	var must []query.Query
	if p.words != "" {
		any := engine.NewMatchQuery(p.words)
		any.SetField(fieldWords)
		must = append(must, engine.NewDisjunctionQuery(any, allBigrams(p.words, allBoost)))
	}
	for _, phrase := range p.phrases {
		must = append(must, allBigrams(phrase, 1))
	}
	return filtered(must, q)
}

// filtered are the measures that match all of must and the filters, which do not rank:
// the fields they look at keep no frequencies.
func filtered(must []query.Query, q *index.Query) query.Query {
	all := query.Query(engine.NewMatchAllQuery())
	if len(must) > 0 {
		all = engine.NewConjunctionQuery(must...)
	}
	f := filters(q)
	if len(f) == 0 {
		return all
	}
	b := engine.NewBooleanQuery()
	b.AddMust(all)
	b.AddFilter(engine.NewConjunctionQuery(f...))
	return b
}

// buildExact is the part of build that exact hits match.
func buildExact(p parsed, q *index.Query) query.Query {
	var must []query.Query
	for _, s := range append([]string{p.words}, p.phrases...) {
		if len(bigrams(s)) > 0 {
			must = append(must, allBigrams(s, 1))
		}
	}
	return filtered(must, q)
}

func allBigrams(s string, boost float64) query.Query {
	all := engine.NewMatchQuery(s)
	all.SetField(fieldBigrams)
	all.SetOperator(query.MatchQueryOperatorAnd)
	all.SetBoost(boost)
	return all
}

// filters are the restrictions of a query.
func filters(q *index.Query) []query.Query {
	var out []query.Query
	add := func(any []query.Query) {
		if len(any) > 0 {
			out = append(out, engine.NewDisjunctionQuery(any...))
		}
	}
	var bureaus, years []query.Query
	for _, b := range q.Bureau {
		bureaus = append(bureaus, contains(fieldBureau, b), contains(fieldIssuer, b))
	}
	add(bureaus)
	for _, y := range q.Year {
		t := engine.NewTermQuery(yearTerm(y))
		t.SetField(fieldYear)
		years = append(years, t)
	}
	add(years)
	if q.Plan != "" {
		add([]query.Query{contains(fieldTitle, folded(q.Plan))})
	}
	return out
}

// contains matches values that have s in them.
func contains(field, s string) query.Query {
	w := engine.NewWildcardQuery("*" + strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`).Replace(strings.TrimSpace(s)) + "*")
	w.SetField(field)
	return w
}
