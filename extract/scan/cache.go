package scan

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/gangmu/gangmu/extract/ocr"
)

// A Cache keeps what engines read in a folder: ab/abcd....json, named by the SHA-256 of
// the picture's pixels and the engine's key. Files are written whole or not at all, so
// that an import that was killed reads no page twice. A cache without a folder keeps
// nothing. What cannot be written is only read again.
type Cache struct{ Folder string }

// cacheVersion changes when the form of what is kept does.
const cacheVersion = "gangmu ocr 2"

// Read gives what an engine read in a picture, now or before.
func (c Cache) Read(ctx context.Context, e ocr.Recognizer, p *ocr.Picture) (*ocr.Page, error) {
	path := c.path(e, p)
	if page, ok := kept(path); ok {
		return page, nil
	}
	page, err := e.Recognize(ctx, p)
	if err == nil && path != "" {
		keep(path, page)
	}
	return page, err
}

func (c Cache) path(e ocr.Recognizer, p *ocr.Picture) string {
	if c.Folder == "" {
		return ""
	}
	h := sha256.New()
	h.Write([]byte(cacheVersion + "\x00" + e.Engine() + "\x00" + e.Key() + "\x00"))
	for _, v := range []int{p.W, p.H, p.Channels} {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(v)))
	}
	h.Write(p.Pix)
	name := hex.EncodeToString(h.Sum(nil))
	return filepath.Join(c.Folder, name[:2], name+".json")
}

// maxKept is the size of the largest file that is read back, in bytes.
const maxKept = 64 << 20

func kept(path string) (*ocr.Page, bool) {
	if path == "" {
		return nil, false
	}
	if st, err := os.Stat(path); err != nil || st.Size() > maxKept {
		return nil, false
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, false
	}
	page := new(ocr.Page)
	return page, json.Unmarshal(b, page) == nil
}

func keep(path string, page *ocr.Page) {
	b, err := json.Marshal(page)
	if err != nil || os.MkdirAll(filepath.Dir(path), 0o755) != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil || os.Rename(f.Name(), path) != nil {
		os.Remove(f.Name())
	}
}
