package pdf

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// foldRadicals replaces the Kangxi and CJK radicals that some programs write into
// ToUnicode maps by the characters that they look like.
func foldRadicals(s string) string {
	if !strings.ContainsFunc(s, isRadical) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x2F00 && r <= 0x2FD5: // NFKC maps all of them
			return []rune(norm.NFKC.String(string(r)))[0]
		case supplement[r] != 0:
			return supplement[r]
		}
		return r
	}, s)
}

func isRadical(r rune) bool { return r >= 0x2E80 && r <= 0x2FD5 }

// supplement are those of the block CJK Radicals Supplement that stand for a whole
// character (Unicode's EquivalentUnifiedIdeograph.txt).
var supplement = map[rune]rune{
	'⺠': '民', '⻋': '车', '⻅': '见', '⻆': '角', '⻉': '贝', '⻓': '长', '⻔': '门', '⻘': '青', '⻙': '韦', '⻚': '页',
	'⻛': '风', '⻜': '飞', '⻝': '食', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟', '⻨': '麦', '⻩': '黄',
	'⻬': '齐', '⻮': '齿', '⻰': '龙', '⻳': '龟', '⺎': '兀', '⺏': '尣', '⺓': '幺', '⺝': '月', '⺟': '母', '⺪': '疋',
	'⺷': '羊', '⺸': '羊', '⻄': '西', '⻌': '辶', '⻑': '長', '⻒': '镸',
}
