package docx

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/gangmu/gangmu"
)

// The limits of a file. The largest of 538 public files stays below a tenth of each.
const (
	maxPartBytes  = 64 << 20
	maxTotalBytes = 256 << 20
	maxEntries    = 10_000
	maxParagraphs = 500_000

	// A part larger than ratioFrom that shrank more than maxRatio times is a bomb.
	ratioFrom = 10 << 20
	maxRatio  = 200
)

// A container is the package of ECMA-376 part 2: parts in a zip, and relationships.
type container struct {
	parts   map[string]*zip.File // by lower-case name
	main    string
	related map[string]string // part related to main, by the last element of the type
	byID    map[string]string // and by relationship ID
	left    int64             // bytes that may still be unpacked
}

func openContainer(r io.ReaderAt, size int64) (*container, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	if len(z.File) > maxEntries {
		return nil, fmt.Errorf("%w: %d parts", gangmu.ErrTooLarge, len(z.File))
	}
	c := &container{parts: map[string]*zip.File{}, left: maxTotalBytes}
	for _, f := range z.File {
		name := partName(f.Name)
		if c.parts[name] == nil {
			c.parts[name] = f
		}
	}
	byType, _, err := c.relationships("")
	if err != nil {
		return nil, err
	}
	c.main = byType["officeDocument"]
	if c.main == "" {
		c.main = "word/document.xml"
	}
	if !c.has(c.main) {
		return nil, fmt.Errorf("%w: no main part", gangmu.ErrCorrupt)
	}
	c.related, c.byID, err = c.relationships(c.main)
	return c, err
}

// partName is a part's name as it is looked up: names are case-insensitive (part 2,
// 6.2.2.3), and some writers use backslashes.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (c *container) has(name string) bool { return c.parts[partName(name)] != nil }

// relationships reads the relationships of a part, of the package if it is "".
func (c *container) relationships(part string) (byType, byID map[string]string, err error) {
	dir := path.Dir(part)
	rels := path.Join(dir, "_rels", path.Base(part)+".rels")
	if part == "" {
		rels = "_rels/.rels"
	}
	byType, byID = map[string]string{}, map[string]string{}
	if !c.has(rels) {
		return byType, byID, nil
	}
	err = c.read(rels, func(s *scanner) error {
		return root(s, func(name string) error {
			target := s.attr("Target")
			if name != "Relationship" || s.attr("TargetMode") == "External" || target == "" {
				return s.skip()
			}
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			kind := path.Base(s.attr("Type"))
			if _, ok := byType[kind]; !ok {
				byType[kind] = target
			}
			byID[s.attr("Id")] = target
			return s.skip()
		})
	})
	return byType, byID, err
}

// read opens a part and lets f scan it. A part that is missing is read as nothing.
func (c *container) read(name string, f func(*scanner) error) error {
	file := c.parts[partName(name)]
	if file == nil {
		return nil
	}
	packed, size := file.CompressedSize64, file.UncompressedSize64
	if size > maxPartBytes || size > ratioFrom && size/maxRatio > packed {
		return fmt.Errorf("%w: part %s", gangmu.ErrTooLarge, name)
	}
	r, err := file.Open()
	if err != nil {
		return fmt.Errorf("%w: part %s: %w", gangmu.ErrCorrupt, name, err)
	}
	defer r.Close()
	limited := &limit{r: r, left: min(maxPartBytes, c.left)}
	before := limited.left
	// Parts are UTF-8, or UTF-16 with a byte order mark (part 1, 7.2).
	utf8 := transform.NewReader(limited, unicode.BOMOverride(transform.Nop))
	err = f(newScanner(utf8))
	c.left -= before - limited.left
	return classify(err, name)
}

// classify wraps an error of a part in its code.
func classify(err error, name string) error {
	var code gangmu.ErrorCode
	switch {
	case err == nil, errors.As(err, &code):
		return err
	case errors.Is(err, errDepth), errors.Is(err, errToken), errors.Is(err, errLimit):
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
