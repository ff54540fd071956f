package html

import (
	"fmt"
	"strings"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gangmu/gangmu"
)

// maxNodes is how many nodes the tree of a page may have, as measure reckons; each takes
// about 130 bytes.
const maxNodes = 1_500_000

// formatting are the elements that a parser opens again in every block that follows while
// they are not closed (WHATWG, HTML 13.2.4.3): a hundred of them make each <p> a hundred
// and one nodes.
var formatting = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Nobr: true,
	atom.S: true, atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// measure refuses a page whose tree would be too large, before it is made. It reckons with
// a node for every tag and every text, and with all formatting that is open again at each.
func measure(content string) error {
	z := dom.NewTokenizer(strings.NewReader(content))
	nodes, open := 0, 0
	for {
		switch z.Next() {
		case dom.ErrorToken:
			return nil
		case dom.StartTagToken:
			name, _ := z.TagName()
			nodes += 1 + open
			if formatting[atom.Lookup(name)] {
				open++
			}
		case dom.EndTagToken:
			if name, _ := z.TagName(); formatting[atom.Lookup(name)] && open > 0 {
				open--
			}
		default:
			nodes++
		}
		if nodes > maxNodes {
			return fmt.Errorf("%w: more than %d elements", gangmu.ErrTooLarge, maxNodes)
		}
	}
}
