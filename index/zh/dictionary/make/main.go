// Command make packs the dictionaries that the analyzer embeds, from the modules that
// publish them and from words.txt, into the forms that package zh describes. Run it with
// go generate in index/zh.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

const (
	jieba  = "github.com/yanyiwu/gojieba@v1.4.6"
	opencc = "github.com/longbridgeapp/opencc@v0.3.13"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	dict, err := fetch(jieba, "deps/cppjieba/dict/jieba.dict.utf8")
	if err != nil {
		return err
	}
	hmm, err := fetch(jieba, "deps/cppjieba/dict/hmm_model.utf8")
	if err != nil {
		return err
	}
	traditional, err := fetch(opencc, "dictionary/TSCharacters.txt")
	if err != nil {
		return err
	}
	own, err := os.ReadFile(filepath.Join("dictionary", "words.txt"))
	if err != nil {
		return err
	}
	lexicon, err := packLexicon(dict, own)
	if err != nil {
		return err
	}
	model, err := packModel(hmm)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{"lexicon.bin": lexicon, "model.bin": model, "TSCharacters.txt.gz": zip(traditional)} {
		if err := os.WriteFile(filepath.Join("dictionary", name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// fetch reads a file of a module from the module cache, which is filled if need be.
func fetch(module, file string) ([]byte, error) {
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return nil, fmt.Errorf("download %s: %w", module, err)
	}
	var m struct{ Dir string }
	if err := json.Unmarshal(out, &m); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(m.Dir, file))
}

func zip(data []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	_, _ = z.Write(data) // a buffer takes everything
	_ = z.Close()
	return b.Bytes()
}
