package doc

import (
	"fmt"
	"sort"

	"golang.org/x/text/encoding/charmap"

	"github.com/gangmu/gangmu"
)

// A text is all characters of a file, put together from its pieces (2.4.1, 2.8.35).
type text struct {
	units  []uint16
	pieces []textPiece
}

// A textPiece is characters that stand together in the file: UTF-16, or one byte each.
type textPiece struct {
	cp    int // of its first character
	fc    int // where that stands in the WordDocument stream
	width int // bytes a character
	prm   []byte
}

// readText follows the piece table in the Clx (2.9.38): property lists for pieces first,
// each behind a 1, then, behind a 2, the table.
func readText(doc, clx []byte, total int) (text, error) {
	var lists [][]byte
	for len(clx) >= 3 && clx[0] == 1 {
		n := u16(clx, 1)
		lists = append(lists, piece(clx, 3, n))
		clx = piece(clx, 3+n, len(clx))
	}
	if len(clx) < 5 || clx[0] != 2 {
		return text{}, fmt.Errorf("%w: no piece table", gangmu.ErrCorrupt)
	}
	var t text
	table := newPLC(piece(clx, 5, int(u32(clx, 1))), 8)
	for i := range table.count() {
		cp, end, pcd := table.at(i), table.at(i+1), table.value(i)
		if cp != len(t.units) || end < cp || end > maxUnits {
			return text{}, fmt.Errorf("%w: piece table", gangmu.ErrCorrupt)
		}
		const compressed = 1 << 30
		fc := int(u32(pcd, 2))
		p := textPiece{cp: cp, fc: fc, width: 2, prm: pieceProperties(u16(pcd, 6), lists)}
		if fc&compressed != 0 {
			p.fc, p.width = fc&^compressed/2, 1
		}
		t.pieces = append(t.pieces, p)
		t.units = appendUnits(t.units, piece(doc, p.fc, (end-cp)*p.width), p.width)
		if len(t.units) < end { // the file is cut off
			break
		}
	}
	if len(t.units) == 0 || len(t.units) < total/2 {
		return text{}, fmt.Errorf("%w: %d of %d characters", gangmu.ErrCorrupt, len(t.units), total)
	}
	return t, nil
}

func appendUnits(units []uint16, b []byte, width int) []uint16 {
	if width == 1 { // Windows code page 1252 (2.9.73)
		for _, c := range b {
			units = append(units, uint16(charmap.Windows1252.DecodeByte(c)))
		}
		return units
	}
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])|uint16(b[i+1])<<8)
	}
	return units
}

// pieceProperties is the list of properties that a Prm names (2.9.215): one of those
// before the piece table. Single properties in the Prm itself are not used by Word 97 and
// later for what is read here.
func pieceProperties(prm int, lists [][]byte) []byte {
	if prm&1 == 0 || prm>>1 >= len(lists) {
		return nil
	}
	return lists[prm>>1]
}

// piece returns the index of the piece that holds a CP.
func (t *text) piece(cp int) int {
	return sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].cp > cp }) - 1
}

// fc is where a character stands in the WordDocument stream.
func (t *text) fc(cp int) int {
	i := t.piece(cp)
	if i < 0 {
		return -1
	}
	p := &t.pieces[i]
	return p.fc + (cp-p.cp)*p.width
}
