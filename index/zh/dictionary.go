package zh

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
)

//go:embed dictionary/TSCharacters.txt.gz
var traditionalFile []byte

// traditional is the table of traditional characters, "traditional simplified ..." a line.
// It cannot fail but by a broken build.
func traditional() string {
	z, err := gzip.NewReader(bytes.NewReader(traditionalFile))
	if err != nil {
		return ""
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return ""
	}
	return string(b)
}
