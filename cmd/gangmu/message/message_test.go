package message_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/index/query"
)

func TestArgumentsAreSaidInOneLanguage(t *testing.T) {
	m := message.Left(message.Duration(90))
	if zh, en := m.In(message.Chinese), m.In(message.English); zh != "约剩 2 分钟" || en != "about 2 min left" {
		t.Errorf("%q, %q", zh, en)
	}
	if got := message.ConfigWrong(errors.New("50%d")).In(message.English); !strings.HasSuffix(got, ": 50%d") {
		t.Errorf("%q", got)
	}
	if got := message.Verbatim("50%d").In(message.Chinese); got != "50%d" {
		t.Errorf("%q", got)
	}
}

// Two forms of a message take the same arguments, each as what it is; a message stands
// once; the English one has no Chinese in it.
func TestMessagesSayTheSameInBothLanguages(t *testing.T) {
	places := map[string]token.Position{}
	for _, m := range catalogue(t) {
		if m.chinese == "" || m.english == "" || hasHan(m.english) {
			t.Errorf("%s: %q, %q", m.at, m.chinese, m.english)
		}
		if first, ok := places[m.chinese]; ok {
			t.Errorf("%s: %q stands at %s already", m.at, m.chinese, first)
		}
		places[m.chinese] = m.at
		zh, en := verbs(m.chinese), verbs(m.english)
		if fmt.Sprint(zh) != fmt.Sprint(en) || len(zh) != len(m.arguments) {
			t.Errorf("%s: %q takes %v, %q takes %v, and there are %d arguments", m.at, m.chinese, zh, m.english, en, len(m.arguments))
			continue
		}
		for i, typ := range m.arguments {
			if want := verbOf[typ]; want != "" && !strings.HasSuffix(zh[i], want) {
				t.Errorf("%s: %q says a %s by %%%s", m.at, m.chinese, typ, zh[i])
			}
		}
		for _, p := range m.unused {
			t.Errorf("%s: parameter %s is not said", m.at, p)
		}
	}
	if len(places) < 150 {
		t.Errorf("only %d messages", len(places))
	}
}

func TestEveryMessageIsSaid(t *testing.T) {
	said := map[string]bool{}
	for _, f := range parsed(t, "..", ".") {
		ast.Inspect(f.File, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "message" {
					said[n.Sel.Name] = true
				}
			case *ast.FuncDecl:
				n.Name = ast.NewIdent("_")
			case *ast.ValueSpec:
				n.Names = nil
			case *ast.Ident: // within the catalogue
				if f.Name.Name == "message" {
					said[n.Name] = true
				}
			}
			return true
		})
	}
	for name, at := range declared(t) {
		if !said[name] {
			t.Errorf("%s: %s is never said", at, name)
		}
	}
}

func TestCodesHaveMessages(t *testing.T) {
	for _, c := range []gangmu.FindingCode{
		gangmu.OrdinalRepaired, gangmu.OrdinalGap, gangmu.LabelRepaired, gangmu.LabelWeak, gangmu.LevelDoubtful, gangmu.ListSecond, gangmu.PlanBoundary,
		gangmu.PlanMissing, gangmu.PlanUnlisted, gangmu.PlanTruncated, gangmu.OCRLowConfidence, gangmu.OCRLabelRepaired,
	} {
		f := gangmu.Finding{Code: c, Message: "话"}
		if zh, en := message.Finding(f).In(message.Chinese), message.Finding(f).In(message.English); zh != "话" || en == "" || hasHan(en) {
			t.Errorf("%s: %q, %q", c, zh, en)
		}
	}
	for _, r := range []query.Reason{
		query.NoWord, query.OpenQuote, query.OpenBracket, query.LoneBracket, query.NothingToJoin, query.NoValue, query.BadYear, query.BadDate, query.TooLong, query.TooDeep,
	} {
		if got := message.BadQuery(1, r).In(message.Chinese); strings.Contains(got, "：。") {
			t.Errorf("%s: %q", r, got)
		}
	}
}

// exempt are files whose Chinese is data: what stands in documents and ledgers whatever
// the language of the program, and fixtures of the suites for stores and queues.
var exempt = []string{"pipeline/ledger/", "pipeline/doubt.go", "pipeline/storetest/", "pipeline/queuetest/", "cmd/gangmu/message/"}

