// Package zipped opens files that are a zip of XML parts: Word, OFD, OpenDocument.
//
// Such files are taken to be hostile; here are the limits that all of them share. It
// knows nothing of what the parts mean. Errors wrap a [gangmu.ErrorCode].
package zipped

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
)

// The limits of a file. The largest of 538 public Word files stays below a tenth of each.
const (
	MaxPartBytes  = 64 << 20
	MaxTotalBytes = 256 << 20
	MaxEntries    = 10_000

	// A part larger than ratioFrom that shrank more than maxRatio times is a bomb.
	ratioFrom = 10 << 20
	maxRatio  = 200
)

// A Package is an open file. It is not safe for concurrent use.
type Package struct {
	parts map[string]*zip.File // by lower-case name
	left  *int64               // bytes that may still be unpacked
}

// Open opens the size bytes of r. The error wraps ErrCorrupt or ErrTooLarge.
func Open(r io.ReaderAt, size int64) (*Package, error) { return OpenWithin(r, size, nil) }

// OpenWithin opens a package that lies in another one: what it unpacks counts as unpacked
// by that one too. Without another one it is Open.
func OpenWithin(r io.ReaderAt, size int64, outer *Package) (*Package, error) {
	if err := CheckDirectory(r, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	if len(z.File) > MaxEntries {
		return nil, fmt.Errorf("%w: %d parts", gangmu.ErrTooLarge, len(z.File))
	}
	left := int64(MaxTotalBytes)
	p := &Package{parts: map[string]*zip.File{}, left: &left}
	if outer != nil {
		p.left = outer.left
	}
	for _, f := range z.File {
		name := key(f.Name)
		if p.parts[name] == nil {
			p.parts[name] = f
		}
	}
	return p, nil
}

// key is a part's name as it is looked up: names are case-insensitive (ECMA-376 part 2,
// 6.2.2.3), and some writers use backslashes.
func key(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// Has reports whether there is a part of this name.
func (p *Package) Has(name string) bool { return p.parts[key(name)] != nil }

// Names gives the names of the parts as they are looked up, in no order.
func (p *Package) Names() []string {
	names := make([]string, 0, len(p.parts))
	for name := range p.parts {
		names = append(names, name)
	}
	return names
}

// Scan opens a part and lets f scan it. A part that is missing is read as nothing. An
// error of f that has no code is one of the part: ErrTooLarge or ErrCorrupt.
func (p *Package) Scan(name string, f func(*xmlscan.Scanner) error) error {
	return p.open(name, func(r io.Reader) error {
		// Parts are UTF-8, or UTF-16 with a byte order mark (ECMA-376 part 1, 7.2).
		return f(xmlscan.New(transform.NewReader(r, unicode.BOMOverride(transform.Nop))))
	})
}

// Bytes returns a part whole; nil if it is missing.
func (p *Package) Bytes(name string) (b []byte, err error) {
	err = p.open(name, func(r io.Reader) error {
		b, err = io.ReadAll(r)
		return err
	})
	return b, err
}

func (p *Package) open(name string, f func(io.Reader) error) error {
	file := p.parts[key(name)]
	if file == nil {
		return nil
	}
	packed, size := file.CompressedSize64, file.UncompressedSize64
	if size > MaxPartBytes || size > ratioFrom && size/maxRatio > packed {
		return fmt.Errorf("%w: part %s", gangmu.ErrTooLarge, name)
	}
	if file.Flags&1 != 0 {
		return fmt.Errorf("%w: part %s", gangmu.ErrEncrypted, name)
	}
	r, err := file.Open()
	if err != nil {
		return fmt.Errorf("%w: part %s: %w", gangmu.ErrCorrupt, name, err)
	}
	defer r.Close()
	limited := &limit{r: r, left: min(MaxPartBytes, *p.left)}
	before := limited.left
	err = f(limited)
	*p.left -= before - limited.left
	return classify(err, name)
}

// classify wraps an error of a part in its code.
func classify(err error, name string) error {
	var code gangmu.ErrorCode
	switch {
	case err == nil, errors.As(err, &code):
		return err
	case errors.Is(err, xmlscan.ErrDepth), errors.Is(err, xmlscan.ErrToken), errors.Is(err, errLimit):
		return fmt.Errorf("%w: part %s: %w", gangmu.ErrTooLarge, name, err)
	default:
		return fmt.Errorf("%w: part %s: %w", gangmu.ErrCorrupt, name, err)
	}
}

var errLimit = errors.New("too many bytes")

// A limit is an io.LimitedReader that says so when it is passed.
type limit struct {
	r    io.Reader
	left int64
}

func (l *limit) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLimit
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}
