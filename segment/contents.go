package segment

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/gangmu/gangmu"
)

// contents is what the tables of contents of a document promise.
type contents struct {
	titles [][]rune    // titles of plans, folded and without blanks
	span   gangmu.Span // of the first table, zero if there is none
}

// A table of contents lies in the first part of a document.
const maxContents = 8000

var (
	// bundleTitle is the title over several plans: …汇编（三篇）, …共3篇.
	bundleTitle = regexp.MustCompile(`^[^。;；:\n]{0,50}?(?:(?:汇编|合集|集锦)?\(?(?:共|精选|通用|优选|推荐)?[0-9一二三四五六七八九十两]{1,3}篇\)?|汇编|合集|集锦)`)
	leaders     = regexp.MustCompile(`(?:[.…·⋯]{2,}|\t| )\s*\d{1,3}\s*$`)
)

// markContents drops tables of contents and the bundle's title before them. An entry is
// believed because its title comes again behind the table.
func (s *source) markContents() contents {
	var c contents
	s.markContentsBlocks(&c)
	q := s.squeeze(maxContents)
	for _, start := range contentsStarts(s, q) {
		if c.span.Len() > 0 {
			break
		}
		s.markGlued(&c, q, start)
	}
	s.markContentsLines(&c)
	s.markGluedTitles(&c, q)
	if c.span.Len() == 0 && indexRunes(q.runes[:min(len(q.runes), 400)], []rune("目录"), 0) >= 0 {
		s.markGluedHeadings(&c, s.squeeze(len(s.text)))
	}
	s.markBundleTitle(s.squeeze(100))
	return c
}

// squeezed is text without blanks, line ends and what is dropped.
type squeezed struct {
	runes []rune
	at    []int32 // where each stands in the text
}

// squeeze squeezes the text, at most limit code points of it.
func (s *source) squeeze(limit int) squeezed {
	limit = min(limit, len(s.folded))
	q := squeezed{make([]rune, 0, limit), make([]int32, 0, limit)}
	for i, r := range s.folded {
		if s.isDropped(i) || r == '\n' || isBlank(r) {
			continue
		}
		if len(q.runes) == limit {
			break
		}
		q.runes = append(q.runes, r)
		q.at = append(q.at, int32(i))
	}
	return q
}

// span is the span in the text of what [from, to) was squeezed from.
func (q squeezed) span(from, to int) gangmu.Span {
	return gangmu.Span{int(q.at[from]), int(q.at[to-1]) + 1}
}

// startsLine reports whether a line starts at i.
func (q squeezed) startsLine(s *source, i int) bool {
	return i == 0 || newlineBetween(s, int(q.at[i-1]), int(q.at[i]))
}

// markContentsBlocks drops blocks that the reader knows to be a table of contents.
func (s *source) markContentsBlocks(c *contents) {
	for i := range s.blocks {
		if s.blocks[i].Kind != gangmu.TOC {
			continue
		}
		sp := s.spans[i]
		if c.span.Len() == 0 {
			c.span[0] = sp[0]
		}
		c.span[1] = sp[1]
		line := strings.ReplaceAll(string(s.folded[sp[0]:sp[1]]), " ", "")
		if title, _, end := scanEntry([]rune(line), 0, 0); end > 0 {
			c.titles = append(c.titles, title)
		}
		s.markLine(sp[0], sp[1], gangmu.DropTOC)
	}
}

// contentsHead reports whether r begins with the head of a table of contents, 目录.
func contentsHead(r []rune) bool {
	return len(r) > 1 && r[0] == '目' && (r[1] == '录' || r[1] == '次')
}

// contentsStarts lists where a table of contents may start: at the head 目录, behind a
// bundle's title, where a line starts.
func contentsStarts(s *source, q squeezed) []int {
	var starts []int
	for i := range q.runes {
		if i < 1000 && contentsHead(q.runes[i:]) {
			starts = append(starts, i)
		}
		if q.startsLine(s, i) {
			if i > 1500 {
				break
			}
			if m := bundleTitle.FindString(string(q.runes[i:min(i+60, len(q.runes))])); m != "" {
				starts = append(starts, i+len([]rune(m)))
			}
			starts = append(starts, i)
		}
	}
	return starts
}

func newlineBetween(s *source, a, b int) bool {
	for i := a; i < b; i++ {
		if s.folded[i] == '\n' || s.isDropped(i) {
			return true
		}
	}
	return false
}

