package zh

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A class says what a folded rune can be part of.
type class byte

const (
	other class = iota // punctuation, blanks
	han
	alnum
)

// A folded rune and where it comes from. Several can come from one character: ㎡ is m2.
type folded struct {
	r          rune
	start, end int32 // bytes of the original
	at         int32 // byte in the folded text
	class      class
}

// A Text is a folded text that leads back to the original.
type Text struct {
	runes []folded
	text  string
}

// String is the folded text.
func (t *Text) String() string { return t.text }

// maxText is the longest text that is folded, in bytes; what comes after it is left out.
const maxText = 1 << 30

// Fold folds s: what reads the same becomes the same. Width, case, compatibility forms,
// radicals and traditional characters go by a table (see foldTable); marks that have no
// width of their own are dropped; bytes that are no UTF-8, and control characters, become
// blanks; blanks and line ends between Han characters are dropped, since they are where a
// line or a scan broke.
func Fold(s string) *Text {
	s = s[:min(len(s), maxText)]
	table := foldTable()
	t := &Text{runes: make([]folded, 0, len(s)/3+1)}
	b := make([]byte, 0, len(s))
	lastHan, blank := false, -1 // blank is where the blanks after a Han character begin
	put := func(r rune, start, end int, c class) {
		t.runes = append(t.runes, folded{r, int32(start), int32(end), int32(len(b)), c})
		b = utf8.AppendRune(b, r)
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n <= 1 {
			r = ' '
		}
		to, many := table.fold(r)
		switch {
		case to == dropped:
		case many != "":
			for _, r := range many {
				put(r, i, i+n, alnum)
			}
			blank, lastHan = -1, false
		case to == ' ':
			if lastHan && blank < 0 {
				blank = len(t.runes)
			}
			put(' ', i, i+n, other)
		default:
			c := classOf(to)
			if c == han && blank >= 0 {
				b = b[:t.runes[blank].at]
				t.runes = t.runes[:blank]
			}
			blank, lastHan = -1, c == han
			put(to, i, i+n, c)
		}
		i += n
	}
	t.text = string(b)
	return t
}

func classOf(r rune) class {
	switch {
	case r >= 0x4E00 && r <= 0x9FFF:
		return han
	case r < 0x80:
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return alnum
		}
		return other
	case r == '〇' || unicode.Is(unicode.Han, r):
		return han
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return alnum
	}
	return other
}

// bytesOf is the byte range of the folded text that runes i to j are.
func (t *Text) bytesOf(i, j int) (int, int) {
	end := len(t.text)
	if j < len(t.runes) {
		end = int(t.runes[j].at)
	}
	return int(t.runes[i].at), end
}

func (t *Text) token(i, j int) Token {
	from, to := t.bytesOf(i, j)
	return Token{Term: t.text[from:to], Start: int(t.runes[i].start), End: int(t.runes[j-1].end), Position: i + 1}
}

// Find returns where the folded phrase stands, as bytes of the original.
func (t *Text) Find(phrase string) [][2]int {
	var out [][2]int
	for from := 0; phrase != ""; {
		i := strings.Index(t.text[from:], phrase)
		if i < 0 {
			break
		}
		first := t.runeAt(from + i)
		last := t.runeAt(from + i + len(phrase) - 1)
		out = append(out, [2]int{int(t.runes[first].start), int(t.runes[last].end)})
		from += i + len(phrase)
	}
	return out
}

// runeAt is the rune that byte b of the folded text belongs to.
func (t *Text) runeAt(b int) int {
	return sort.Search(len(t.runes), func(i int) bool { return int(t.runes[i].at) > b }) - 1
}
