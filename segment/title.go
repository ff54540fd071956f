package segment

import (
	"regexp"
	"sort"
	"strings"

	"github.com/gangmu/gangmu"
)

// A title may start a plan. Offsets are the view's.
type title struct {
	from, to int    // to is behind its last rune
	text     string // folded, without blanks and line ends
	cover    bool   // a notice that only carries another text
	promised bool   // a table of contents names it
	carried  bool   // a covering notice names it
	start    int    // where the plan starts: at a 附件1 before the title, else from
	strength int    // how many signs there are that it is a title
}

// The lengths of a title, code points without blanks.
const (
	minTitle = 5
	maxTitle = 70
)

// findTitles returns the places where a title of a plan may stand, in order:
//
//   - a title that a table of contents has named, wherever it comes again;
//   - one to three lines of their own that end with a genre (工作计划, 方案, ...) and hold
//     no stop;
//   - the text that the 《》 of a covering notice has named;
//   - in a text that has lost its line ends, what stands between the end of a sentence
//     or a date and a genre.
func findTitles(v *view, toc contents, seps []separator) []title {
	at := map[int]title{}
	add := func(t title) {
		if old, ok := at[t.from]; !ok || len(t.text) > len(old.text) {
			t.promised = t.promised || ok && old.promised
			at[t.from] = t
		}
	}
	for _, p := range toc.titles {
		for i := 0; i < len(v.runes); i++ {
			if end := matchSqueezed(v.runes, i, p); end > 0 && !quoted(v, i) {
				add(title{from: i, to: end, text: string(p), promised: true})
				i = end
			}
		}
	}
	for _, a := range v.attachments {
		for _, name := range a.titles {
			p := []rune(name)
			for i := a.to; i < len(v.runes) && len(p) >= minTitle; i++ {
				if end := matchSqueezed(v.runes, i, p); end > 0 && attachmentBefore(v, i) >= 0 {
					add(title{from: i, to: end, text: name, promised: true})
					break
				}
			}
		}
	}
	for _, t := range lineTitles(v) {
		if !within(v.attachments, t.from) {
			add(t)
		}
	}
	if v.runOn {
		for _, t := range runOnTitles(v, seps) {
			if !within(v.attachments, t.from) {
				add(t)
			}
		}
	}
	var ts []title
	for _, t := range at {
		t.cover = isCover(t.text)
		ts = append(ts, t)
	}
	sort.Slice(ts, func(i, j int) bool { return ts[i].from < ts[j].from })
	ts = append(carriedTitles(v, ts), ts...)
	sort.SliceStable(ts, func(i, j int) bool { return ts[i].from < ts[j].from })
	return disjoint(v, ts)
}

// disjoint drops titles that overlap an earlier one and sets their starts.
func disjoint(v *view, ts []title) []title {
	var out []title
	for _, t := range ts {
		if n := len(out); n > 0 && t.from < out[n-1].to {
			continue
		}
		t.start, t.strength = t.from, titleStrength(v, &t)
		if a := attachmentBefore(v, t.from); a >= 0 {
			t.start = a
		}
		out = append(out, t)
	}
	return out
}

// titleStrength counts the signs that t is the title of a plan: it names an office, it
// names a year, a foot or a page ends before it, it is set apart.
func titleStrength(v *view, t *title) int {
	n := 0
	if leadingOffice(t.text) != "" {
		n++
	}
	if namesYear(t.text) {
		n++
	}
	end := trimRight(v.runes, 0, t.from)
	start := end
	for start > 0 && v.runes[start-1] != '\n' && end-start < maxTailLine {
		start--
	}
	if kind := tailLine(strings.ReplaceAll(string(v.runes[start:end]), " ", "")); kind == tailSign {
		n++
	}
	if b := v.src.blockAt(v.pos(t.from)); b >= 0 {
		s := v.src.blocks[b].Style
		if s.Align == "center" || s.PageTop || s.Size >= titleSize {
			n++
		}
	}
	return n
}

// titleSize is the size from which type is a title's: 二号 is 22 points (GB/T 9704-2012,
// 7.3.1), 小二 18.
const titleSize = 18

