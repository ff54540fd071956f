package numeral

import "testing"

func TestNumberFormats(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 10, "10"}, {"decimalZero", 7, "07"},
		{"chineseCounting", 20, "二十"}, {"chineseCountingThousand", 11, "十一"}, {"chineseCountingThousand", 101, "一百零一"},
		{"chineseCountingThousand", 1010, "一千零一十"}, {"japaneseCounting", 35, "三十五"},
		{"ideographDigital", 12, "一二"}, {"decimalEnclosedCircle", 20, "⑳"}, {"decimalEnclosedCircle", 21, "㉑"},
		{"decimalEnclosedCircleChinese", 3, "③"}, {"chineseLegalSimplified", 11, "壹拾壹"}, {"ideographTraditional", 10, "癸"},
		{"upperRoman", 14, "XIV"}, {"lowerLetter", 27, "aa"}, {"ordinal", 12, "12th"}, {"none", 3, ""}, {"unheardOf", 3, "3"},
	} {
		if got := Format(c.n, c.format); got != c.want {
			t.Errorf("%s of %d = %q, want %q", c.format, c.n, got, c.want)
		}
	}
}

func TestUnknownFormatsAreTold(t *testing.T) {
	for format, want := range map[string]bool{"decimal": true, "chineseCounting": true, "decimalEnclosedParen": true, "ideographZodiac": true, "ideographDigital": true, "001": true, "thaiLetters": false} {
		if Known(format) != want {
			t.Errorf("%s known: %v", format, !want)
		}
	}
}

func TestSymbolsOfFonts(t *testing.T) {
	for _, c := range []struct {
		font string
		r    rune
		want rune
	}{
		{"Wingdings", 0xF081, '①'}, {"Wingdings", 0x6E, '■'}, {"Wingdings 2", 0xF052, '☑'}, {"Wingdings 3", 0xF075, '▶'},
		{"Symbol", 0xF0B3, '≥'}, {"Symbol", 0xF061, 'α'}, {"Symbol", 0xF0B7, '•'},
		{"", 0xF0B7, '•'}, {"宋体", 0xF06C, '●'}, {"宋体", '甲', '甲'}, {"Wingdings", 0xF001, 0xF001},
	} {
		if got := Symbol(c.font, c.r); got != c.want {
			t.Errorf("%x of %q is %c, want %c", c.r, c.font, got, c.want)
		}
	}
}
