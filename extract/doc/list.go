package doc

import (
	"strconv"
	"unicode/utf16"

	"github.com/gangmu/gangmu/extract/numeral"
)

// Automatic numbering. A list (LSTF, 2.9.147) has up to nine levels (LVL, 2.9.148); an override
// (LFO, 2.9.131), which is what paragraphs name, uses a list with other starts or levels.
// The counters belong to the list; an override that sets a start restarts its level the
// first time it is used.

const (
	levels     = 9
	bulletNFC  = 23
	noNFC      = 255
	decimalNFC = 0
	maxLists   = 10_000
)

type level struct {
	start  int
	nfc    int // MSONFC, the number format ([MS-OSHARED] 2.2.1.3)
	legal  bool
	after  int // the level restarts only behind levels below this; -1 is all above it
	text   []uint16
	places [levels]int // where in text numbers stand, from 1; 0 ends
	para   []byte      // properties of its paragraphs
	font   int         // of the number; -1 where it is not set
}

type list struct {
	levels []level
	styles [levels]int // paragraph styles linked to the levels

	count   [levels]int
	running [levels]bool
}

type override struct {
	id     string
	list   *list
	levels [levels]*level
	start  [levels]int // -1 where it is not set
	used   [levels]bool
}

type lists struct{ overrides []*override }

// readLists reads the PlfLst at the start of formats, whose levels follow it, and the
// PlfLfo.
func readLists(formats, overrides []byte) *lists {
	const fixed = 28
	byID := map[uint32]*list{}
	n := min(u16(formats, 0), maxLists)
	at := 2 + n*fixed
	for i := range n {
		f := piece(formats, 2+i*fixed, fixed)
		l := &list{}
		for k := range l.styles {
			l.styles[k] = u16(f, 8+2*k)
		}
		count := levels
		if u8(f, 26)&1 != 0 { // fSimpleList
			count = 1
		}
		for range count {
			var x level
			x, at = readLevel(formats, at)
			l.levels = append(l.levels, x)
		}
		if at > len(formats) {
			break
		}
		byID[u32(f, 0)] = l
	}
	return readOverrides(overrides, byID)
}

func readOverrides(b []byte, byID map[uint32]*list) *lists {
	const fixed = 16
	ls := &lists{}
	n := min(int(u32(b, 0)), maxLists)
	at := 4 + n*fixed
	for i := range n {
		f := piece(b, 4+i*fixed, fixed)
		o := &override{id: strconv.Itoa(i + 1), list: byID[u32(f, 0)]}
		for k := range o.start {
			o.start[k] = -1
		}
		at += 4
		for range u8(f, 12) {
			start, flags := i32(b, at), u32(b, at+4)
			at += 8
			k := int(flags & 0xF)
			if flags&(1<<5) != 0 { // fFormatting
				var x level
				x, at = readLevel(b, at)
				if k < levels {
					o.levels[k] = &x
					if flags&(1<<4) != 0 {
						o.start[k] = x.start
					}
				}
			} else if k < levels && flags&(1<<4) != 0 { // fStartAt
				o.start[k] = start
			}
		}
		ls.overrides = append(ls.overrides, o)
	}
	return ls
}

// readLevel reads an LVL at an offset and returns the offset behind it: a fixed part of 28 bytes,
// properties of paragraph and number, the text.
func readLevel(b []byte, at int) (level, int) {
	f := piece(b, at, 28)
	x := level{start: i32(f, 0), nfc: u8(f, 4), legal: u8(f, 5)&4 != 0, after: -1, font: -1}
	if u8(f, 5)&8 != 0 { // fNoRestart
		x.after = u8(f, 26)
	}
	for k := range x.places {
		x.places[k] = u8(f, 6+k)
	}
	x.para = piece(b, at+28, u8(f, 25))
	each(piece(b, at+28+u8(f, 25), u8(f, 24)), func(code int, operand []byte) {
		if code == sprmCAscii {
			x.font = u16(operand, 0)
		}
	})
	at += 28 + u8(f, 24) + u8(f, 25)
	n := u16(b, at)
	x.text = appendUnits(nil, piece(b, at+2, 2*n), 2)
	return x, at + 2 + 2*n
}

// get returns the override that paragraphs name i, from 1, nil if there is none.
func (ls *lists) get(i int) *override {
	if i < 1 || i > len(ls.overrides) || ls.overrides[i-1].list == nil {
		return nil
	}
	return ls.overrides[i-1]
}

// styleLevel is the level that a list links to a style, or -1.
func (o *override) styleLevel(style int) int {
	for k, x := range o.list.styles {
		if x == style && x != noStyle {
			return k
		}
	}
	return -1
}

func (o *override) level(k int) *level {
	switch {
	case k < 0 || k >= levels:
		return nil
	case o.levels[k] != nil:
		return o.levels[k]
	case k < len(o.list.levels):
		return &o.list.levels[k]
	}
	return nil
}

func (o *override) startOf(k int) int {
	if o.start[k] >= 0 {
		return o.start[k]
	}
	if x := o.level(k); x != nil {
		return x.start
	}
	return 1
}

// advance counts one paragraph at level k and returns its label. fonts names fonts, by
// which bullets are understood.
func (o *override) advance(k int, fonts func(int) string) string {
	x, l := o.level(k), o.list
	if x == nil {
		return ""
	}
	if !o.used[k] && o.start[k] >= 0 {
		l.running[k] = false
	}
	o.used[k] = true
	for i := range k + 1 {
		switch {
		case !l.running[i]:
			l.count[i], l.running[i] = o.startOf(i), true
		case i == k:
			l.count[i]++
		}
	}
	for i := k + 1; i < levels; i++ {
		if below := o.level(i); below != nil && below.after >= 0 && k >= below.after {
			continue
		}
		l.running[i] = false
	}
	return o.label(x, fonts(x.font))
}

// label fills the counters into the text of a level: where its places say, a unit of the
// text is the level whose number stands there.
func (o *override) label(x *level, font string) string {
	var out []uint16
	next := 0
	for i, u := range x.text {
		if next == levels || x.places[next] != i+1 || int(u) >= levels {
			if x.nfc == bulletNFC {
				u = uint16(numeral.Symbol(font, rune(u)))
			}
			out = append(out, u)
			continue
		}
		next++
		nfc := decimalNFC
		if of := o.level(int(u)); of != nil {
			nfc = of.nfc
		}
		if x.legal && nfc != noNFC {
			nfc = decimalNFC
		}
		out = append(out, utf16.Encode([]rune(numeral.Format(o.list.count[u], formatName(nfc))))...)
	}
	return string(utf16.Decode(out))
}
