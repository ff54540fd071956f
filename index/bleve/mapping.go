package bleve

import (
	"fmt"
	"strings"
	"sync"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"

	"github.com/gangmu/gangmu/index/zh"
)

// The fields of a measure. Words and bigrams of the same text are two fields, so that a
// query can ask for any word and prefer all bigrams.
const (
	fieldWords   = "text"
	fieldBigrams = "bi"
	fieldHit     = "hit"   // JSON of an index.Hit, stored only
	fieldDoc     = "doc"   // document ID
	fieldOrder   = "order" // document ID and place in it; unique, ascending
	fieldTitle   = "plan"  // folded title of the plan
	fieldBureau  = "bureau"
	fieldIssuer  = "issuer"
	fieldYear    = "year"
)

const (
	wordAnalyzer   = "gangmu.words"
	bigramAnalyzer = "gangmu.bigrams"
)

// A tokenizer gives bleve the tokens of package zh.
type tokenizer func(*zh.Text) []zh.Token

// Tokenize implements analysis.Tokenizer.
func (f tokenizer) Tokenize(b []byte) analysis.TokenStream {
	tokens := f(zh.Fold(string(b)))
	out := make(analysis.TokenStream, len(tokens))
	for i, t := range tokens {
		out[i] = &analysis.Token{Term: []byte(t.Term), Start: t.Start, End: t.End, Position: t.Position, Type: analysis.Ideographic}
	}
	return out
}

// register makes the analyzers known to bleve, which finds them by name in a registry of
// the process.
var register = sync.OnceFunc(func() {
	for name, f := range map[string]tokenizer{wordAnalyzer: (*zh.Text).Words, bigramAnalyzer: (*zh.Text).Bigrams} {
		_ = registry.RegisterAnalyzer(name, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
			return &analysis.DefaultAnalyzer{Tokenizer: f}, nil
		})
	}
})

// newMapping is strict: nothing is indexed, stored or kept in columns that is not asked
// for. bleve's default mapping makes an index of 22 times the text, this one of 4.
func newMapping() (mapping.IndexMapping, error) {
	register()
	doc := engine.NewDocumentStaticMapping()
	add := func(name string, set func(*mapping.FieldMapping)) {
		f := engine.NewTextFieldMapping()
		f.Analyzer = keyword.Name
		f.Store, f.Index, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = false, true, false, false, false
		set(f)
		doc.AddFieldMappingsAt(name, f)
	}
	add(fieldWords, func(f *mapping.FieldMapping) { f.Analyzer = wordAnalyzer })
	add(fieldBigrams, func(f *mapping.FieldMapping) { f.Analyzer = bigramAnalyzer })
	add(fieldHit, func(f *mapping.FieldMapping) { f.Store, f.Index = true, false })
	for _, name := range []string{fieldDoc, fieldOrder, fieldTitle, fieldBureau, fieldIssuer, fieldYear} {
		add(name, func(f *mapping.FieldMapping) { f.DocValues, f.SkipFreqNorm = true, true })
	}
	m := engine.NewIndexMapping()
	m.DefaultMapping = doc
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	if err := m.Validate(); err != nil {
		return nil, fmt.Errorf("mapping: %w", err)
	}
	return m, nil
}

func folded(s string) string { return strings.TrimSpace(zh.Fold(s).String()) }
