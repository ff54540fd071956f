package extract

import "io"

// Kind names what a file's bytes show it to be, without reading it: docx, pdf, image,
// text (or nothing known), encrypted or other.
func Kind(r io.ReaderAt, size int64) (string, error) {
	k, err := kindOf(r, size)
	switch k {
	case wordFile:
		return "docx", err
	case pdfFile:
		return "pdf", err
	case imageFile:
		return "image", err
	case encryptedFile:
		return "encrypted", err
	case noBinary:
		return "text", err
	}
	return "other", err
}
