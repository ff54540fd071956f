package cmap

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"io"
	"strings"
	"sync"
)

// The predefined CMaps of ISO 32000-1, table 118, and what text the CIDs of Adobe-GB1,
// -CNS1, -Japan1 and -Korea1 are, packed by the program in make. Licence: see NOTICE.
//
//go:embed cmaps.zip
var packed []byte

var archive = sync.OnceValue(func() map[string]*zip.File {
	files := map[string]*zip.File{}
	if z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed))); err == nil {
		for _, f := range z.File {
			files[f.Name] = f
		}
	}
	return files
})

// loaded keeps what was unpacked, for the life of the process.
var loaded struct {
	sync.Mutex
	cmaps map[string]*CMap
}

// Predefined finds a CMap by its name, nil if there is none of that name.
func Predefined(name string) *CMap {
	switch name {
	case "Identity-H":
		return Identity(false)
	case "Identity-V":
		return Identity(true)
	}
	loaded.Lock()
	defer loaded.Unlock()
	return load(name)
}

func load(name string) *CMap {
	if m, ok := loaded.cmaps[name]; ok {
		return m
	}
	f := archive()[name]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil
	}
	m := Unpack(data, load)
	m.utf16 = strings.Contains(name, "UCS2-") || strings.Contains(name, "UTF16-")
	if loaded.cmaps == nil {
		loaded.cmaps = map[string]*CMap{}
	}
	loaded.cmaps[name] = m
	return m
}

// A Collection says what text CIDs are.
type Collection struct{ m *CMap }

// CollectionOf finds one of Adobe's collections by its ordering: GB1, CNS1, Japan1, Korea1.
// It is nil for others.
func CollectionOf(ordering string) *Collection {
	loaded.Lock()
	defer loaded.Unlock()
	if m := load("Adobe-" + ordering + "-UCS2"); m != nil {
		return &Collection{m}
	}
	return nil
}

// OrderingOf is the ordering of the collection that a predefined CMap leads to, "" if it
// is not known.
func OrderingOf(name string) string {
	base := strings.TrimSuffix(strings.TrimSuffix(name, "-H"), "-V")
	switch {
	case strings.HasPrefix(base, "GB"), strings.HasPrefix(base, "UniGB"):
		return "GB1"
	case strings.Contains(base, "B5"), strings.HasPrefix(base, "CNS"), strings.HasPrefix(base, "UniCNS"):
		return "CNS1"
	case strings.HasPrefix(base, "KSC"), strings.HasPrefix(base, "UniKS"):
		return "Korea1"
	case strings.Contains(base, "RKSJ"), strings.HasPrefix(base, "UniJIS"), base == "EUC", name == "H", name == "V":
		return "Japan1"
	}
	return ""
}

// Text is the text of a CID, false if the collection has none for it.
func (c *Collection) Text(cid int) (string, bool) {
	if c == nil || cid < 0 || cid > 0xffff {
		return "", false
	}
	return c.m.Text(Code{uint32(cid), 2})
}
