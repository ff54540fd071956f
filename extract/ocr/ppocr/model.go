package ppocr

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gangmu/gangmu/extract/ocr"
)

// A Model says which files of a folder are the engine, and what they must be. A file
// without SHA256 is taken as it is.
type Model struct {
	Name       string   `json:"name"`
	Library    ocr.File `json:"library"`    // ONNX Runtime
	Detector   ocr.File `json:"detector"`   // finds lines: picture to probability of text
	Recognizer ocr.File `json:"recognizer"` // reads a line: strip 48 high to scores of characters
	Classifier ocr.File `json:"classifier"` // tells lines that stand on their heads
	Charset    ocr.File `json:"charset"`    // a character a line, in the order of the recogniser's classes
}

// ModelFile is the file of a folder that describes its model; without one it is PPOCRv4.
const ModelFile = "model.json"

// PPOCRv4 is the default: the mobile models of PaddleOCR 4 (Apache-2.0).
var PPOCRv4 = Model{
	Name:       "ppocr-v4",
	Library:    library(),
	Detector:   ocr.File{Name: "ch_PP-OCRv4_det_infer.onnx", SHA256: "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff"},
	Recognizer: ocr.File{Name: "ch_PP-OCRv4_rec_infer.onnx", SHA256: "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0"},
	Classifier: ocr.File{Name: "ch_ppocr_mobile_v2.0_cls_infer.onnx", SHA256: "491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640"},
	Charset:    ocr.File{Name: "ppocr_keys_v1.txt", SHA256: "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7"},
}

// ModelOf reads which model is in a folder.
func ModelOf(folder string) (Model, error) {
	b, err := os.ReadFile(filepath.Join(folder, ModelFile))
	if errors.Is(err, fs.ErrNotExist) {
		return PPOCRv4, nil
	}
	m := PPOCRv4
	if err == nil {
		m = Model{Library: PPOCRv4.Library}
		err = json.Unmarshal(b, &m)
	}
	if err != nil {
		return m, fmt.Errorf("%s: %w", ModelFile, err)
	}
	for _, f := range m.Files() {
		if f.Name == "" || filepath.Base(f.Name) != f.Name {
			return m, fmt.Errorf("%s: %q is no name of a file", ModelFile, f.Name)
		}
	}
	return m, nil
}

// Files are the model's files.
func (m Model) Files() []ocr.File {
	return []ocr.File{m.Library, m.Detector, m.Recognizer, m.Classifier, m.Charset}
}

// maxModel is the size of the largest model that is loaded.
const maxModel = 256 << 20

// load reads a file of the model and checks it.
func load(folder string, f ocr.File) (data []byte, sum string, err error) {
	path := filepath.Join(folder, f.Name)
	st, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "", fmt.Errorf("%w: %s", ocr.ErrNotInstalled, path)
	case err != nil:
		return nil, "", err
	case st.Size() > maxModel:
		return nil, "", fmt.Errorf("%s has %d bytes", path, st.Size())
	}
	if data, err = os.ReadFile(path); err != nil {
		return nil, "", err
	}
	h := sha256.Sum256(data)
	if sum = hex.EncodeToString(h[:]); f.SHA256 != "" && sum != f.SHA256 {
		return nil, "", fmt.Errorf("%w: %s is another file than %s needs", ocr.ErrNotInstalled, path, f.Name)
	}
	return data, sum, nil
}

// sum is the SHA-256 of a file of the model, which it checks; the file need not fit into
// memory.
func sum(folder string, f ocr.File) (string, error) {
	path := filepath.Join(folder, f.Name)
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%w: %s", ocr.ErrNotInstalled, path)
	}
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	s := hex.EncodeToString(h.Sum(nil))
	if f.SHA256 != "" && s != f.SHA256 {
		return "", fmt.Errorf("%w: %s is another file than %s needs", ocr.ErrNotInstalled, path, f.Name)
	}
	return s, nil
}

// charset reads the characters of the classes: the first is none, the last a blank.
func charset(data []byte) []string {
	text := strings.TrimRight(strings.ReplaceAll(string(data), "\r", ""), "\n")
	return append(append([]string{""}, strings.Split(text, "\n")...), " ")
}
