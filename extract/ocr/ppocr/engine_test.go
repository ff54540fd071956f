package ppocr

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gangmu/gangmu/extract/ocr"
)

// A library that is another file than the pinned one is not loaded.
func TestAnotherLibraryIsRefused(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"keys.txt": "一\n",
		"lib.so":   "not the library",
		ModelFile: `{"name":"trial","library":{"name":"lib.so","sha256":"` + strings.Repeat("0", 64) + `"},"detector":{"name":"d"},` +
			`"recognizer":{"name":"r"},"classifier":{"name":"c"},"charset":{"name":"keys.txt"}}`,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(folder); !errors.Is(err, ocr.ErrNotInstalled) || !strings.Contains(err.Error(), "lib.so") {
		t.Errorf("error %v", err)
	}
	if environment.library != "" {
		t.Errorf("%s is loaded", environment.library)
	}
}
