package zh

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A folding maps a rune to what it folds to; what it does not name stays.
type folding struct {
	low  []uint16        // of the runes below 0x10000; 0 stays
	high map[rune]rune   // of those above
	many map[rune]string // runes that become several letters or digits
}

const (
	dropped = -1
	several = 0xFFFF // in low: dropped, or look in many
)

func (f *folding) fold(r rune) (to rune, many string) {
	if r >= 0x10000 {
		if to, ok := f.high[r]; ok {
			return to, ""
		}
		return r, ""
	}
	switch to := f.low[r]; to {
	case 0:
		return r, ""
	case several:
		if s := f.many[r]; s != "" {
			return ' ', s
		}
		return dropped, ""
	default:
		return rune(to), ""
	}
}

func (f *folding) add(r, to rune) {
	switch {
	case r == to && f.low[min(r, 0xFFFF)] == 0:
	case r >= 0x10000:
		f.high[r] = to
	case to == dropped:
		f.low[r] = several
	case to < 0x10000:
		f.low[r] = uint16(to)
	}
}

// compatible are the blocks of forms that Unicode calls compatible with others (UAX #15):
// enclosed and small letters and numbers, radicals, squared units, ideographs that are
// there twice, ligatures, wide and narrow forms.
var compatible = []struct{ low, high rune }{
	{0xAA, 0xBE}, {0x2070, 0x209C}, {0x2100, 0x214F}, {0x2160, 0x217F}, {0x2460, 0x24FF}, {0x2E80, 0x2FDF}, {0x3000, 0x3000},
	{0x3038, 0x303A}, {0x3200, 0x33FF}, {0xF900, 0xFAFF}, {0xFB00, 0xFB06}, {0xFE10, 0xFE6F}, {0xFF00, 0xFFEF},
	{0x1D400, 0x1D7FF}, {0x1F100, 0x1F1FF}, {0x2F800, 0x2FA1F},
}

// radicals are the ones of the block CJK Radicals Supplement, which Unicode calls compatible
// with nothing, and the characters that they look like (EquivalentUnifiedIdeograph.txt of
// Unicode): fonts of PDFs lead to them.
const radicals = "⺄乙⺅亻⺆冂⺇几⺉刂⺊卜⺏尢⺓幺⺘扌⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺣灬⺦丬⺨犭⺩王⺪疋⺬示⺭礻⺮竹⺰纟⺲罒⺶羊⺹耂⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤" +
	"⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟"

// foldTable is made once, in about 2 ms.
var foldTable = sync.OnceValue(func() *folding {
	f := &folding{low: make([]uint16, 0x10000), high: map[rune]rune{}, many: map[rune]string{}}
	f.add(0, ' ')
	for r := rune(1); r < 0x250; r++ {
		f.add(r, unicode.ToLower(r))
	}
	for r := rune(0x370); r < 0x530; r++ { // Greek, Cyrillic
		f.add(r, unicode.ToLower(r))
	}
	for r := rune(0xC0); r < 0x250; r++ { // a letter without its accents
		if base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r))); base < 0x80 {
			f.add(r, unicode.ToLower(base))
		}
	}
	for _, b := range compatible {
		for r := b.low; r <= b.high; r++ {
			f.compatible(r)
		}
	}
	looks := []rune(radicals)
	for i := 0; i < len(looks); i += 2 {
		f.add(looks[i], looks[i+1])
	}
	for r := rune(0); r < ' '; r++ {
		f.add(r, ' ')
	}
	for r := rune(0x7F); r <= 0xA0; r++ { // controls, and the blank that does not break
		f.add(r, ' ')
	}
	for _, r := range "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000" {
		f.add(r, ' ')
	}
	for _, table := range []*unicode.RangeTable{unicode.Mn, unicode.Me, unicode.Cf} {
		for _, x := range table.R16 {
			for r := rune(x.Lo); r <= rune(x.Hi); r += rune(x.Stride) {
				f.add(r, dropped)
			}
		}
	}
	for _, x := range []struct{ low, high rune }{{0xE0001, 0xE007F}, {0xE0100, 0xE01EF}} { // tags, variants of glyphs
		for r := x.low; r <= x.high; r++ {
			f.high[r] = dropped
		}
	}
	f.simplify()
	for range 2 { // what folds to something that folds goes all the way
		for r, to := range f.low {
			if to != 0 && to != several {
				if further, many := f.fold(rune(to)); many == "" && further != rune(to) {
					f.add(rune(r), further)
				}
			}
		}
	}
	return f
})

// compatible folds r to its compatible form. Brackets and points round a number or a
// character go: ㈠ is 一, ⑴ and ⒈ are 1.
func (f *folding) compatible(r rune) {
	var letters []rune
	s := norm.NFKC.String(string(r))
	if s == string(r) || strings.ContainsRune(s, '\u2044') { // a fraction is not its digits in a row
		return
	}
	mixed := false
	for _, c := range s {
		c = unicode.ToLower(c)
		if k := classOf(c); k != other {
			letters = append(letters, c)
			mixed = mixed || k != alnum
		}
	}
	switch {
	case len(letters) == 1:
		f.add(r, letters[0])
	case len(letters) > 1 && !mixed && r < 0x10000:
		f.low[r], f.many[r] = several, string(letters)
	case len(letters) == 0 && utf8.RuneCountInString(s) == 1:
		to, _ := utf8.DecodeRuneInString(s)
		f.add(r, to)
	}
}

// simplify adds traditional characters, and sends what folded to one of them on.
func (f *folding) simplify() {
	simple := map[rune]rune{}
	for line := range strings.Lines(traditional()) {
		a, b, _ := strings.Cut(strings.TrimSpace(line), "\t")
		from, n := utf8.DecodeRuneInString(a)
		to, _ := utf8.DecodeRuneInString(b)
		if n == len(a) && to != utf8.RuneError {
			simple[from] = to
		}
	}
	for _, b := range compatible {
		for r := b.low; r <= b.high; r++ {
			if to, many := f.fold(r); many == "" && simple[to] != 0 {
				f.add(r, simple[to])
			}
		}
	}
	for r, to := range simple {
		f.add(r, to)
	}
}
