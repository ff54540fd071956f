package xlsx

import (
	"path"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/xmlscan"
)

// textBoxes adds the text of the shapes that lie over a sheet (20.5.2), a block for each,
// behind its cells: where it is hidden, apart from the text.
func (b *book) textBoxes(s sheetPart) error {
	var parts []string
	err := b.parts.Scan(path.Join(path.Dir(s.part), "_rels", path.Base(s.part)+".rels"), func(x *xmlscan.Scanner) error {
		return x.Root(func(string) error {
			target := x.Attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(path.Dir(s.part), target)
			}
			if strings.HasSuffix(x.Attr("Type"), "/drawing") && len(parts) < maxDrawings {
				parts = append(parts, target)
			}
			return x.Skip()
		})
	})
	for _, part := range parts {
		if err != nil {
			break
		}
		err = b.parts.Scan(part, func(x *xmlscan.Scanner) error {
			return x.Root(func(name string) error { return b.shape(x, name, s.hidden) })
		})
	}
	return err
}

// maxDrawings is how many drawings of a sheet are read; there is one.
const maxDrawings = 16

// shape reads the text in a shape, or in the shapes of a group.
func (b *book) shape(x *xmlscan.Scanner, name string, hidden bool) error {
	switch name {
	case "Fallback": // of AlternateContent: the same again, for older programs
		return x.Skip()
	case "txBody":
	default:
		return x.Each(func(name string) error { return b.shape(x, name, hidden) })
	}
	var text strings.Builder
	err := x.Each(func(name string) error {
		if name != "p" {
			return x.Skip()
		}
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		return runs(x, &text)
	})
	t := strings.TrimSpace(text.String())
	if t == "" || err != nil {
		return err
	}
	to := &b.blocks
	if hidden {
		to = &b.aside
	} else {
		b.text = true
	}
	*to = append(*to, gangmu.Block{Kind: gangmu.TextBox, Text: t, Source: gangmu.FromText})
	return b.full()
}

// runs reads the text of a paragraph (21.1.2.2.6).
func runs(x *xmlscan.Scanner, text *strings.Builder) error {
	return x.Each(func(name string) error {
		switch name {
		case "t":
			t, err := x.Content()
			text.Write(t)
			return err
		case "br":
			text.WriteByte('\n')
		}
		return runs(x, text)
	})
}
