package docx

import (
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
	"github.com/gangmu/gangmu/extract/zipped"
)

type scanner = xmlscan.Scanner

// A wordPackage is the package of ECMA-376 part 2: parts in a zip, and relationships.
type wordPackage struct {
	*zipped.Package
	main   string
	byType map[string]string // part related to main, by the last element of the type
	byID   map[string]string // and by relationship ID
}

// openPackage opens a file; within another one, if it is not nil, whose limits it shares.
func openPackage(r io.ReaderAt, size int64, within *zipped.Package) (*wordPackage, error) {
	z, err := zipped.OpenWithin(r, size, within)
	if err != nil {
		return nil, err
	}
	p := &wordPackage{Package: z}
	byType, _, err := p.relationships("")
	if err != nil {
		return nil, err
	}
	p.main = byType["officeDocument"]
	if p.main == "" {
		p.main = "word/document.xml"
	}
	if !p.Has(p.main) {
		return nil, fmt.Errorf("%w: no main part", gangmu.ErrCorrupt)
	}
	p.byType, p.byID, err = p.relationships(p.main)
	return p, err
}

// maxRelationships is how many relationships of a part are kept.
const maxRelationships = 20_000

// relationships reads the relationships of a part, of the package if it is "".
func (p *wordPackage) relationships(part string) (byType, byID map[string]string, err error) {
	dir := path.Dir(part)
	rels := path.Join(dir, "_rels", path.Base(part)+".rels")
	if part == "" {
		rels = "_rels/.rels"
	}
	byType, byID = map[string]string{}, map[string]string{}
	err = p.Scan(rels, func(s *scanner) error {
		return s.Root(func(name string) error {
			target := s.Attr("Target")
			if name != "Relationship" || s.Attr("TargetMode") == "External" || target == "" {
				return s.Skip()
			}
			if len(byID) == maxRelationships {
				return fmt.Errorf("%w: relationships of %s", gangmu.ErrTooLarge, part)
			}
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			kind := path.Base(s.Attr("Type"))
			if _, ok := byType[kind]; !ok {
				byType[kind] = target
			}
			byID[s.Attr("Id")] = target
			return s.Skip()
		})
	})
	return byType, byID, err
}

// val is the attribute that most elements of WordprocessingML have.
func val(s *scanner) string { return s.Attr("val") }

// on reports whether an element of type CT_OnOff (ECMA-376 part 1, 17.17.4) is on:
// present and not switched off.
func on(s *scanner) bool {
	switch val(s) {
	case "0", "false", "off":
		return false
	}
	return true
}
