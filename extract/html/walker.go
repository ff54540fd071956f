package html

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gangmu/gangmu"
)

// A walker turns the tree of a page into blocks. Elements that stand as blocks end a
// paragraph before and behind them; everything else is part of one.
type walker struct {
	ctx    context.Context
	blocks []gangmu.Block
	aside  []gangmu.Block
	nodes  int

	text   strings.Builder // of the paragraph being read
	style  style           // of its first text
	blank  blank           // what is due before more text
	label  string          // number of the list item that begins
	toList bool            // text goes to label: Word writes there what it generates

	margin gangmu.BlockKind // the part of the page beside the text being read, or ""
	slot   *gangmu.Slot     // the cell being read
	tables int
}

// A blank is white space that was read and not yet written.
type blank int

const (
	noBlank   blank = iota
	lineBreak       // of the page's source
	realBlank
)

// breaking are the elements that stand as blocks.
var breaking = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true, atom.Center: true,
	atom.Dd: true, atom.Details: true, atom.Dir: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true,
	atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Header: true, atom.Hr: true, atom.Html: true, atom.Legend: true, atom.Li: true, atom.Main: true, atom.Menu: true, atom.Nav: true, atom.Ol: true,
	atom.P: true, atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Title: true, atom.Ul: true,
	atom.Tr: true, atom.Td: true, atom.Th: true, atom.Tbody: true, atom.Thead: true, atom.Tfoot: true,
}

// unread are the elements whose content a browser does not show as text.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Object: true, atom.Svg: true,
	atom.Audio: true, atom.Video: true, atom.Canvas: true, atom.Select: true, atom.Button: true, atom.Rt: true, atom.Rp: true, atom.Del: true,
	atom.Textarea: true, atom.Datalist: true, atom.Math: true,
}

// margins are the elements that hold what stands beside the text.
var margins = map[atom.Atom]gangmu.BlockKind{
	atom.Title: gangmu.Header, atom.Nav: gangmu.Header, atom.Header: gangmu.Header, atom.Footer: gangmu.Footer,
}

func (w *walker) walk(n *dom.Node, outer style) error {
	if w.nodes++; w.nodes%1000 == 0 && w.ctx.Err() != nil {
		return w.ctx.Err()
	}
	switch n.Type {
	case dom.TextNode:
		w.write(n.Data, outer)
		return nil
	case dom.DocumentNode:
		return w.children(n, outer)
	case dom.ElementNode:
		return w.element(n, outer)
	}
	return nil
}

func (w *walker) children(n *dom.Node, s style) error {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if err := w.walk(c, s); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) element(n *dom.Node, outer style) error {
	s := outer.within(n)
	if unread[n.DataAtom] || s.hidden {
		return nil
	}
	if n.DataAtom == atom.Br {
		w.newLine()
		return nil
	}
	if s.generated && !outer.generated {
		return w.generated(n, s)
	}
	if !breaking[n.DataAtom] {
		return w.children(n, s)
	}
	if err := w.endParagraph(); err != nil {
		return err
	}
	margin := w.margin
	if kind := marginOf(n); kind != "" && margin == "" {
		w.margin = kind
	}
	err := w.block(n, s)
	if err == nil {
		err = w.endParagraph()
	}
	w.margin = margin
	return err
}

// marginOf tells whether an element stands beside the text. A header inside an article is
// the head of the text.
func marginOf(n *dom.Node) gangmu.BlockKind {
	if role := attribute(n, "role"); role == "navigation" || role == "banner" {
		return gangmu.Header
	} else if role == "contentinfo" {
		return gangmu.Footer
	}
	if n.DataAtom == atom.Header || n.DataAtom == atom.Footer {
		for p := n.Parent; p != nil; p = p.Parent {
			if p.DataAtom == atom.Article || p.DataAtom == atom.Main {
				return ""
			}
		}
	}
	return margins[n.DataAtom]
}

func (w *walker) block(n *dom.Node, s style) error {
	switch n.DataAtom {
	case atom.Ol:
		return w.list(n, s)
	case atom.Table:
		return w.table(n, s)
	}
	return w.children(n, s)
}

// generated reads what Word generated for a list, which it marks with mso-list:Ignore.
func (w *walker) generated(n *dom.Node, s style) error {
	if w.text.Len() > 0 {
		return w.children(n, s)
	}
	w.toList = true
	err := w.children(n, s)
	w.toList, w.blank = false, noBlank
	return err
}

// maxLabel is how many bytes a generated number may have.
const maxLabel = 256

// write adds text. Blanks and line ends are one blank (CSS Text 3, 4.1), and a line end
// beside Han is none (4.1.3): pages break their lines anywhere.
func (w *walker) write(t string, s style) {
	if s.preformatted {
		w.begin(s)
		w.text.WriteString(strings.ReplaceAll(t, "\r", ""))
		return
	}
	for _, r := range t {
		switch {
		case r == '\n' || r == '\r':
			w.blank = max(w.blank, lineBreak)
			continue
		case unicode.IsSpace(r): // no-break spaces, too
			if w.blank != lineBreak || r == '\u00a0' { // the indent of the source's next line
				w.blank = realBlank
			}
			continue
		case r == '\u200b' || r == '\ufeff' || r == '\u00ad':
			continue
		}
		if w.toList {
			if len(w.label) < maxLabel {
				w.label += string(r)
			}
			continue
		}
		w.begin(s)
		w.space(r)
		w.text.WriteRune(r)
	}
}

// space writes the blank that is due before r.
func (w *walker) space(r rune) {
	before, _ := utf8.DecodeLastRuneInString(w.text.String())
	if w.blank == realBlank && w.text.Len() > 0 && before != '\n' || w.blank == lineBreak && !wide(before) && !wide(r) && w.text.Len() > 0 {
		w.text.WriteByte(' ')
	}
	w.blank = noBlank
}

// wide reports whether a character is one that lines are broken beside without a blank.
func wide(r rune) bool { return r == '\n' || r >= 0x2E80 }

// begin keeps the style of the paragraph's first text.
func (w *walker) begin(s style) {
	if w.text.Len() == 0 {
		w.style = s
	}
}

func (w *walker) newLine() {
	if w.text.Len() > 0 {
		w.text.WriteByte('\n')
	}
	w.blank = noBlank
}

// endParagraph makes a block of what was read.
func (w *walker) endParagraph() error {
	text := strings.TrimFunc(w.text.String(), unicode.IsSpace)
	label := w.label
	w.text.Reset()
	w.blank = noBlank
	if text == "" {
		return nil
	}
	w.label = ""
	if len(w.blocks)+len(w.aside) == maxBlocks {
		return fmt.Errorf("%w: more than %d blocks", gangmu.ErrTooLarge, maxBlocks)
	}
	x := gangmu.Block{Kind: gangmu.Paragraph, Label: label, Text: text, Style: w.style.shown(), Source: gangmu.FromText}
	switch {
	case w.margin != "":
		x.Kind = w.margin
		w.aside = append(w.aside, x)
		return nil
	case w.slot != nil:
		x.Kind, x.Table = gangmu.Cell, w.slot
	}
	w.blocks = append(w.blocks, x)
	return nil
}

func attribute(n *dom.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
