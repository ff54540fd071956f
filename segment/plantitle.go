package segment

import (
	"regexp"
	"strings"

	"github.com/gangmu/gangmu"
)

// setTitle sets the title and its span, and the span of the covering notice. A plan
// without a title has the first line of its text for one.
func setTitle(v *view, d *draft, p *gangmu.Plan) {
	var from, to int
	if d.title != nil {
		from, to = d.title.from, d.title.to
		if d.cover > 0 {
			s := v.span(d.from, d.cover)
			p.CoverSpan = &s
		}
	} else {
		if p.Title = joinTitle(d.named); p.Title != "" {
			return // the separator tells, which is no part of the plan
		}
		from, to = firstLine(v, d)
		if to-from < 2 {
			return
		}
	}
	s := v.span(from, to)
	p.TitleSpan = &s
	p.Title = readYear(joinTitle(v.raw(from, to)))
}

// firstLine is the first line of a draft up to its first number, stop or genre.
func firstLine(v *view, d *draft) (from, to int) {
	from = d.from
	for from < d.to && (isBlank(v.runes[from]) || v.runes[from] == '\n') {
		from++
	}
	to = v.lineEnd(from, min(d.to, from+2*maxTitle))
	if len(d.choices) > 0 {
		to = min(to, d.choices[0].from)
	}
	for k := from; k < to; k++ {
		if isStop(v.runes[k]) || k-from >= maxTitle {
			to = k
		}
	}
	if g := genreEnd(v.runes[from:to]); g >= minTitle && bodyStarts(v, from+g) {
		to = from + g
	}
	return from, trimRight(v.runes, from, to)
}

// scannedYear is a year in which a scan has made a letter of 0.
var scannedYear = regexp.MustCompile(`[12][0Oo][0-9Oo][0-9Oo](年|-|—|－)`)

// readYear sets right the years of a title that was scanned: 2O23年 is 2023年. The text
// keeps what is printed.
func readYear(title string) string {
	return scannedYear.ReplaceAllStringFunc(title, func(y string) string {
		return strings.NewReplacer("O", "0", "o", "0").Replace(y)
	})
}

// numberFollows reports whether a document number stands at i.
func numberFollows(v *view, i int) bool {
	m := documentNumber.FindStringIndex(string(v.runes[i:min(i+40, len(v.runes))]))
	return m != nil && m[0] == 0
}

// joinTitle takes line ends and blanks between Chinese characters out of a title.
func joinTitle(s string) string {
	var b strings.Builder
	r := []rune(s)
	for i, c := range r {
		if c == '\n' || isBlank(fold(c)) {
			prev, next := rune(0), rune(0)
			if i > 0 {
				prev = r[i-1]
			}
			if i+1 < len(r) {
				next = r[i+1]
			}
			if c == '\n' || !(isLatin(prev) && isLatin(next)) {
				continue
			}
		}
		b.WriteRune(c)
	}
	return b.String()
}

func isLatin(r rune) bool { return r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') }
