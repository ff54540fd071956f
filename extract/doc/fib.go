package doc

import (
	"encoding/binary"
	"fmt"

	"github.com/gangmu/gangmu"
)

// The file information block (2.5.1): at fixed places the version, flags, the lengths of
// the stories, and pairs of position and length of the parts of the table stream.
const (
	wordMark = 0xA5EC

	offVersion = 2
	offFlags   = 10
	offCounts  = 76  // ccpText, and the lengths of the other stories behind it
	offParts   = 154 // FibRgFcLcb97

	flagEncrypted = 1 << 8
	flagTable1    = 1 << 9

	word97 = 0xC1 // the first version that is laid out so
)

// Parts, as their place in FibRgFcLcb97 (2.5.6).
const (
	partStylesheet  = 1
	partNoteRefs    = 2
	partNotes       = 3
	partComments    = 5
	partHeaders     = 11
	partChpx        = 12
	partPapx        = 13
	partFonts       = 15
	partClx         = 33
	partShapes      = 40
	partEndnoteRefs = 46
	partEndnotes    = 47
	partBoxes       = 56
	partLists       = 73
	partOverrides   = 74
)

// Stories in the order in which they stand in the text (2.3).
const (
	mainStory = iota
	footnoteStory
	headerStory
	macroStory // always empty
	commentStory
	endnoteStory
	boxStory
	headerBoxStory
	storyCount
)

type fib struct {
	table1 bool
	length [storyCount]int // in CPs
}

func readFIB(doc []byte) (fib, error) {
	var f fib
	switch version := u16(doc, offVersion); {
	case len(doc) < offParts || u16(doc, 0) != wordMark && version >= word97:
		return f, fmt.Errorf("%w: no Word file information", gangmu.ErrCorrupt)
	case version < word97:
		return f, fmt.Errorf("%w: Word 95 or before (version %d)", gangmu.ErrUnsupported, version)
	}
	flags := u16(doc, offFlags)
	if flags&flagEncrypted != 0 {
		return f, fmt.Errorf("%w: Word 97 encryption", gangmu.ErrEncrypted)
	}
	f.table1 = flags&flagTable1 != 0
	for i := range f.length {
		n := int(u32(doc, offCounts+4*i))
		if n > maxUnits {
			return f, fmt.Errorf("%w: text of %d characters", gangmu.ErrTooLarge, n)
		}
		f.length[i] = n
	}
	return f, nil
}

// total is the length of all stories. A last paragraph mark stands behind them where
// there is more than the main one.
func (f *fib) total() int {
	n := 0
	for _, l := range f.length {
		n += l
	}
	if n > f.length[mainStory] {
		n++
	}
	return n
}

// story is the CP at which a story starts, and the one behind it.
func (f *fib) story(i int) (start, end int) {
	for _, l := range f.length[:i] {
		start += l
	}
	return start, start + f.length[i]
}

// part is where a part stands in the table stream, and its length.
func (f *fib) part(doc []byte, i int) (at, n int) {
	return int(u32(doc, offParts+8*i)), int(u32(doc, offParts+8*i+4))
}

// What lies outside b reads as zero.

func u8(b []byte, at int) int {
	if at < 0 || at >= len(b) {
		return 0
	}
	return int(b[at])
}

func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

func i16(b []byte, at int) int { return int(int16(u16(b, at))) }

func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}

func i32(b []byte, at int) int { return int(int32(u32(b, at))) }

// piece is n bytes of b, as far as they are there.
func piece(b []byte, at, n int) []byte {
	if at < 0 || n <= 0 || at >= len(b) {
		return nil
	}
	return b[at:min(len(b), at+n)]
}
