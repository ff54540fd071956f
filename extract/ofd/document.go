package ofd

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// A document is the root of one document (7.5): where its pages, templates and media are,
// and the names of its fonts.
type document struct {
	area        area
	pages       []string          // parts
	templates   map[string]string // parts, by ID
	fonts       map[string]string // names, by ID
	media       map[string]string // parts, by ID
	annotations string
}

// An area is the size of a page (7.6), in millimetres.
type area struct{ x, y, width, height float64 }

// a4 is the area of pages that name none.
var a4 = area{0, 0, 210, 297}

// resolve makes the location loc, as the part from gives it, the name of a part (7.3):
// from the root with a slash before it, else from the folder of the part.
func resolve(from, loc string) string {
	loc = strings.TrimSpace(loc)
	if strings.HasPrefix(loc, "/") {
		return path.Clean(loc)
	}
	return path.Join(path.Dir(from), loc)
}

func (f *file) document(root string) error {
	d := &document{area: a4, templates: map[string]string{}, fonts: map[string]string{}, media: map[string]string{}}
	if !f.zip.Has(root) {
		return fmt.Errorf("%w: no %s", gangmu.ErrCorrupt, root)
	}
	var resources []string
	if err := f.zip.Scan(root, func(s *scanner) error { return d.read(s, root, &resources) }); err != nil {
		return err
	}
	for _, r := range resources {
		if err := f.resources(d, r); err != nil {
			return err
		}
	}
	templates := map[string]*content{}
	first := len(f.pages)
	for _, part := range d.pages {
		if err := f.ctx.Err(); err != nil {
			return err
		}
		f.pace.Begin(len(f.pages) + 1)
		p, err := f.page(d, part, templates)
		if err != nil {
			return err
		}
		f.pages = append(f.pages, p)
	}
	return f.annotations(d, first)
}

func (d *document) read(s *scanner, root string, resources *[]string) error {
	return s.Root(func(name string) error {
		switch name {
		case "CommonData":
			return s.Each(func(name string) error { return d.common(s, root, name, resources) })
		case "Pages":
			return s.Each(func(name string) error {
				if name == "Page" {
					if len(d.pages) == maxPages {
						return fmt.Errorf("%w: more than %d pages", gangmu.ErrTooLarge, maxPages)
					}
					d.pages = append(d.pages, resolve(root, s.Attr("BaseLoc")))
				}
				return s.Skip()
			})
		case "Annotations":
			t, err := s.Content()
			d.annotations = resolve(root, string(t))
			return err
		}
		return s.Skip()
	})
}

// common reads one element of the data that pages share.
func (d *document) common(s *scanner, root, name string, resources *[]string) error {
	switch name {
	case "PageArea":
		return d.area.read(s)
	case "PublicRes", "DocumentRes":
		t, err := s.Content()
		*resources = append(*resources, resolve(root, string(t)))
		return err
	case "TemplatePage":
		d.templates[s.Attr("ID")] = resolve(root, s.Attr("BaseLoc"))
	}
	return s.Skip()
}

// read reads a page's area: its physical box, which all other boxes lie in.
func (a *area) read(s *scanner) error {
	return s.Each(func(name string) error {
		if name != "PhysicalBox" {
			return s.Skip()
		}
		t, err := s.Content()
		if n := numbers(string(t)); len(n) == 4 && n[2] > 0 && n[3] > 0 {
			*a = area{n[0], n[1], n[2], n[3]}
		}
		return err
	})
}

// attempt reads a part that the rest can do without; damage costs its own content.
func (f *file) attempt(part string, number int, read func(*scanner) error) error {
	err := f.zip.Scan(part, read)
	if errors.Is(err, gangmu.ErrTooLarge) || f.ctx.Err() != nil {
		return err
	}
	if err != nil {
		f.warn("part_damaged", part, number)
	}
	return nil
}

// page reads a page: the templates that lie under it, its own content, those that lie over
// it (7.7).
func (f *file) page(d *document, part string, templates map[string]*content) (*page.Page, error) {
	number := len(f.pages) + 1
	own := &content{area: d.area, fonts: d.fonts}
	if !f.zip.Has(part) {
		f.warn("part_damaged", part, number)
	}
	err := f.attempt(part, number, own.read)
	if err != nil {
		return nil, err
	}
	for _, r := range own.resources {
		if err := f.resources(d, resolve(part, r)); err != nil {
			return nil, err
		}
	}
	var layers []*content
	for _, t := range own.templates {
		c := templates[t.id]
		if c == nil {
			c = &content{area: own.area, fonts: d.fonts}
			if err := f.attempt(d.templates[t.id], number, c.read); err != nil {
				return nil, err
			}
			templates[t.id] = c
		}
		if !t.foreground {
			layers = append(layers, c)
		}
	}
	layers = append(layers, own)
	for _, t := range own.templates {
		if t.foreground {
			layers = append(layers, templates[t.id])
		}
	}
	p := &page.Page{Number: number, Width: own.area.width * pointsOf, Height: own.area.height * pointsOf}
	cover := page.NewCover(p.Width, p.Height)
	var images []picture
	for _, c := range layers {
		if f.glyphs += len(c.glyphs); f.glyphs > maxGlyphs {
			return nil, fmt.Errorf("%w: more than %d characters", gangmu.ErrTooLarge, maxGlyphs)
		}
		p.Glyphs = append(p.Glyphs, c.glyphs...)
		p.Rules = append(p.Rules, c.rules...)
		p.Images += len(c.images)
		p.Curves += c.curves
		for _, x := range c.images {
			cover.Add(x.bounds(own.area))
			x.part, x.area = d.media[x.resource], own.area
			images = append(images, x)
		}
	}
	p.Cover = cover.Share()
	f.images = append(f.images, images)
	return p, nil
}
