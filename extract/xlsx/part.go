package xlsx

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
	"github.com/gangmu/gangmu/extract/zipped"
)

// A sheetPart is a sheet as the workbook lists it (18.2.19), and the part it is in.
type sheetPart struct {
	name   string
	part   string
	hidden bool
}

const workbook = "xl/workbook.xml"

// sheetParts lists the sheets in their order.
func sheetParts(p *zipped.Package) ([]sheetPart, error) {
	if !p.Has(workbook) {
		return nil, fmt.Errorf("%w: no workbook part", gangmu.ErrCorrupt)
	}
	targets := map[string]string{}
	err := p.Scan("xl/_rels/workbook.xml.rels", func(s *xmlscan.Scanner) error {
		return s.Root(func(string) error {
			target := s.Attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			targets[s.Attr("Id")] = target
			return s.Skip()
		})
	})
	if err != nil {
		return nil, err
	}
	var sheets []sheetPart
	err = p.Scan(workbook, func(s *xmlscan.Scanner) error {
		return s.Root(func(name string) error {
			if name != "sheets" {
				return s.Skip()
			}
			return s.Each(func(string) error {
				x := sheetPart{name: s.Attr("name"), hidden: strings.HasSuffix(strings.ToLower(s.Attr("state")), "hidden")}
				// r:id, of which the scanner gives the local name; sheetId is another one.
				x.part = targets[s.Attr("id")]
				if strings.Contains(x.part, "worksheets") || !strings.Contains(x.part, "sheets") { // no charts, no macros
					sheets = append(sheets, x)
				}
				return s.Skip()
			})
		})
	})
	return sheets, err
}

// comments keeps the comments of cells apart from the text (18.7).
func (b *book) comments() error {
	names := b.parts.Names()
	slices.Sort(names)
	for _, name := range names {
		if !strings.HasPrefix(name, "xl/comments") || !strings.HasSuffix(name, ".xml") {
			continue
		}
		err := b.parts.Scan(name, func(s *xmlscan.Scanner) error {
			return s.Root(func(name string) error {
				if name != "commentList" {
					return s.Skip()
				}
				return s.Each(func(string) error {
					t, err := s.Content()
					if text := strings.TrimSpace(string(t)); text != "" {
						b.aside = append(b.aside, gangmu.Block{Kind: gangmu.Comment, Text: text, Source: gangmu.FromText})
					}
					return err
				})
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}
