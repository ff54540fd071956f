package segment

import "github.com/gangmu/gangmu"

// The grammar of labels, in folded text (half-width digits and brackets):
//
//	chapter    第 N 章, 编, 篇          第一章
//	division   第 N 节                  第一节
//	part       第 N 部分                第一部分
//	article    第 N 条                  第一条
//	han        N stop                   一、  二,  三·  "三 " before a heading on its own line
//	hanParen   ( N )                    (一)  (二〉  (―)
//	arabic     n stop                   1.  2、  3:  8 ,  l.
//	bare       n                        1配合  1⇥完善
//	paren      ( n )                    (1)
//	half       n )                      1)
//	circled    ①
//	decimal2…  n.n, n.n.n, n.n.n.n      1.1.1
//
// N is a Chinese numeral, n an Arabic one, a stop one of 、 . : , and what scans make of
// them. Confusions of a scan (l and I for 1, ― for 一, 丶 and · for 、) are read as what
// they stand for inside a label only.
//
// A family is what may go on in one list. bare goes on an arabic list, since a stop
// that is lost is the commonest damage.

type family int8

const (
	famChapter family = iota
	famDivision
	famPart
	famArticle
	famHan
	famHanParen
	famArabic
	famParen
	famHalf
	famCircled
	famDecimal2
	famDecimal3
	famDecimal4
	families            // how many lists go on separately
	famBare  = families // a scheme of its own when scanned, famArabic when searched
)

// A scheme is what is known of one way of numbering.
type scheme struct {
	name  gangmu.Scheme
	rank  int     // usual depth: a list of a smaller rank inside one of a greater is unusual
	start float64 // score of a label of this form before its surroundings are looked at
	glued float64 // score for standing right behind a Chinese character, without a stop
}

// schemes are indexed by family. The scores are those of the measured prototype, tuned
// on annotated texts.
var schemes = [...]scheme{
	famChapter:  {gangmu.Chapter, 0, 1.0, 0},
	famDivision: {gangmu.Chapter, 1, 1.0, 0},
	famPart:     {gangmu.Part, 0, 1.0, 0},
	famArticle:  {gangmu.Article, 1, 0.2, -3},
	famHan:      {gangmu.Han, 1, 1.0, 0.2},
	famHanParen: {gangmu.HanParen, 2, 1.6, 0.6},
	famArabic:   {gangmu.Arabic, 3, 0.4, -0.6},
	famParen:    {gangmu.ArabParen, 4, 0.8, -0.5},
	famHalf:     {gangmu.ArabHalf, 4, 0.4, -0.5},
	famCircled:  {gangmu.Circled, 5, 1.5, 1},
	famDecimal2: {gangmu.Decimal, 4, 0.6, -3},
	famDecimal3: {gangmu.Decimal, 5, 0.8, -3},
	famDecimal4: {gangmu.Decimal, 6, 0.8, -3},
	famBare:     {gangmu.Arabic, 3, -2.2, -2.2},
}

// decimalDepth is the count of numbers in a decimal label of family f, 0 for others.
func decimalDepth(f family) int {
	switch f {
	case famDecimal2:
		return 2
	case famDecimal3:
		return 3
	case famDecimal4:
		return 4
	}
	return 0
}
