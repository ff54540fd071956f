package zh

import (
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A class says what a folded rune can be part of.
type class byte

const (
	other class = iota // punctuation, blanks
	han
	alnum
)

// A folded rune and where it comes from.
type folded struct {
	r          rune
	start, end int // bytes of the original
	at         int // byte in the folded text
	class      class
}

// A Text is a folded text that leads back to the original.
type Text struct {
	runes []folded
	text  string
}

// String is the folded text.
func (t *Text) String() string { return t.text }

// Fold folds s. Bytes that are no UTF-8, and NUL, become blanks; blanks and line ends
// between Han characters are dropped, since they are where a line or a scan broke.
func Fold(s string) *Text {
	table := foldTable()
	t := &Text{runes: make([]folded, 0, len(s)/2)}
	b := make([]byte, 0, len(s))
	lastHan, blank := false, -1 // blank is where the blanks after a Han character begin
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n <= 1 {
			r = ' '
		}
		if to := table[r]; to != 0 {
			r = to
		}
		c := classOf(r)
		if r == ' ' {
			if lastHan && blank < 0 {
				blank = len(t.runes)
			}
		} else {
			if c == han && blank >= 0 {
				b = b[:t.runes[blank].at]
				t.runes = t.runes[:blank]
			}
			blank, lastHan = -1, c == han
		}
		t.runes = append(t.runes, folded{r, i, i + n, len(b), c})
		b = utf8.AppendRune(b, r)
		i += n
	}
	t.text = string(b)
	return t
}

func classOf(r rune) class {
	switch {
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
		end = t.runes[j].at
	}
	return t.runes[i].at, end
}

func (t *Text) token(i, j int) Token {
	from, to := t.bytesOf(i, j)
	return Token{Term: t.text[from:to], Start: t.runes[i].start, End: t.runes[j-1].end, Position: i + 1}
}

// foldTable maps the runes that fold to another one.
var foldTable = sync.OnceValue(func() map[rune]rune {
	table := make(map[rune]rune, 8192)
	add := func(r, to rune) {
		if to != r {
			table[r] = to
		}
	}
	compatible := []struct{ low, high rune }{{0x2E80, 0x2FDF}, {0xF900, 0xFAFF}, {0xFF00, 0xFFEF}, {0x3000, 0x3000}}
	for _, block := range compatible {
		for r := block.low; r <= block.high; r++ {
			if s := []rune(norm.NFKC.String(string(r))); len(s) == 1 {
				add(r, unicode.ToLower(s[0]))
			}
		}
	}
	for r := rune('A'); r <= 0x24F; r++ {
		add(r, unicode.ToLower(r))
	}
	for _, r := range "\u00A0\u00AD\u200B\uFEFF\x7F" {
		add(r, ' ')
	}
	for r := rune(0); r < ' '; r++ {
		add(r, ' ')
	}
	for line := range strings.Lines(embedded("TSCharacters.txt.gz")) {
		if f := strings.Fields(line); len(f) >= 2 {
			from, n := utf8.DecodeRuneInString(f[0])
			to, m := utf8.DecodeRuneInString(f[1])
			if n == len(f[0]) && m == len(f[1]) {
				add(from, to)
			}
		}
	}
	return table
})

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
		out = append(out, [2]int{t.runes[first].start, t.runes[last].end})
		from += i + len(phrase)
	}
	return out
}

// runeAt is the rune that byte b of the folded text belongs to.
func (t *Text) runeAt(b int) int {
	return sort.Search(len(t.runes), func(i int) bool { return t.runes[i].at > b }) - 1
}