// lineTitles finds titles on lines of their own.
func lineTitles(v *view) []title {
	var ts []title
	for k := 0; k < len(v.lines); k++ {
		l := v.lines[k]
		if l.Len() == 0 || l.Len() > 2*maxTitle || v.continued(l[0]) {
			continue
		}
		for n := 1; n <= 3 && k+n <= len(v.lines); n++ {
			last := v.lines[k+n-1]
			if last.Len() > 2*maxTitle || n > 1 && labelled(v, skipBlanks(v, last[0])) {
				break
			}
			text := squeezeRunes(v.runes[l[0]:last[1]])
			lastLine := squeezeRunes(v.runes[last[0]:last[1]])
			if line := string(lastLine); len(lastLine) <= maxDateLine && chineseDate(line) != "" || n > 1 && titleByItself(line) && !underOffice(v.lines[k:k+n-1], v, line) {
				break // a date under a signature; the lines before are no part of this title
			}
			if len(text) > maxTitle || strings.ContainsAny(string(text), "。；;!！?？\t") || hasColon(text) {
				break
			}
			if len(text) < minTitle || !endsWithGenre(text) || !titleShape(v, l[0], text) {
				continue
			}
			if n > 1 && last.Len() > 0 && endsWithGenre(squeezeRunes(v.runes[l[0]:v.lines[k+n-2][1]])) && v.runes[last[0]] != '关' {
				break // the lines before were a title by themselves
			}
			if k+n < len(v.lines) && v.continued(v.lines[k+n][0]) && v.lines[k+n].Len() > 0 && !labelled(v, skipBlanks(v, v.lines[k+n][0])) {
				continue // the sentence goes on
			}
			from := l[0]
			for isBlank(v.get(from)) {
				from++
			}
			to := last[1]
			for to > from && isBlank(v.get(to-1)) {
				to--
			}
			ts = append(ts, title{from: from, to: to, text: string(text)})
			if k+n >= len(v.lines) || v.get(v.lines[k+n][0]) != '关' {
				break
			}
		}
	}
	return ts
}

// The longest line that holds a date and nothing else, code points: 二〇二四年十二月二十八日.
const maxDateLine = 16

// titleByItself reports whether a line names an office or a year and ends with a genre: it
// needs no line before it.
func titleByItself(line string) bool {
	return endsWithGenre([]rune(line)) && (leadingOffice(line) != "" || arabicYear.MatchString(line))
}

// underOffice reports whether nothing but names of offices stands on the lines before a
// title's last line, which names none itself.
func underOffice(before []gangmu.Span, v *view, line string) bool {
	if leadingOffice(line) != "" {
		return false
	}
	for _, l := range before {
		if office := string(squeezeRunes(v.runes[l[0]:l[1]])); officeEnd(office) == "" {
			return false
		}
	}
	return true
}

func squeezeRunes(r []rune) []rune {
	out := make([]rune, 0, len(r))
	for _, c := range r {
		if !isBlank(c) && c != '\n' {
			out = append(out, c)
		}
	}
	return out
}

// hasColon reports a colon outside 《》.
func hasColon(r []rune) bool {
	depth := 0
	for _, c := range r {
		switch c {
		case '《':
			depth++
		case '》':
			depth--
		case ':':
			if depth == 0 {
				return true
			}
		}
	}
	return false
}

// titleShape rules out lines that end like a title and are none: a numbered heading, a
// dash item, an open quotation, a list.
func titleShape(v *view, at int, text []rune) bool {
	for isBlank(v.get(at)) {
		at++
	}
	for _, l := range scanLabel(v.runes, at) {
		if l.scheme != famBare || !unitAt(v.runes, skipBlanks(v, l.to)) { // 3月份工作安排 may be one
			return false
		}
	}
	switch text[0] {
	case '—', '-', '“', '”', '(', '、', ',', '，', '·':
		return text[0] == '“' && strings.Count(string(text), "“") == strings.Count(string(text), "”")
	}
	s := string(text)
	return strings.Count(s, "《") == strings.Count(s, "》") && !strings.Contains(s, "，") && !strings.Contains(s, ",") &&
		!strings.HasPrefix(s, "附件")
}

