// Command make packs the dictionaries that the analyzer embeds, from the modules that
// publish them. Run it with go generate in index/zh.
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

// sources are the files by the name they are packed under.
var sources = map[string]struct{ module, file string }{
	"jieba.dict.gz":       {"github.com/yanyiwu/gojieba@v1.4.6", "deps/cppjieba/dict/jieba.dict.utf8"},
	"hmm_model.gz":        {"github.com/yanyiwu/gojieba@v1.4.6", "deps/cppjieba/dict/hmm_model.utf8"},
	"TSCharacters.txt.gz": {"github.com/longbridgeapp/opencc@v0.3.13", "dictionary/TSCharacters.txt"},
}

func main() {
	for name, s := range sources {
		if err := pack(name, s.module, s.file); err != nil {
			fmt.Fprintln(os.Stderr, name, err)
			os.Exit(1)
		}
	}
}

func pack(name, module, file string) error {
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return err
	}
	var m struct{ Dir string }
	if err := json.Unmarshal(out, &m); err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(m.Dir, file))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join("dictionary", name), b.Bytes(), 0o644)
}
