package segment

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gangmu/gangmu"
)

// documentNumber is a 文号: 国办发〔2018〕126号.
var documentNumber = regexp.MustCompile(`\p{Han}{2,12}[\[(【]([12]\d{3})[\])】]\s*第?\s*\d{1,5}\s*号`)

// How much of the text before a plan's first number is read for its head, code points.
const maxFront = 3000

// describe fills in what the head and the foot of the draft d say of p. tail is where the
// foot starts in the view, d.to if there is none.
func describe(v *view, d *draft, tail int, p *gangmu.Plan) {
	first := d.to
	if len(d.choices) > 0 {
		first = d.choices[0].from
	}
	front := string(v.runes[d.from:min(first, d.from+maxFront)])
	foot := string(v.runes[tail:d.to])
	cover := ""
	if d.cover > 0 {
		cover = string(v.runes[d.from:d.cover])
	}
	setTitle(v, d, p)
	setNumber(v, d, front, p)
	p.Date = planDate(cover, front, foot)
	p.Issuer = issuer(d, cover, front, foot, p.Title)
	p.Region, p.Bureau = bureauOf(p.Issuer)
	title := fold2(p.Title)
	p.Genre, p.Topic = genreOf(title), topicOf(title)
	p.Secrecy = secrecyOf(front)
	p.Recipients = recipients(v, d, first)
	p.Copies = copies(foot)
	p.Attachments = attachmentTitles(v.attachments, d.from, d.to)
	setYears(v, d, front, title, p)
}

// setNumber sets the document number of p.
func setNumber(v *view, d *draft, front string, p *gangmu.Plan) {
	m := documentNumber.FindStringIndex(front)
	if m == nil {
		return
	}
	at := d.from + utf8Len(front[:m[0]])
	number := []rune(front[m[0]:m[1]])
	cut := afterGenre(number)
	p.DocNumber = strings.ReplaceAll(v.raw(at+cut, at+len(number)), " ", "")
}

// afterGenre is where the office's word in a document number begins, when the end of a
// title or of an office's name stands right before it: 若干意见|国发〔2018〕39号.
func afterGenre(number []rune) int {
	cut := 0
	s := string(number[:slices.IndexFunc(number, func(r rune) bool { return r == '[' || r == '(' || r == '【' })])
	for _, g := range append([]string{"文件"}, genres...) {
		if i := strings.LastIndex(s, g); i >= 0 {
			cut = max(cut, utf8Len(s[:i+len(g)]))
		}
	}
	return cut
}

// bracketedDate is a date alone in brackets, under a title.
var bracketedDate = regexp.MustCompile(`\(\s*[12][0-9O]\d\d年\d{1,2}月\d{1,2}日\s*\)`)

// planDate is the date of a plan: that of the notice which carries it, else the one under
// it, else the one in brackets or behind a dash under its title.
func planDate(cover, front, foot string) string {
	for _, text := range []string{cover, foot} {
		if d := chineseDate(text); d != "" {
			return d
		}
	}
	if m := bracketedDate.FindString(front[:min(len(front), 600)]); m != "" {
		return chineseDate(m)
	}
	for i, line := range strings.Split(front, "\n") {
		line = strings.ReplaceAll(line, " ", "")
		if strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") || strings.HasPrefix(line, "——") || chineseDate(line) != "" && utf8Len(line) <= 16 {
			if d := chineseDate(line); d != "" {
				return d
			}
		}
		if i > 12 {
			break
		}
	}
	return ""
}

// setYears sets the year planned for and the year of issue. A title that tells of one
// year and plans the next (2023年工作总结和2024年工作计划) is for the later.
func setYears(v *view, d *draft, front, title string, p *gangmu.Plan) {
	if len(p.Date) > 4 {
		p.Issued = atoi(p.Date[:4])
	}
	if m := documentNumber.FindStringSubmatch(front); m != nil && p.Issued == 0 {
		p.Issued = atoi(m[1])
	}
	p.Year = titleYear(title)
	if p.Year == 0 {
		p.Year = p.Issued
	}
	if p.Year == 0 {
		p.Year = firstYear(string(v.runes[d.from:d.to]))
	}
}

// yearSpan is a run of years: 2024—2026年, 2024—2025学年度.
var yearSpan = regexp.MustCompile(`([12][09O]\d\d)(?:年)?\s*[-—–~～至]+\s*(?:[12][09O]\d\d|\d\d)(?:年|学年)`)

// titleYear is the year that a title plans for, 0 if it names none: the first of a run of
// years, else the last of several.
func titleYear(title string) int {
	if m := yearSpan.FindStringSubmatch(title); m != nil {
		return digitsOf(m[1])
	}
	if ms := arabicYear.FindAllStringSubmatch(title, -1); ms != nil {
		return digitsOf(ms[len(ms)-1][1])
	}
	return firstYear(title)
}

// inherit gives an attachment what the text before says of both: issuer, number, date and
// year, unless it is another office's.
func inherit(p, from *gangmu.Plan) {
	if p.DocNumber != "" || p.Issuer != "" && p.Issuer != from.Issuer && !strings.HasSuffix(from.Issuer, p.Issuer) {
		return
	}
	p.Issuer, p.Bureau, p.Region, p.DocNumber = from.Issuer, from.Bureau, from.Region, from.DocNumber
	if p.Date == "" {
		p.Date = from.Date
	}
	p.Issued = from.Issued
	if titleYear(fold2(p.Title)) == 0 {
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
