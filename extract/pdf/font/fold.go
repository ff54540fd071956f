package font

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// fold replaces what fonts say instead of the character that is meant: Kangxi and CJK
// radicals that some programs write into ToUnicode maps, the forms that punctuation has in
// vertical text, and Latin ligatures.
func fold(s string) string {
	if !strings.ContainsFunc(s, isFolded) {
		return s
	}
	for _, r := range s {
		if r >= 0xFB00 && r <= 0xFB06 {
			s = strings.ReplaceAll(s, string(r), norm.NFKC.String(string(r)))
		}
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x2F00 && r <= 0x2FD5: // NFKC maps all of them
			return []rune(norm.NFKC.String(string(r)))[0]
		case supplement[r] != 0:
			return supplement[r]
		case upright[r] != 0:
			return upright[r]
		}
		return r
	}, s)
}

func isFolded(r rune) bool {
	return r >= 0x2E80 && r <= 0x2FD5 || r >= 0xFE10 && r <= 0xFE19 || r >= 0xFE30 && r <= 0xFE48 || r >= 0xFB00 && r <= 0xFB06
}

// supplement are those of the block CJK Radicals Supplement that stand for a whole
// character (Unicode's EquivalentUnifiedIdeograph.txt).
var supplement = map[rune]rune{
	'⺠': '民', '⻋': '车', '⻅': '见', '⻆': '角', '⻉': '贝', '⻓': '长', '⻔': '门', '⻘': '青', '⻙': '韦', '⻚': '页',
	'⻛': '风', '⻜': '飞', '⻝': '食', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟', '⻨': '麦', '⻩': '黄',
	'⻬': '齐', '⻮': '齿', '⻰': '龙', '⻳': '龟', '⺎': '兀', '⺏': '尣', '⺓': '幺', '⺝': '月', '⺟': '母', '⺪': '疋',
	'⺷': '羊', '⺸': '羊', '⻄': '西', '⻌': '辶', '⻑': '長', '⻒': '镸',
}

// upright are the blocks Vertical Forms and CJK Compatibility Forms.
var upright = func() map[rune]rune {
	m := map[rune]rune{}
	for first, to := range map[rune]string{0xFE10: "，、。：；！？〖〗…", 0xFE30: "‥—–＿", 0xFE35: "（）｛｝〔〕【】《》〈〉「」『』", 0xFE47: "［］"} {
		for i, r := range []rune(to) {
			m[first+rune(i)] = r
		}
	}
	return m
}()
