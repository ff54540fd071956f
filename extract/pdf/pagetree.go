package pdf

import (
	"fmt"
	"slices"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/pdf/content"
	"github.com/gangmu/gangmu/extract/pdf/object"
)

// PageTree lists the pages with what they inherit (7.7.3). Steps down are counted, so that
// a tree that refers to itself ends. Where the tree leads to no page, the objects that are
// pages are taken, in the order of their numbers.
func PageTree(f *object.File) ([]content.Source, error) {
	pages, err := walk(f)
	if err == nil && len(pages) == 0 && f.Rebuild() {
		pages, err = walk(f)
	}
	if err == nil && len(pages) == 0 {
		pages = loosePages(f)
	}
	if err == nil && len(pages) == 0 {
		err = fmt.Errorf("%w: no pages", gangmu.ErrCorrupt)
	}
	for i := range pages {
		pages[i].Number = i + 1
	}
	return pages, err
}

const (
	maxTreeSteps = 8 * maxPages
	maxTreeDepth = 64
)

// defaultBox is A4, for pages without a box.
var defaultBox = content.Box{X1: 595.28, Y1: 841.89}

func walk(f *object.File) (pages []content.Source, err error) {
	steps := 0
	var down func(v object.Value, from content.Source, depth int)
	down = func(v object.Value, from content.Source, depth int) {
		if steps++; depth > maxTreeDepth || steps > maxTreeSteps || v.Kind() != object.Dict || len(pages) > maxPages {
			return
		}
		s := inherit(v, from)
		kids := v.Key("Kids")
		if kids.Kind() != object.Array {
			pages = append(pages, s)
			return
		}
		for i := range kids.Len() {
			down(kids.At(i), s, depth+1)
		}
	}
	down(f.Root().Key("Pages"), content.Source{Box: defaultBox}, 0)
	if len(pages) > maxPages {
		return nil, fmt.Errorf("%w: more than %d pages", gangmu.ErrTooLarge, maxPages)
	}
	return pages, nil
}

func inherit(v object.Value, s content.Source) content.Source {
	s.Object = v
	if x := v.Key("Resources"); !x.IsNull() {
		s.Resources = x
	}
	for _, name := range []string{"MediaBox", "CropBox"} {
		if b, ok := content.BoxOf(v.Key(name)); ok {
			s.Box = b
		}
	}
	if x := v.Key("Rotate"); x.IsNumber() {
		s.Rotate = (x.Int()/90*90%360 + 360) % 360
	}
	return s
}

func loosePages(f *object.File) (pages []content.Source) {
	numbers := f.Numbers()
	slices.Sort(numbers)
	for _, n := range numbers {
		if v := f.Object(n); v.Kind() == object.Dict && v.Key("Type").Name() == "Page" && len(pages) < maxPages {
			pages = append(pages, inherit(v, inherit(v.Key("Parent"), content.Source{Box: defaultBox})))
		}
	}
	return pages
}
