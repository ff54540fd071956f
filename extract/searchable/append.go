package searchable

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/gangmu/gangmu/extract/pdf"
	"github.com/gangmu/gangmu/extract/pdf/content"
	"github.com/gangmu/gangmu/extract/pdf/object"
)

// Append writes the PDF file data with lines added to its pages, by their numbers from 1,
// as an incremental update: the bytes of data come first, from its header on. The error
// wraps ErrNotSupported for files that are encrypted or whose pages are no objects of
// their own, or is that of w or of opening the file.
func Append(w io.Writer, data []byte, pages map[int][]Line, mark Mark) error {
	f, err := object.Open(data)
	if err != nil {
		return err
	}
	tree, err := pdf.PageTree(f)
	if err != nil {
		return err
	}
	u, err := f.Update()
	if err != nil {
		return err
	}
	c := newCoder()
	numbers := slices.Sorted(maps.Keys(pages)) // in this order, so that copies are equal
	layers := make([]int, len(numbers))        // stream objects
	for i, n := range numbers {
		if n < 1 || n > len(tree) {
			return fmt.Errorf("%w: page %d of %d", ErrNotSupported, n, len(tree))
		}
		s := tree[n-1]
		to := framed(s.Box.X0, s.Box.Y0, s.Box.X1, s.Box.Y1, s.Rotate)
		layers[i] = u.AddStream("/Filter/FlateDecode", deflated(layer(pages[n], to, c)))
	}
	font := u.Add(fontObject(c, u.Add, u.AddStream))
	for i, n := range numbers {
		if err := attach(u, tree[n-1], layers[i], font); err != nil {
			return fmt.Errorf("%w: page %d: %w", ErrNotSupported, n, err)
		}
	}
	u.Comment = string(mark)
	if f.Rebuilt() {
		return checked(w, u, len(tree))
	}
	_, err = u.WriteTo(w)
	return err
}

// checked writes an update of a damaged file if its pages are still found then: what was
// cut off may go on in what is appended.
func checked(w io.Writer, u *object.Update, pages int) error {
	var b bytes.Buffer
	if _, err := u.WriteTo(&b); err != nil {
		return err
	}
	f, err := object.Open(b.Bytes())
	if err == nil {
		var tree []content.Source
		if tree, err = pdf.PageTree(f); err == nil && len(tree) != pages {
			err = fmt.Errorf("%d pages of %d", len(tree), pages)
		}
	}
	if err != nil {
		return fmt.Errorf("%w: damaged file: %w", ErrNotSupported, err)
	}
	_, err = b.WriteTo(w)
	return err
}

// attach puts a content stream before those of a page, where the graphics state is still
// that of a new page, and the font into its resources. Resources may belong to several
// pages: this one gets a copy.
func attach(u *object.Update, s content.Source, stream, font int) error {
	page := s.Object
	contents := fmt.Appendf(nil, "[%d 0 R ", stream)
	switch old := page.Key("Contents"); old.Kind() {
	case object.Array:
		for i := range old.Len() {
			contents = append(old.Item(i).Append(contents), ' ')
		}
	case object.Stream:
		contents = page.Entry("Contents").Append(contents)
	}
	contents = append(contents, ']')
	fonts := s.Resources.Key("Font")
	entry := map[string]string{fontName: fmt.Sprintf("%d 0 R", font)}
	resources := s.Resources.AppendWith(nil, map[string]string{"Font": string(fonts.AppendWith(nil, entry))})
	return u.Replace(page, page.AppendWith(nil, map[string]string{"Contents": string(contents), "Resources": string(resources)}))
}
