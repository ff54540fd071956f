package bleve

import (
	"fmt"
	"sync"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/gangmu/gangmu/index/zh"
)

// The fields of an entry, that is of a measure or section. Its text is indexed once, as
// pairs of characters and jieba's longer words; those of two characters are pairs. Measured
// on judged queries, all of jieba's words in a field of their own rank no better and cost a
// third of the index; single characters rank better, and cost as much, but need no index
// where the best hits are looked at once more (see ranker, and bench/README.md).
const (
	fieldTerms   = "terms"
	fieldText    = "text"  // stored only
	fieldHit     = "hit"   // JSON of a storedHit, stored only
	fieldEntry   = "entry" // there is one: what kind of entry it is
	fieldDoc     = "doc"   // document ID
	fieldOrder   = "order" // beginning of the document ID and place in it; unique, ascending
	fieldPlan    = "plan"  // document ID/plan ID
	fieldTitle   = "title" // folded title of the plan
	fieldBureau  = "bureau"
	fieldIssuer  = "issuer" // folded bureau and issuer
	fieldYear    = "year"
	fieldTopic   = "topic"
	fieldSection = "section" // headings above from the top, joined by "/", one value a depth
	fieldHeading = "heading" // folded headings above
	fieldUnit    = "unit"    // responsible bodies
	fieldParty   = "party"   // folded names of them, as printed and in full
	fieldDue     = "due"     // last days of the deadlines, ISO 8601
)

// The fields of a plan, which is a document of its own: what a hit shows of its plan is
// stored once, and plans without any hit can be asked for.
const (
	planHead   = "head" // JSON of a storedPlan, stored only
	planBureau = "p.bureau"
	planIssuer = "p.issuer"
	planTitle  = "p.title"
	planKey    = "p.plan"
	planYear   = "p.year"
	planTopic  = "p.topic"
)

// textAnalyzer is the name of the analyzer that package zh has for stored texts.
const textAnalyzer = "gangmu.text"

// A tokenizer gives bleve the tokens of package zh.
type tokenizer struct{}

// Tokenize implements analysis.Tokenizer.
func (tokenizer) Tokenize(b []byte) analysis.TokenStream {
	tokens := zh.Fold(string(b)).Terms()
	size := 0
	for _, t := range tokens {
		size += len(t.Term)
	}
	terms := make([]byte, 0, size)
	all := make([]analysis.Token, len(tokens))
	out := make(analysis.TokenStream, len(tokens))
	for i, t := range tokens {
		n := len(terms)
		terms = append(terms, t.Term...)
		all[i] = analysis.Token{Term: terms[n:len(terms):len(terms)], Start: t.Start, End: t.End, Position: t.Position, Type: analysis.Ideographic}
		out[i] = &all[i]
	}
	return out
}

// register makes the analyzer known to bleve, which finds it by name in a registry of the
// process.
var register = sync.OnceFunc(func() {
	_ = registry.RegisterAnalyzer(textAnalyzer, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
		return &analysis.DefaultAnalyzer{Tokenizer: tokenizer{}}, nil
	})
})

// newMapping is strict: nothing is indexed, stored or kept in columns that is not asked
// for. bleve's default mapping makes an index of 22 times the text.
func newMapping() (mapping.IndexMapping, error) {
	register()
	doc := engine.NewDocumentStaticMapping()
	add := func(set func(*mapping.FieldMapping), names ...string) {
		for _, name := range names {
			f := engine.NewTextFieldMapping()
			f.Analyzer = keyword.Name
			f.Store, f.Index, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = false, true, false, false, false
			set(f)
			doc.AddFieldMappingsAt(name, f)
		}
	}
	add(func(f *mapping.FieldMapping) { f.Analyzer = textAnalyzer }, fieldTerms)
	add(func(f *mapping.FieldMapping) { f.Store, f.Index = true, false }, fieldText, fieldHit, planHead)
	add(func(f *mapping.FieldMapping) { f.SkipFreqNorm = true },
		fieldEntry, fieldDoc, fieldTitle, fieldIssuer, fieldHeading, fieldParty, fieldDue, planIssuer, planTitle, planKey, planYear, planTopic)
	add(func(f *mapping.FieldMapping) { f.DocValues, f.SkipFreqNorm = true, true },
		fieldOrder, fieldPlan, fieldBureau, fieldYear, fieldTopic, fieldSection, fieldUnit, planBureau)
	doc.AddSubDocumentMapping("_all", engine.NewDocumentDisabledMapping()) // else every term is looked at once more
	m := engine.NewIndexMapping()
	m.DefaultMapping = doc
	m.ScoringModel = bleveindex.BM25Scoring
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	if err := m.Validate(); err != nil {
		return nil, fmt.Errorf("mapping: %w", err)
	}
	return m, nil
}
