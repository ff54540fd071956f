package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/extract/scan"
	"github.com/gangmu/gangmu/pipeline"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"gangmu": main,
		// hold keeps a library in use until it is killed.
		"hold": func() {
			if _, err := pipeline.Open(os.Args[1], "hold", true); err != nil {
				os.Exit(1)
			}
			_ = os.WriteFile("held", nil, 0o644)
			time.Sleep(time.Minute)
		},
	})
}

func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	engine := scan.DefaultFolder()
	_, missing := os.Stat(filepath.Join(engine, "libonnxruntime.so.1"))
	testscript.Run(t, testscript.Params{
		Condition: func(name string) (bool, error) {
			if name != "ocr" {
				return false, fmt.Errorf("no condition %q", name)
			}
			return missing == nil, nil
		},
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("TESTDATA", root)
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_CACHE_HOME", cache) // the dictionaries are unpacked once
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("LANG", "zh_CN.UTF-8")
			env.Setenv("GANGMU_OCR", "off")
			env.Setenv("ENGINE", engine)
			env.Setenv("SAVED", env.Getenv("PATH"))
			env.Setenv("BARE", filepath.SplitList(env.Getenv("PATH"))[0]) // this program alone
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"documents": validDocuments,
			"await":     await,
			"status":    status,
		},
	})
}

// status N PROGRAM ARGS... runs a program that must end with exit code N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}

// await FILE waits until a file is there.
func await(ts *testscript.TestScript, neg bool, args []string) {
	for range 200 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	ts.Fatalf("%s does not come", args[0])
}

// documents FILE N validates a file of N documents, a JSON array, one document or a
// document a line, against the schema that the program publishes.
func validDocuments(ts *testscript.TestScript, neg bool, args []string) {
	schema, err := documentSchema()
	ts.Check(err)
	d := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	n := 0
	for d.More() {
		var v any
		ts.Check(d.Decode(&v))
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		for _, doc := range list {
			n++
			ts.Check(schema.Validate(doc))
		}
	}
	if want := args[1]; want != strings.TrimSpace(string(mustJSON(n))) {
		ts.Fatalf("%d documents, want %s", n, want)
	}
}

func mustJSON(v any) []byte { b, _ := json.Marshal(v); return b }

func documentSchema() (*jsonschema.Schema, error) {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(gangmu.Schema))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("document.json", v); err != nil {
		return nil, err
	}
	return c.Compile("document.json")
}

func TestFlagsMayFollowArguments(t *testing.T) {
	e := newEnv(nil, nil, &bytes.Buffer{}, &bytes.Buffer{})
	for in, want := range map[string]string{
		"gangmu search 经费 --year 2024 --json":     "gangmu search --year 2024 --json 经费",
		"gangmu --library x search 经费":            "gangmu search --library x 经费",
		"gangmu search -b 财政局 -- --经费 -n":         "gangmu search -b 财政局 -- --经费 -n",
		"gangmu search 就业 -gdp -n 5":              "gangmu search -n 5 就业 -gdp",
		"gangmu search 就业 -责任单位:x -year 2024":     "gangmu search -year 2024 就业 -责任单位:x",
		"gangmu search 就业 --gdp":                  "gangmu search --gdp 就业",
		"gangmu search -gdp 就业":                   "gangmu search -gdp 就业",
		"gangmu search -- -gdp 就业":                "gangmu search -- -gdp 就业",
		"gangmu search 就业 -unit=x -gdp=1":         "gangmu search -unit=x 就业 -gdp=1",
		"gangmu show 1a2b/p1 --tree -l=x":         "gangmu show --tree -l=x 1a2b/p1",
		"gangmu search search list":               "gangmu search search list",
		"gangmu import - --jobs 2":                "gangmu import --jobs 2 -",
		"gangmu --help":                           "gangmu --help",
		"gangmu nothing here":                     "gangmu nothing here",
		"gangmu export --format ndjson --out a b": "gangmu export --format ndjson --out a b",
	} {
		if got := strings.Join(reorder(newApp(e), strings.Fields(in)), " "); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestEveryCodeHasAMessage(t *testing.T) {
	for _, code := range []gangmu.ErrorCode{
		gangmu.ErrFormat, gangmu.ErrEncrypted, gangmu.ErrNeedsPassword, gangmu.ErrCorrupt, gangmu.ErrTooLarge,
		gangmu.ErrNoText, gangmu.ErrNeedsOCR, gangmu.ErrUnsupported, gangmu.ErrTimeout, gangmu.ErrMemory, gangmu.ErrMissing, gangmu.ErrDenied,
	} {
		if _, ok := message.Problems[code]; !ok {
			t.Errorf("%s has no message", code)
		}
	}
}

func TestTerminalsAreNotCommanded(t *testing.T) {
	if got := oneLine("甲\x1b[31m乙\u202e丙\r\n丁\x07"); strings.ContainsAny(got, "\x1b\x07\r\u202e") {
		t.Errorf("%q", got)
	}
}
