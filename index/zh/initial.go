package zh

import (
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// firsts are the first codes of GB 2312-1980 level 1 whose pinyin begins with a letter: the
// 3,755 commonest characters stand there in the order of their pinyin. Nothing begins with
// i, u or v.
var firsts = []struct {
	code   uint16
	letter byte
}{
	{0xB0A1, 'a'}, {0xB0C5, 'b'}, {0xB2C1, 'c'}, {0xB4EE, 'd'}, {0xB6EA, 'e'}, {0xB7A2, 'f'}, {0xB8C1, 'g'}, {0xB9FE, 'h'},
	{0xBBF7, 'j'}, {0xBFA6, 'k'}, {0xC0AC, 'l'}, {0xC2E8, 'm'}, {0xC4C3, 'n'}, {0xC5B6, 'o'}, {0xC5BE, 'p'}, {0xC6DA, 'q'},
	{0xC8BB, 'r'}, {0xC8F6, 's'}, {0xCBFA, 't'}, {0xCDDA, 'w'}, {0xCEF4, 'x'}, {0xD1B9, 'y'}, {0xD4D1, 'z'}, {0xD7FA, 0},
}

// others are initials that level 1 does not tell: second readings, and characters of place
// names that stand in level 2.
var others = map[rune]string{
	'长': "zc", '重': "zc", '都': "d", '行': "xh", '会': "hk", '调': "dt", '乐': "ly", '单': "ds", '厦': "xs", '参': "cs", '率': "sl",
	'衢': "q", '泸': "l", '濮': "p", '亳': "b", '漯': "l", '婺': "w", '鄞': "y", '儋': "d", '崂': "l", '郫': "p", '邛': "q", '荥': "xy", '浐': "c",
	'沣': "f", '涪': "f", '綦': "q", '邗': "h", '淄': "z", '郯': "t", '鄄': "j", '莒': "j", '兖': "y", '鄢': "y", '郾': "y", '殷': "y", '睢': "s",
	'杞': "q", '砀': "d", '颍': "y", '歙': "sx", '黟': "y", '旌': "j", '婧': "j", '衮': "g", '岷': "m", '宕': "d", '鄯': "s", '偃': "y", '嵩': "s",
	'澧': "l", '沅': "y", '溆': "x", '芷': "z", '郴': "c", '耒': "l", '禺': "y", '茌': "c", '莘': "sx", '郓': "y", '邺': "y", '蓟': "j", '滦': "l",
	'暨': "j", '嵊': "s", '岱': "d", '瓯': "o", '缙': "j", '畲': "s", '霍': "h", '瑶': "y", '彝': "y", '傣': "d", '羌': "q", '巍': "w", '宥': "y",
}

// Initials are the letters that the pinyin of r can begin with, "" if they are unknown.
func Initials(r rune) string {
	if s := others[r]; s != "" {
		return s
	}
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(r)))
	if err != nil || len(b) != 2 {
		return ""
	}
	code := uint16(b[0])<<8 | uint16(b[1])
	for i := len(firsts) - 1; i >= 0; i-- {
		if code >= firsts[i].code {
			if firsts[i].letter == 0 {
				return ""
			}
			return string(firsts[i].letter)
		}
	}
	return ""
}

// HasInitials reports whether the pinyin of name's first characters begin with the
// letters typed, in order. Both are folded.
func HasInitials(name, typed string) bool {
	n := []rune(name)
	if len(typed) == 0 || len(typed) > len(n) {
		return false
	}
	for i := range len(typed) {
		c := typed[i]
		if c < 'a' || c > 'z' || n[i] != rune(c) && !strings.ContainsRune(Initials(n[i]), rune(c)) {
			return false
		}
	}
	return true
}
