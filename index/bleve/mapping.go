package bleve

import (
	"strings"
	"unicode/utf8"

	bleveindex "github.com/blevesearch/bleve_index_api"

	engine "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/gangmu/gangmu/index/zh"
)

// The fields of an entry, that is of a measure or section. Every field is a set of terms
// without frequencies, places or columns: which entries have a term is one bitmap, and what
// else a query needs comes from bitmaps (see leaf and column). Measured on judged queries,
// frequencies in the index are worth nothing where the best hits are looked at once more
// (see look), and neither are jieba's words beside the pairs (bench/README.md).
const (
	fieldTerms   = "terms"   // pairs of characters, numbers and Latin words of the text
	fieldText    = "text"    // stored only
	fieldHit     = "hit"     // JSON of a storedHit, stored only
	fieldEntry   = "entry"   // what kind of entry it is; a plan has it too
	fieldLength  = "length"  // of the text, code points
	fieldDoc     = "doc"     // document ID
	fieldAt      = "at"      // place in the document, counted, six digits
	fieldPlan    = "plan"    // document ID/plan ID
	fieldTitle   = "title"   // folded title of the plan
	fieldBureau  = "bureau"  // as it is shown
	fieldIssuer  = "issuer"  // folded bureau and issuer
	fieldYear    = "year"    // four digits
	fieldTopic   = "topic"   // as it is shown
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

// newMapping is that of an index whose documents say themselves what is indexed: bleve
// finds nothing to index in what it would map.
func newMapping() mapping.IndexMapping {
	m := engine.NewIndexMapping()
	m.DefaultMapping = engine.NewDocumentDisabledMapping()
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	return m
}

// A document is a record as the engine takes it.
type document struct {
	id     string
	fields []*field
}

// A field is a field of a document: a value that is stored, terms that are indexed, or both.
type field struct {
	name    string
	options bleveindex.FieldIndexingOptions
	value   []byte
	terms   []string
	text    bool // whether the terms are those of value
	found   bleveindex.TokenFrequencies
}

// keyword is a field of whole values, each once and none of them empty; nil if there is none.
func keyword(name string, values ...string) *field {
	f := &field{name: name, options: bleveindex.IndexField | bleveindex.SkipFreqNorm}
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			f.terms = append(f.terms, v)
		}
	}
	return f
}

// storedField is a value to show.
func storedField(name, value string) *field {
	return &field{name: name, options: bleveindex.StoreField, value: []byte(value)}
}

// textField is a text that is searched; it is stored elsewhere.
func textField(name, text string) *field {
	return &field{name: name, options: bleveindex.IndexField | bleveindex.SkipFreqNorm, value: []byte(text), text: true}
}

func (d *document) add(fields ...*field) {
	for _, f := range fields {
		if f.options.IsStored() || f.text || len(f.terms) > 0 {
			d.fields = append(d.fields, f)
		}
	}
}

// The methods of bleve's index.Document.

func (d *document) ID() string                                      { return d.id }
func (d *document) Size() int                                       { return len(d.id) }
func (d *document) Indexed() bool                                   { return true }
func (d *document) HasComposite() bool                              { return false }
func (d *document) VisitComposite(bleveindex.CompositeFieldVisitor) {}
func (d *document) NumPlainTextBytes() uint64                       { return 0 }
func (d *document) StoredFieldsBytes() uint64                       { return 0 }

func (d *document) VisitFields(visit bleveindex.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

// AddIDField adds the ID, by which the engine replaces and deletes.
func (d *document) AddIDField() {
	id := &field{name: "_id", options: bleveindex.IndexField | bleveindex.StoreField, value: []byte(d.id), terms: []string{d.id}}
	d.fields = append(d.fields, id)
}

// The methods of bleve's index.Field.

func (f *field) Name() string                                          { return f.name }
func (f *field) Value() []byte                                         { return f.value }
func (f *field) ArrayPositions() []uint64                              { return nil }
func (f *field) EncodedFieldType() byte                                { return 't' }
func (f *field) Options() bleveindex.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                                   { return 1 }
func (f *field) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.found }
func (f *field) NumPlainTextBytes() uint64                             { return 0 }

// Analyze is called by several goroutines, each with fields of its own.
func (f *field) Analyze() {
	if f.text {
		tokens := zh.Fold(string(f.value)).Terms()
		f.found = make(bleveindex.TokenFrequencies, len(tokens))
		for i := range tokens {
			f.found[tokens[i].Term] = present
		}
		return
	}
	f.found = make(bleveindex.TokenFrequencies, len(f.terms))
	how := present
	if !f.options.SkipFreqNorm() {
		how = once
	}
	for _, t := range f.terms {
		f.found[t] = how
	}
}

// present says of a term that it is there and no more; once that it is there once, which
// lets the engine keep a term that only one document has in fewer bytes. They are shared:
// the engine changes a frequency only where a field is there twice.
var (
	present = &bleveindex.TokenFreq{}
	once    = func() *bleveindex.TokenFreq {
		var t bleveindex.TokenFreq
		t.SetFrequency(1)
		return &t
	}()
)

// length is that of a text as BM25 counts it.
func length(text string) int { return max(1, utf8.RuneCountInString(text)) }