// markGlued drops a table of contents whose entries follow each other from start on,
// with or without line ends: at least two titles with rising page numbers, the first
// of which comes again.
func (s *source) markGlued(c *contents, q squeezed, start int) {
	from, i := start, start
	if contentsHead(q.runes[i:]) {
		i += 2
	}
	var titles [][]rune
	page, leadered := 0, 0
	for {
		title, n, end := scanEntry(q.runes, i, page)
		if end == 0 {
			break
		}
		titles = append(titles, title)
		if k := end - len(strconv.Itoa(n)) - 1; strings.ContainsRune("….·⋯", q.runes[k]) && q.runes[k] == q.runes[k-1] {
			leadered++
		}
		page, i = n, end
	}
	if len(titles) < 2 || i == 0 {
		return
	}
	again := 0
	full := s.squeeze(len(s.text))
	for _, t := range titles {
		if indexRunes(full.runes, t, i) >= 0 {
			again++
		}
	}
	if again == 0 && leadered < 2 {
		return
	}
	c.titles = titles
	c.span = q.span(from, i)
	s.mark(c.span[0], c.span[1], gangmu.DropTOC)
}

// markGluedTitles drops a table of contents without page numbers whose line ends are lost:
// two titles or more that follow each other behind 目录 until the first one comes again.
func (s *source) markGluedTitles(c *contents, q squeezed) {
	head := indexRunes(q.runes, []rune("目录"), 0)
	if c.span.Len() > 0 || head < 0 || head > 200 {
		return
	}
	i := head + len("目录")/3
	first := genreEnd(q.runes[i:min(i+maxTitle, len(q.runes))])
	if first < minTitle {
		return
	}
	end := indexRunes(q.runes, q.runes[i:i+first], i+first)
	if end < 0 {
		return
	}
	var titles [][]rune
	for i < end {
		g := genreEnd(q.runes[i:min(i+maxTitle, end)])
		if g < minTitle || strings.ContainsAny(string(q.runes[i:i+g]), "。;；:") {
			return
		}
		titles = append(titles, q.runes[i:i+g])
		i += g
	}
	if len(titles) < 2 {
		return
	}
	c.titles = titles
	c.span = q.span(head, end)
	s.mark(c.span[0], c.span[1], gangmu.DropTOC)
}

// markGluedHeadings drops a table of the headings of one plan whose line ends are lost: two
// labelled headings or more behind 目录, each of which comes again.
func (s *source) markGluedHeadings(c *contents, q squeezed) {
	head := indexRunes(q.runes[:min(len(q.runes), 400)], []rune("目录"), 0)
	if c.span.Len() > 0 || head < 0 {
		return
	}
	i, entries := head+2, 0
	for {
		ls := scanLabel(q.runes, i)
		if len(ls) == 0 {
			break
		}
		n := repeated(q.runes, i, ls[0].to-i+1)
		if n == 0 {
			break
		}
		i += n
		entries++
		for i < len(q.runes) && (isDigit(q.runes[i]) || strings.ContainsRune(".…·⋯", q.runes[i])) && !yearAt(q.runes, i) {
			i++
		}
	}
	if entries >= 2 {
		c.span = q.span(head, i)
		s.mark(c.span[0], c.span[1], gangmu.DropTOC)
	}
}

// repeated is how much of what stands at i comes again behind it, 0 if less than least.
func repeated(r []rune, i, least int) int {
	if i+least > len(r) {
		return 0
	}
	k := indexRunes(r, r[i:i+least], i+least)
	if k < 0 {
		return 0
	}
	n := least
	for i+n < k && k+n < len(r) && r[i+n] == r[k+n] {
		n++
	}
	return n
}

// scanEntry reads an entry at i: an optional 篇一, a title, leaders and a page number
// that is no less than page. A title runs to a genre that a page number follows; end
// is 0 if there is none.
func scanEntry(r []rune, i, page int) (title []rune, n, end int) {
	if i < len(r) {
		if e, k := scanSeparator(r, i); k > 0 {
			i = e
		}
	}
	for e := i + 4; e <= len(r) && e <= i+70; e++ {
		if isStop(r[e-1]) {
			return nil, 0, 0
		}
		if !endsWithGenre(r[i:e]) {
			continue
		}
		k := e
		for k < len(r) && strings.ContainsRune(".…·⋯—-_", r[k]) {
			k++
		}
		for d := k + 1; d <= k+3 && d <= len(r) && isDigit(r[d-1]); d++ {
			n := atoi(string(r[k:d]))
			if n >= page && entryEnds(r[d:]) {
				return r[i:e], n, d
			}
		}
	}
	return nil, 0, 0
}