func TestChineseStandsInTheCatalogueAlone(t *testing.T) {
	files := 0
	root := filepath.Join("..", "..", "..")
	for _, dir := range []string{"cmd", "pipeline"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			below, _ := filepath.Rel(root, path)
			below = filepath.ToSlash(below)
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
				slices.ContainsFunc(exempt, func(e string) bool { return strings.HasPrefix(below, e) }) {
				return err
			}
			files++
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING && hasHan(l.Value) {
					t.Errorf("%s: %s", set.Position(l.Pos()), l.Value)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 50 {
		t.Errorf("only %d files", files)
	}
}

// A form is one call of text in the catalogue.
type form struct {
	at               token.Position
	chinese, english string
	arguments        []string // their types, as far as the parameters say
	unused           []string // parameters that are no arguments
}

func catalogue(t *testing.T) (out []form) {
	t.Helper()
	for _, f := range parsed(t, ".") {
		for _, d := range f.Decls {
			types, used := map[string]string{}, map[string]bool{}
			fn, _ := d.(*ast.FuncDecl)
			if fn != nil {
				for _, p := range fn.Type.Params.List {
					for _, n := range p.Names {
						types[n.Name] = typeName(p.Type)
					}
				}
			}
			begin := len(out)
			ast.Inspect(d, func(n ast.Node) bool {
				c, ok := n.(*ast.CallExpr)
				if !ok || len(c.Args) < 2 {
					return true
				}
				if name, ok := c.Fun.(*ast.Ident); !ok || name.Name != "text" {
					return true
				}
				m := form{at: f.set.Position(c.Pos()), chinese: literal(t, c.Args[0]), english: literal(t, c.Args[1])}
				for _, a := range c.Args[2:] {
					m.arguments = append(m.arguments, typeOf(a, types))
					ast.Inspect(a, func(n ast.Node) bool {
						if x, ok := n.(*ast.Ident); ok {
							used[x.Name] = true
						}
						return true
					})
				}
				out = append(out, m)
				return true
			})
			for name := range types {
				for i := begin; i < len(out) && !used[name]; i++ {
					out[i].unused = append(out[i].unused, name)
				}
			}
		}
	}
	return out
}

// verbOf is how a type is said.
var verbOf = map[string]string{"int": "d", "int64": "d", "float64": "f", "string": "s", "Text": "s", "error": "v"}

func typeOf(a ast.Expr, parameters map[string]string) string {
	switch a := a.(type) {
	case *ast.Ident:
		return parameters[a.Name]
	case *ast.BinaryExpr:
		return typeOf(a.X, parameters)
	case *ast.SelectorExpr:
		return "Text" // a field of an advice
	case *ast.IndexExpr:
		return "Text" // a message by its code
	}
	return ""
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0]*\d*(\.\d+)?([a-zA-Z%])`)

// verbs are those of a form in the order of the arguments they take.
func verbs(form string) []string {
	var out []string
	next := 1
	byArgument := map[int]string{}
	for _, m := range verb.FindAllStringSubmatch(form, -1) {
		if m[3] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		byArgument[next] = m[2] + m[3]
		next++
	}
	for i := range len(byArgument) {
		out = append(out, byArgument[i+1])
	}
	return out
}

// declared are the messages of the catalogue by name.
func declared(t *testing.T) map[string]token.Position {
	t.Helper()
	out := map[string]token.Position{}
	for _, f := range parsed(t, ".") {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					out[d.Name.Name] = f.set.Position(d.Pos())
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if v, ok := s.(*ast.ValueSpec); ok && d.Tok == token.VAR {
						for _, n := range v.Names {
							out[n.Name] = f.set.Position(n.Pos())
						}
					}
				}
			}
		}
	}
	return out
}

type file struct {
	*ast.File
	set *token.FileSet
}

// parsed are the files of folders, tests left out.
func parsed(t *testing.T, dirs ...string) (out []file) {
	t.Helper()
	for _, dir := range dirs {
		paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range paths {
			if strings.HasSuffix(p, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, p, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, file{f, set})
		}
	}
	return out
}

func literal(t *testing.T, e ast.Expr) string {
	t.Helper()
	l, ok := e.(*ast.BasicLit)
	if !ok {
		t.Fatalf("a message that is no literal: %v", e)
	}
	s, err := strconv.Unquote(l.Value)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