// runOnTitles finds titles in a text that has lost its line ends.
func runOnTitles(v *view, seps []separator) []title {
	after := map[int]bool{}
	for _, s := range seps {
		i := v.index(s.span[1])
		after[i] = true
	}
	ts := gluedTitles(v)
	for i := 0; i < len(v.runes); i++ {
		attached := isDigit(v.get(i-1)) || v.get(i-1) == '件'
		attached = attached && !isDigit(v.runes[i]) && attachmentBefore(v, i) >= 0
		if !after[i] && !v.lineStart(i) && !sentenceEnd(v, i) && !attached {
			continue
		}
		window := v.runes[i:min(i+maxTitle, len(v.runes))]
		stop := len(window)
		for k, c := range window {
			if isStop(c) || c == '，' || c == ',' || c == ':' || c == '、' && !strings.ContainsRune(string(window[:k]), '《') {
				stop = k
				break
			}
		}
		end := genreEnd(window[:stop])
		if end < minTitle || !titleShape(v, i, window[:end]) {
			continue
		}
		text := squeezeRunes(window[:end])
		if documentNumber.MatchString(string(text)) {
			continue // the title begins behind its number
		}
		if i > 0 && chineseDate(string(text)) != "" {
			continue // a signature; the title begins behind its date
		}
		first := startsList(v, i+end)
		if !first && !bodyStarts(v, i+end) {
			continue
		}
		if !first && !after[i] && !attached && i > 0 && leadingOffice(string(text)) == "" && !namesYear(string(text)) {
			continue
		}
		ts = append(ts, title{from: i, to: i + end, text: string(text)})
	}
	return ts
}

// yearlyTitle is the end of a title: office, year and genre.
var yearlyTitle = regexp.MustCompile(`([\p{Han}]{4,30})([12]\d{3})年(?:度)?[^，。；：:;,\s]{0,12}?(?:工作计划|工作要点|工作方案|工作安排|实施方案|计划|要点|方案)`)

// gluedTitles finds titles that the end of the plan before has run into without a stop: an
// office with its region, a year and a genre, and behind it the first label of a plan. The
// office is the shortest whose region has two characters before its suffix.
func gluedTitles(v *view) []title {
	var ts []title
	for i := indexRunes(v.runes, []rune("年"), 0); i >= 0; i = indexRunes(v.runes, []rune("年"), i+1) {
		if i < 8 || !isDigit(v.runes[i-1]) || !isDigit(v.runes[i-4]) {
			continue
		}
		from := max(0, i-maxOffice)
		window := string(v.runes[from:min(len(v.runes), i+24)])
		for _, m := range yearlyTitle.FindAllStringSubmatchIndex(window, -1) {
			end := from + utf8Len(window[:m[1]])
			if year := from + utf8Len(window[:m[4]]); year != i-4 || !startsList(v, skipBlanks(v, end)) && !bodyStarts(v, end) {
				continue
			}
			office := []rune(window[m[2]:m[3]])
			for k := len(office) - 4; k >= 0; k-- {
				if region, body := partRegion(string(office[k:])); utf8Len(region) >= 3 && startsField(body) && officeEnd(body) != "" {
					start := from + utf8Len(window[:m[2]]) + k
					ts = append(ts, title{from: start, to: end, text: string(squeezeRunes(v.runes[start:end]))})
					break
				}
			}
		}
	}
	return ts
}

// startsList reports whether the first label of a plan stands at i: 一、 or 第一章.
func startsList(v *view, i int) bool {
	for _, l := range scanLabel(v.runes, i) {
		if l.ordinal == 1 && !l.damaged && (l.scheme == famHan || l.scheme == famChapter || l.scheme == famPart) {
			return true
		}
	}
	return false
}

// openings are words that the text of a plan begins with.
var openings = []string{"为", "根据", "按照", "依据", "今年", "上半年", "下半年", "全年", "新年", "新的", "19", "20", "二〇", "二○", "二0", "以", "坚持", "在", "各", "近年", "我", "本", "围绕", "全面", "结合", "认真", "(", "一是"}

// bodyStarts reports whether the text behind a title may start at i: on a line of its
// own, or with a word that opens one.
func bodyStarts(v *view, i int) bool {
	for isBlank(v.get(i)) {
		i++
	}
	if v.get(i) == '\n' {
		return true
	}
	rest := string(v.runes[i:min(i+4, len(v.runes))])
	for _, o := range openings {
		if strings.HasPrefix(rest, o) {
			return true
		}
	}
	return len(scanLabel(v.runes, i)) > 0 || numberFollows(v, i)
}

