package zh

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/yanyiwu/gojieba"
)

// The dictionaries are part of the program, so that it runs on a machine that has
// nothing else. jieba reads files only: they are unpacked once into the user's cache
// folder, under a name that changes with their content.

//go:embed dictionary/*.gz dictionary/words.txt
var dictionaries embed.FS

// embedded returns an embedded file unpacked. It cannot fail but by a broken build.
func embedded(name string) string {
	b, err := dictionaries.ReadFile("dictionary/" + name)
	if err == nil && filepath.Ext(name) == ".gz" {
		var z *gzip.Reader
		if z, err = gzip.NewReader(bytes.NewReader(b)); err == nil {
			b, err = io.ReadAll(z)
		}
	}
	if err != nil {
		return ""
	}
	return string(b)
}

// segmenter is jieba, one for the process: 0.4 CPU seconds and 113 MB to load, so it is
// loaded when first needed. It may be shared by goroutines and is never freed.
var segmenter = sync.OnceValues(func() (*gojieba.Jieba, error) {
	dir, err := unpack()
	if err != nil {
		return nil, fmt.Errorf("unpack dictionaries: %w", err)
	}
	path := func(name string) string { return filepath.Join(dir, name) }
	return gojieba.NewJieba(path("jieba.dict"), path("hmm_model"), path("words.txt"), path("idf"), path("stop")), nil
})

// Load loads the dictionaries of jieba, which else happens at the first text that is
// indexed. It fails when they can be written nowhere.
func Load() error {
	_, err := segmenter()
	return err
}

// unpack writes the dictionaries into the cache folder, or into the temporary one where
// that cannot be written, and returns the folder.
func unpack() (string, error) {
	h := sha256.New()
	for _, name := range []string{"jieba.dict.gz", "hmm_model.gz", "words.txt"} {
		b, err := dictionaries.ReadFile("dictionary/" + name)
		if err != nil {
			return "", err
		}
		h.Write(b)
	}
	folder := filepath.Join("gangmu", "jieba-"+hex.EncodeToString(h.Sum(nil))[:12])
	var last error
	for _, base := range cacheFolders() {
		dir := filepath.Join(base, folder)
		if _, err := os.Stat(filepath.Join(dir, complete)); err == nil {
			return dir, nil
		}
		files := map[string]string{
			"jieba.dict": embedded("jieba.dict.gz"), "hmm_model": embedded("hmm_model.gz"), "words.txt": embedded("words.txt"),
			"idf": "的 1.0\n", "stop": "的\n", // for keywords only, which nobody asks for
		}
		if last = unpackInto(dir, files); last == nil {
			return dir, nil
		}
	}
	return "", last
}

// complete is the file that says that all the others are there.
const complete = "complete"

func cacheFolders() []string {
	var out []string
	if dir, err := os.UserCacheDir(); err == nil {
		out = append(out, dir)
	}
	return append(out, os.TempDir())
}

// unpackInto writes the files and then the mark that they are complete. Several
// processes may do so at once: each file appears whole.
func unpackInto(dir string, files map[string]string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, data := range files {
		if err := writeWhole(filepath.Join(dir, name), data); err != nil {
			return err
		}
	}
	return writeWhole(filepath.Join(dir, complete), "")
}

func writeWhole(path, data string) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