// entryEnds reports whether an entry may end before rest: what follows a page number is
// no digit, unless it is the year at the start of the next title.
func entryEnds(rest []rune) bool {
	if len(rest) == 0 {
		return true
	}
	if isDigit(rest[0]) {
		return len(rest) > 4 && (rest[4] == '年' || rest[4] == '-') && (rest[0] == '2' || rest[0] == '1')
	}
	return !strings.ContainsRune("年月日.%、)，", rest[0])
}

func atoi(digits string) int {
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}

func indexRunes(r, p []rune, from int) int {
	for i := max(from, 0); i+len(p) <= len(r); i++ {
		if r[i] == p[0] && hasPrefix(r[i:], p) {
			return i
		}
	}
	return -1
}

// markContentsLines drops lines under the head 目录 as long as each comes again as the
// start of a line behind it, or ends with leaders and a page number.
func (s *source) markContentsLines(c *contents) {
	lines := s.lines()
	for k, l := range lines {
		if l.Len() == 0 || s.isDropped(l[0]) || l[0] > maxContents {
			continue
		}
		head := strings.ReplaceAll(string(s.folded[l[0]:l[1]]), " ", "")
		if head != "目录" && head != "目次" {
			continue
		}
		end := s.contentsEnd(lines, k+1)
		if end == k+1 {
			continue
		}
		if c.span.Len() == 0 {
			c.span = gangmu.Span{l[0], lines[end-1][1]}
			c.titles = append(c.titles, s.entryTitles(lines[k+1:end])...)
		}
		s.markLine(l[0], lines[end-1][1], gangmu.DropTOC)
	}
}

// entryTitles are the entries that are titles of plans: those that end with a genre and
// carry no label.
func (s *source) entryTitles(lines []gangmu.Span) [][]rune {
	var titles [][]rune
	for _, l := range lines {
		line := []rune(leaders.ReplaceAllString(string(s.folded[l[0]:l[1]]), ""))
		title := squeezeRunes(line)
		if len(title) > 0 {
			if e, n := scanSeparator(title, 0); n > 0 {
				title = title[e:]
			}
		}
		for len(title) > 0 && strings.ContainsRune(".…·⋯-—", title[len(title)-1]) {
			title = title[:len(title)-1]
		}
		if len(title) >= minTitle && len(title) <= maxTitle && endsWithGenre(title) && len(scanLabel(title, 0)) == 0 {
			titles = append(titles, title)
		}
	}
	return titles
}

// contentsEnd is the index of the first line from k on that is no entry.
func (s *source) contentsEnd(lines []gangmu.Span, k int) int {
	key := func(l gangmu.Span) string {
		line := string(s.folded[l[0]:l[1]])
		line = leaders.ReplaceAllString(line, "")
		return strings.TrimRight(strings.ReplaceAll(line, " ", ""), ".…·⋯-—。")
	}
	later := map[string]int{} // last line that starts so
	for i := len(lines) - 1; i >= k; i-- {
		if t := key(lines[i]); t != "" {
			if _, ok := later[t]; !ok {
				later[t] = i
			}
		}
	}
	first := ""
	for i := k; i < len(lines); i++ {
		t := key(lines[i])
		switch {
		case t == "":
			continue
		case t == first: // the body begins
			return i
		case later[t] > i:
		case leaders.MatchString(string(s.folded[lines[i][0]:lines[i][1]])):
		default:
			return i
		}
		if first == "" {
			first = t
		}
	}
	return k // everything comes again: this is no table of contents
}

// markBundleTitle drops the title over a bundle, at the start of the text.
func (s *source) markBundleTitle(q squeezed) {
	if len(q.runes) == 0 {
		return
	}
	m := bundleTitle.FindString(string(q.runes[:min(70, len(q.runes))]))
	if m == "" || !strings.Contains(m, "篇") && !strings.Contains(m, "汇编") {
		return
	}
	end := len([]rune(m))
	if end >= len(q.runes) || q.startsLine(s, end) {
		title := q.span(0, end)
		s.mark(title[0], title[1], gangmu.DropBundleTitle)
	}
}
