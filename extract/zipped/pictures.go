package zipped

import (
	"errors"
	"fmt"

	"github.com/gangmu/gangmu"
)

// Pictures are parts that are pictures, in the order in which a text shows them. They may
// be used by one goroutine at a time, while the file is open.
type Pictures struct {
	Package *Package
	Parts   []string
}

// Len is the number of pictures.
func (p *Pictures) Len() int { return len(p.Parts) }

// Picture is the file of picture n, from 1. The error wraps ErrCorrupt where it is missing.
func (p *Pictures) Picture(n int) ([]byte, error) {
	if n < 1 || n > len(p.Parts) {
		return nil, errors.New("no such picture")
	}
	b, err := p.Package.Bytes(p.Parts[n-1])
	if err == nil && len(b) == 0 {
		err = fmt.Errorf("%w: part %q is missing", gangmu.ErrCorrupt, p.Parts[n-1])
	}
	return b, err
}