// namesYear reports whether a title names the year it is for.
func namesYear(text string) bool {
	return arabicYear.MatchString(text) || hanYear.MatchString(text) || strings.Contains(text, "年度") || strings.Contains(text, "《")
}

// sentenceEnd reports whether a sentence, a remark in brackets or a date ends before i.
func sentenceEnd(v *view, i int) bool {
	switch v.get(i - 1) {
	case '。', ')', '】', '！':
		return true
	case '日', '号': // a date, a document number
		return isDigit(v.get(i-2)) || isHanNumeral(v.get(i-2))
	}
	return false
}

// How much of a notice is looked at for the names of what it carries, and how far behind
// its title they are looked for, code points.
const (
	maxNotice  = 1500
	maxCarried = 20000
)

// quotedName is the name of a text in 《》.
var quotedName = regexp.MustCompile(`《([^《》\n]{5,70})》`)

// carriedTitles finds the texts that a covering notice names: 关于印发《…》的通知 ... …
// It looks at the notice's title and at its text up to the first label.
func carriedTitles(v *view, ts []title) []title {
	var out []title
	for _, t := range ts {
		if !t.cover {
			continue
		}
		seen := map[string]bool{}
		for _, m := range quotedName.FindAllStringSubmatch(notice(v, t), -1) {
			name := squeezeRunes([]rune(m[1]))
			if seen[m[1]] || !endsWithGenre(name) {
				continue
			}
			seen[m[1]] = true
			for i := t.to; i < min(t.to+maxCarried, len(v.runes)); i++ {
				end := matchSqueezed(v.runes, i, name)
				if end > 0 && !quoted(v, i) && (v.lineStart(i) || sentenceEnd(v, i)) {
					out = append(out, title{from: i, to: end, text: string(name), carried: true})
					break
				}
			}
		}
	}
	return out
}

// notice is the title of a covering notice and its text, up to the first label.
func notice(v *view, t title) string {
	end := min(t.to+maxNotice, len(v.runes))
	for i := t.to; i < end; i++ {
		if startsList(v, i) && (v.lineStart(i) || isStop(v.get(i-1)) || v.get(i-1) == ':') {
			end = i
		}
	}
	return string(v.runes[t.from:end])
}

func between(s, open, close string) string {
	i := strings.Index(s, open)
	j := strings.LastIndex(s, close)
	if i < 0 || j < i {
		return ""
	}
	return s[i+len(open) : j]
}

// matchSqueezed matches p at i, passing over blanks and line ends in r: the end of the
// match, or 0.
func matchSqueezed(r []rune, i int, p []rune) int {
	if i < len(r) && (isBlank(r[i]) || r[i] == '\n') {
		return 0
	}
	k := 0
	for ; i < len(r) && k < len(p); i++ {
		switch {
		case r[i] == p[k]:
			k++
		case isBlank(r[i]) || r[i] == '\n':
		default:
			return 0
		}
	}
	if k < len(p) {
		return 0
	}
	return i
}

// quoted reports whether i stands in 《》 or behind a word that refers to a text.
func quoted(v *view, i int) bool {
	for k := i - 1; k >= 0 && k >= i-60; k-- {
		switch v.runes[k] {
		case '》', '\n', '。':
			return false
		case '《':
			return true
		}
	}
	return false
}

// attachmentBefore is the start of 附件, 附件1 right before i, on lines of its own or, in a
// text without line ends, behind the end of a sentence; -1 if there is none.
func attachmentBefore(v *view, i int) int {
	for i > 0 && (isBlank(v.runes[i-1]) || v.runes[i-1] == '\n') {
		i--
	}
	for start := i - 1; start >= 0 && i-start <= 8; start-- {
		if v.runes[start] != '附' {
			continue
		}
		rest, ok := strings.CutPrefix(strings.TrimRight(string(squeezeRunes(v.runes[start:i])), ":"), "附件")
		for _, c := range rest {
			ok = ok && (isDigit(c) || isHanNumeral(c))
		}
		if ok && (v.lineStart(start) || sentenceEnd(v, start)) {
			return start
		}
		return -1
	}
	return -1
}
