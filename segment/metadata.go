package segment

import (
	"regexp"
	"strings"

	"github.com/gangmu/gangmu"
)

// documentNumber is a 文号: 国办发〔2018〕126号.
var documentNumber = regexp.MustCompile(`\p{Han}{2,12}[\[(【]([12]\d{3})[\])】]\s*第?\s*\d{1,5}\s*号`)

// signed is an office and a date at the end of a text without line ends.
var signed = regexp.MustCompile(`(\p{Han}{2,24}?)\s*(?:[12][0-9O]\d\d年\d{1,2}月\d{1,2}日|[一二][〇○零O一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)`)

// describe fills in title, issuer, year, number and date of p from the draft d. tail is
// where the signature starts in the view, d.to if there is none.
func describe(v *view, d *draft, tail int, p *gangmu.Plan) {
	first := d.to
	if len(d.choices) > 0 {
		first = d.choices[0].from
	}
	front := string(v.runes[d.from:min(first, d.from+3000)])
	end := string(v.runes[tail:d.to])
	setTitle(v, d, p)

	if m := documentNumber.FindStringIndex(front); m != nil {
		at := d.from + len([]rune(front[:m[0]]))
		number := []rune(front[m[0]:m[1]])
		cut := afterGenre(number)
		p.DocNumber = strings.ReplaceAll(v.raw(at+cut, at+len(number)), " ", "")
	}
	cover := ""
	if d.cover > 0 {
		cover = string(v.runes[d.from:d.cover])
	}
	p.Date = chineseDate(end)
	if p.Date == "" {
		p.Date = chineseDate(cover)
	}
	p.Issuer = issuer(v, d, cover, end, p.Title)
	p.Bureau = bureauOf(p.Issuer)
	p.Year = firstYear(fold2(p.Title))
	if p.Year == 0 && len(p.Date) > 4 {
		p.Year = atoi(p.Date[:4])
	}
	if p.Year == 0 {
		if m := documentNumber.FindStringSubmatch(front); m != nil {
			p.Year = atoi(m[1])
		}
	}
	if p.Year == 0 {
		p.Year = firstYear(string(v.runes[d.from:d.to]))
	}
}

// afterGenre is where the office's word in a document number begins, when the end of a
// title stands right before it: 若干意见|国发〔2018〕39号.
func afterGenre(number []rune) int {
	cut := 0
	for _, g := range genres {
		s := string(number)
		if i := strings.LastIndex(s, g); i >= 0 {
			cut = max(cut, len([]rune(s[:i+len(g)])))
		}
	}
	return cut
}

// inherit gives a text that a notice carries what the notice says of both: issuer,
// number, date and year.
func inherit(p, from *gangmu.Plan) {
	if p.DocNumber != "" || p.Issuer != "" && p.Issuer != from.Issuer {
		return
	}
	p.Issuer, p.Bureau, p.DocNumber = from.Issuer, from.Bureau, from.DocNumber
	if p.Date == "" {
		p.Date = from.Date
	}
	if firstYear(fold2(p.Title)) == 0 {
		p.Year = from.Year
	}
}

// fold2 folds a string.
func fold2(s string) string {
	r := []rune(s)
	for i := range r {
		r[i] = fold(r[i])
	}
	return string(r)
}

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
		from = d.from
		for from < d.to && (isBlank(v.runes[from]) || v.runes[from] == '\n') {
			from++
		}
		to = min(v.lineEnd(from), d.to)
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
		to = trimRight(v.runes, from, to)
		if to-from < 2 {
			return
		}
	}
	s := v.span(from, to)
	p.TitleSpan = &s
	p.Title = joinTitle(v.raw(from, to))
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

// issuer finds the office that issues a plan: the one in the covering notice's title or
// signature, else in the plan's own title, else in its signature. A signature that ends
// with the title's office, or names the whole of it, is fuller and wins.
func issuer(v *view, d *draft, cover, end, planTitle string) string {
	signature := lastSignature(end)
	if cover != "" && !d.attached {
		lead := ""
		if i := strings.Index(cover, "关于"); i > 0 && i < 80 {
			lead = offices(cover[:i])
		}
		if lead == "" {
			lead = lastSignature(cover)
		}
		if lead != "" {
			return lead
		}
	}
	lead := leadingOffice(strings.ReplaceAll(planTitle, " ", ""))
	switch {
	case lead == "":
		return signature
	case signature != "" && strings.HasSuffix(signature, lead), signature != "" && strings.HasPrefix(signature, lead) && len(lead) < 2*len("街道"):
		return signature
	case (strings.HasSuffix(lead, "镇") || strings.HasSuffix(lead, "乡")) && strings.HasPrefix(signature, lead):
		return signature
	}
	return lead
}

// offices joins the names of the offices before 关于 in the title of a joint notice.
func offices(s string) string {
	for _, verb := range []string{"转发", "批转", "印发"} { // 国务院办公厅转发民政部关于…
		s, _, _ = strings.Cut(s, verb)
	}
	var names []string
	for _, n := range strings.FieldsFunc(s, func(r rune) bool { return isBlank(r) || r == '\n' || r == '、' }) {
		if officeEnd(n) == "" {
			return ""
		}
		names = append(names, n)
	}
	return strings.Join(names, "、")
}

// lastSignature is the office that stands over, or right before, the last date in text.
func lastSignature(text string) string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	for i := len(lines) - 1; i >= 0; i-- {
		line := strings.ReplaceAll(strings.TrimSpace(lines[i]), " ", "")
		if n := len([]rune(line)); n <= 40 && officeEnd(line) != "" && !strings.ContainsAny(line, "。，；：:、()《》") {
			return line
		}
	}
	best := ""
	for _, m := range signed.FindAllStringSubmatch(text, -1) {
		name := m[1]
		if i := strings.LastIndexAny(name, "。)"); i >= 0 {
			name = name[i:]
		}
		if officeEnd(name) != "" {
			best = name
		}
	}
	return best
}
