package pdf

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/gangmu/gangmu/extract/pdf/page"
)

// The quality of a reading: how much of it is the debris of a font that was decoded
// wrongly, or of bad recognition. Each character that is not a blank counts by a weight
// between 0, text, and 1, garbage:
//
//	1.0  U+FFFD, control characters, unassigned code points
//	1.0  Latin-1 letters and marks side by side, which GBK read byte by byte becomes
//	0.6  Han that GB 2312 does not have; 0.1 those of its second level
//	0.5  private use
//	1.0  dingbats, where they are a fifth of a page: fonts without names or codes are read so
//	0.5  ASCII marks, where more than half of a page of 20 characters and more is made of them
//
// The same is counted by Big5, whose second level is rarer and weighs 0.4, and the lower
// sum holds: a text is in simplified or in traditional characters. 0.3 is added where 100 Han and more have none of the characters that
// every text in office Chinese has.

// A quality is what a reading is worth.
type quality struct {
	chars   int     // that are not blank
	garbage float64 // mean weight, 0 to 1
}

// good is the number of characters that are text.
func (q quality) good() float64 { return float64(q.chars) * (1 - q.garbage) }

// usable reports whether a reading can be worked with.
func (q quality) usable() bool { return q.chars > 0 && q.garbage < maxGarbage }

const (
	maxGarbage  = 0.25 // above it a page has no usable text
	doubtful    = 0.04 // above it the second reader is asked
	minHan      = 100
	everyChar   = "的和一年月工作日在为有"
	lacksCommon = 0.3
)

// judge measures text.
func judge(text string) quality {
	var q quality
	sum, simplified, traditional := 0.0, 0.0, 0.0
	han, marks, dingbats, common := 0, 0, 0, false
	var before rune
	for _, r := range text {
		if unicode.IsSpace(r) {
			before = r
			continue
		}
		q.chars++
		switch {
		case unicode.Is(unicode.Han, r):
			han++
			common = common || strings.ContainsRune(everyChar, r)
			s, t := hanWeight(r)
			simplified, traditional = simplified+s, traditional+t
		case r < 0x80:
			if unicode.IsPunct(r) || unicode.IsSymbol(r) {
				if !strings.ContainsRune(".-_(),:/", r) {
					marks++
				}
			} else if unicode.IsControl(r) {
				sum++
			}
		case r == utf8.RuneError || unicode.IsControl(r):
			sum++
		case r <= 0xff:
			if before > 0x9f && before <= 0xff {
				sum++
			}
		case unicode.Is(unicode.Co, r):
			sum += 0.5
		case r >= 0x2700 && r <= 0x27bf:
			dingbats++
		case !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r):
			sum++
		}
		before = r
	}
	if q.chars == 0 {
		return q
	}
	if q.chars >= 20 && 2*marks > q.chars {
		sum += 0.5 * float64(marks)
	}
	if 5*dingbats > q.chars {
		sum += float64(dingbats)
	}
	q.garbage = (sum + min(simplified, traditional)) / float64(q.chars)
	if han >= minHan && !common {
		q.garbage += lacksCommon
	}
	q.garbage = min(q.garbage, 1)
	return q
}

func judgePage(p *page.Page) quality {
	var b strings.Builder
	for i := range p.Glyphs {
		b.WriteString(p.Glyphs[i].Text)
	}
	return judge(b.String())
}

// hanWeight is the weight of a character in simplified and in traditional text.
func hanWeight(r rune) (simplified, traditional float64) {
	switch {
	case r == '〇' || r == '々':
		return 0, 0
	case r < firstHan || r > lastHan:
		return rareHan, rareHan
	}
	w := hanWeights()
	return float64(w[0][r-firstHan]), float64(w[1][r-firstHan])
}

const (
	firstHan = 0x4e00
	lastHan  = 0x9fff
	rareHan  = 0.6
)

// hanWeights are the weights of the block CJK Unified Ideographs, by GB 2312 and by Big5.
var hanWeights = sync.OnceValue(func() *[2][lastHan - firstHan + 1]float32 {
	var w [2][lastHan - firstHan + 1]float32
	for i := range w[0] {
		w[0][i], w[1][i] = rareHan, rareHan
	}
	mark := func(k int, e encoding.Encoding, low, high, trail int, weight float32) {
		d := e.NewDecoder()
		for lead := low; lead <= high; lead++ {
			for t := trail; t < 0xff; t++ {
				s, err := d.Bytes([]byte{byte(lead), byte(t)})
				if r, _ := utf8.DecodeRune(s); err == nil && r >= firstHan && r <= lastHan {
					w[k][r-firstHan] = min(w[k][r-firstHan], weight)
				}
			}
		}
	}
	mark(0, simplifiedchinese.GBK, 0xb0, 0xd7, 0xa1, 0)
	mark(0, simplifiedchinese.GBK, 0xd8, 0xf7, 0xa1, 0.1)
	mark(1, traditionalchinese.Big5, 0xa4, 0xc6, 0x40, 0)
	mark(1, traditionalchinese.Big5, 0xc9, 0xf9, 0x40, 0.4)
	return &w
})
